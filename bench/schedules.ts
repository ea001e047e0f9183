import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Timing } from '../shared/schedules.ts';
import { connect, type Database } from '../worker/db/connection.ts';
import { startEmbedded } from '../worker/db/embedded.ts';
import { migrate } from '../worker/db/migrate.ts';
import { runDueReports } from '../worker/jobs/run-due-reports.ts';
import { createLog } from '../worker/log.ts';
import { putSchedule } from '../worker/schedules/change-schedule.ts';
import { duesBetween, type Plan } from '../worker/schedules/next-due.ts';

const log = createLog({ level: 'silent' });
const ZONES = ['Europe/Zurich', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'];

/** A database with so many reports and no schedules, on a disk as it is. */
export type ScheduleBench = {
  readonly db: Database;
  readonly reports: readonly string[];
  readonly workspaceId: string;
  /** More connections, as other processes have. */
  connect(): Database;
  close(): Promise<void>;
};

export async function openScheduleBench(count: number): Promise<ScheduleBench> {
  const dir = mkdtempSync(join(tmpdir(), 'willcall-bench-'));
  const embedded = await startEmbedded({ dir, log });
  const db = connect(embedded.url);
  await migrate(db);
  const workspace = await db
    .insertInto('workspaces')
    .values({ name: 'bench' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const values = { workspace_id: workspace.id, name: 'r', dataset: 'tickets', columns: '[]', created_by: 'me' };
  const rows = await db
    .insertInto('reports')
    .values(Array.from({ length: count }, () => ({ ...values, write_mode: 'sync' as const })))
    .returning('id')
    .execute();
  return {
    db,
    reports: rows.map(({ id }) => id),
    workspaceId: workspace.id,
    connect: () => connect(embedded.url, { max: 2 }),
    async close() {
      await db.destroy();
      await embedded.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Gives every report a schedule, in turn one of these zones. */
export async function scheduleAll(bench: ScheduleBench, timing: Timing, now: Date): Promise<Plan[]> {
  const plans: Plan[] = [];
  await bench.db.deleteFrom('runs').execute();
  await bench.db.deleteFrom('schedules').execute();
  for (const [index, id] of bench.reports.entries()) {
    const plan = { timing, timeZone: ZONES[index % ZONES.length] ?? 'UTC', startDate: null, stopDate: null };
    const change = {
      report: { id, workspace_id: bench.workspaceId },
      actor: { kind: 'operator', id: 'bench', name: 'bench' } as const,
      now,
      check: () => undefined,
    };
    await putSchedule(bench.db, change, { ...plan, pauseAfter: 5 });
    plans.push(plan);
  }
  return plans;
}

/** One look at what is due, by so many processes at once. @returns how many runs began. */
export async function tick(processes: readonly Database[], now: Date): Promise<number> {
  const queue = { wake: async () => undefined };
  const begun = await Promise.all(processes.map(async (db) => await runDueReports({ db, queue, log, now: () => now })));
  return begun.reduce((sum, count) => sum + count, 0);
}

/** Ends every open run, as if each took no time. */
export async function endRuns({ db }: ScheduleBench): Promise<void> {
  await sql`update runs set status = 'done', finished_at = now() where status = 'queued'`.execute(db);
}

/** How runs compare with promises: none is to be missing, none to be there twice. */
export async function compare({ db }: ScheduleBench, plans: readonly Plan[], from: Date, until: Date) {
  const promised = plans.reduce((sum, plan) => sum + duesBetween(plan, from, until).length, 0);
  const { rows } = await sql<{ runs: number; distinct: number }>`
    select count(*)::int as runs, count(distinct (report_id, due))::int as distinct
    from runs where due > ${from} and due <= ${until}`.execute(db);
  const [counted = { runs: 0, distinct: 0 }] = rows;
  return { promised, missing: promised - counted.distinct, doubled: counted.runs - counted.distinct };
}
