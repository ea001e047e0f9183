import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Timing } from '../../../shared/schedules.ts';
import { connect, type Database } from '../../../worker/db/connection.ts';
import { finishRun, type RunOutcome } from '../../../worker/db/run-end.ts';
import { takeLease } from '../../../worker/db/run-lease.ts';
import { abandonedRuns, openRun, queueDueRun } from '../../../worker/db/runs.ts';
import { scheduleOf, takeDueSchedules } from '../../../worker/db/schedules.ts';
import { runDueReports } from '../../../worker/jobs/run-due-reports.ts';
import { createLog } from '../../../worker/log.ts';
import { putSchedule, resumeSchedule } from '../../../worker/schedules/change-schedule.ts';
import { testDatabase, type TestDatabase } from '../../helpers/database.ts';

const ACTOR = { kind: 'person', id: 'ada', name: 'ada@example.org' } as const;
const MINUTE_MS = 60_000;

let database: TestDatabase;
let db: Database;
let workspaceId: string;
let reportId: string;
let now: Date;
let woken: string[];
beforeAll(async () => {
  database = await testDatabase();
  ({ db } = database);
  const made = await db.insertInto('workspaces').values({ name: 'w' }).returning('id').executeTakeFirstOrThrow();
  workspaceId = made.id;
});
afterAll(() => database.drop());
beforeEach(async () => {
  await db.deleteFrom('reports').execute();
  reportId = await newReport();
  now = new Date('2027-05-01T10:02:00Z');
  woken = [];
});

async function newReport(): Promise<string> {
  const values = { workspace_id: workspaceId, name: 'r', dataset: 'tickets', columns: '[]', created_by: 'ada' };
  const { id } = await db
    .insertInto('reports')
    .values({ ...values, write_mode: 'sync' })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

const log = createLog({ level: 'silent' });
const queue = { wake: async ({ id }: { id: string }) => void woken.push(id) };
const tick = async (on = db) => await runDueReports({ db: on, queue, log, now: () => now });
const changeOf = (id: string) => ({
  report: { id, workspace_id: workspaceId },
  actor: ACTOR,
  now,
  check: () => undefined,
});
const schedule = async (timing: Timing = { kind: 'every', minutes: 5 }, pauseAfter = 3, id = reportId) =>
  await putSchedule(db, changeOf(id), {
    timing,
    timeZone: 'Europe/Zurich',
    startDate: null,
    stopDate: null,
    pauseAfter,
  });
const stored = async () => {
  const row = await scheduleOf(db, reportId);
  if (!row) throw new Error('no schedule');
  return row;
};
const runs = async () =>
  await db.selectFrom('runs').select(['id', 'due', 'requested_by', 'status']).orderBy('created_at').execute();
/** To the moment at which the next turn begins. */
const untilTurn = async () => {
  const { next_begin } = await stored();
  if (!next_begin) throw new Error('nothing is due');
  now = next_begin;
};
const failure = (code = 'provider-auth', status: 'failed' | 'stale' = 'failed'): RunOutcome =>
  ({ status, code, message: 'The key is refused.', of: null }) as RunOutcome;
const DONE: RunOutcome = {
  status: 'done',
  certificate: { complete: true } as never,
  rows: 1,
  columns: [],
  sources: [],
  published: null,
};
async function end(runId: string, outcome: RunOutcome) {
  const run = await takeLease(db, runId, 'test');
  if (!run) throw new Error('the run is not to be had');
  await finishRun(db, { runId, epoch: run.epoch }, outcome, false);
}
/** The next turn, whose run ends so. */
async function turn(outcome: RunOutcome) {
  await untilTurn();
  await tick();
  await end(woken.at(-1) ?? '', outcome);
}
const due = (row: { due: Date | null } | undefined) => row?.due?.toISOString();

describe('a turn that comes', () => {
  it('begins one run, a little before it is due, and wakes a worker', async () => {
    await schedule();
    expect(await tick()).toBe(0);
    await untilTurn();
    expect(await tick()).toBe(1);
    expect(await tick()).toBe(0);
    const [run, ...others] = await runs();
    expect([run?.requested_by, due(run), others]).toEqual(['schedule', '2027-05-01T10:05:00.000Z', []]);
    expect(woken).toEqual([run?.id]);
    expect(now.getTime()).toBeLessThanOrEqual(Date.parse('2027-05-01T10:05:00Z'));
    expect((await stored()).next_due).toEqual(new Date('2027-05-01T10:10:00Z'));
  });

  it('begins one run although many processes look at once', async () => {
    const ids = [reportId, ...(await Promise.all(Array.from({ length: 59 }, newReport)))];
    for (const id of ids) await schedule(undefined, 3, id);
    now = new Date('2027-05-01T10:05:00Z');
    const others = Array.from({ length: 5 }, () => connect(database.url, { max: 2 }));
    const begun = await Promise.all([...others, db].map(tick));
    await Promise.all(others.map((other) => other.destroy()));
    expect(begun.reduce((sum, count) => sum + count, 0)).toBe(60);
    const all = await db.selectFrom('runs').select('report_id').execute();
    expect(new Set(all.map(({ report_id }) => report_id)).size).toBe(60);
    expect(all).toHaveLength(60);
  });

  it('is skipped, and said so, while the refresh before is still going on', async () => {
    await schedule();
    const open = await openRun(db, { workspaceId, reportId, requestedBy: 'ada' });
    await untilTurn();
    expect(await tick()).toBe(0);
    expect(await runs()).toHaveLength(1);
    const { skipped_due, next_due } = await stored();
    expect(skipped_due).toEqual(new Date('2027-05-01T10:05:00Z'));
    expect(next_due).toEqual(new Date('2027-05-01T10:10:00Z'));
    await end(open.id, DONE);
    await untilTurn();
    expect(await tick()).toBe(1);
  });

  it('of a report that is just being changed or deleted waits for that', async () => {
    await schedule();
    await untilTurn();
    await db.transaction().execute(async (transaction) => {
      await transaction.selectFrom('reports').select('id').where('id', '=', reportId).forUpdate().execute();
      expect(await tick()).toBe(0);
    });
    expect(await tick()).toBe(1);
  });

  it('of a schedule that cannot be worked out does not hold up the others', async () => {
    const other = await newReport();
    await schedule();
    await schedule(undefined, 3, other);
    await db.updateTable('schedules').set({ time_zone: 'Gone/Zone' }).where('report_id', '=', reportId).execute();
    now = new Date('2027-05-01T10:05:00Z');
    expect(await tick()).toBe(1);
    expect((await stored()).next_begin?.getTime()).toBeGreaterThan(now.getTime());
  });
});

describe('a process that dies', () => {
  it('between taking a turn and storing it leaves the turn to the next one', async () => {
    await schedule();
    await untilTurn();
    const dying = connect(database.url, { max: 1, onError: () => undefined });
    const death = dying.transaction().execute(async (transaction) => {
      const [taken] = await takeDueSchedules(transaction, now, 10);
      if (!taken) throw new Error('nothing is due');
      await queueDueRun(transaction, { workspaceId, reportId, requestedBy: 'schedule', due: now });
      // others pass it by while it is being served
      expect(await tick()).toBe(0);
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(transaction);
      await sql`select pg_terminate_backend(${rows[0]?.pid ?? 0})`.execute(db);
      await sql`select 1`.execute(transaction);
    });
    await expect(death).rejects.toThrow();
    await dying.destroy();
    expect(await runs()).toEqual([]);
    expect(await tick()).toBe(1);
    expect(await runs()).toHaveLength(1);
  });

  it('before it wakes the queue leaves a run that the sweep finds, and that is not begun twice', async () => {
    await schedule();
    await untilTurn();
    const dead = { wake: async () => await Promise.reject(new Error('killed')) };
    await expect(runDueReports({ db, queue: dead, log, now: () => now })).rejects.toThrow('killed');
    expect(await tick()).toBe(0);
    await db
      .updateTable('runs')
      .set({ created_at: sql`now() - interval '2 seconds'` } as never)
      .execute();
    const [run] = await runs();
    expect((await abandonedRuns(db)).map(({ id }) => id)).toEqual([run?.id]);
  });
});

describe('after downtime', () => {
  it('everything that was missed is made good by one run, which is said', async () => {
    await schedule();
    now = new Date('2027-05-01T13:01:00Z');
    expect(await tick()).toBe(1);
    const [run, ...others] = await runs();
    expect([due(run), others]).toEqual(['2027-05-01T13:00:00.000Z', []]);
    const { caught_up_due, caught_up_missed, caught_up_at, next_due } = await stored();
    expect([caught_up_due, caught_up_missed, caught_up_at]).toEqual([new Date('2027-05-01T10:05:00Z'), 36, now]);
    expect(next_due).toEqual(new Date('2027-05-01T13:05:00Z'));
  });

  it('a daily time that passed meanwhile is made good once', async () => {
    await schedule({ kind: 'daily', readyBy: '02:30' });
    now = new Date('2027-05-02T09:00:00Z');
    expect(await tick()).toBe(1);
    expect(await stored()).toMatchObject({ caught_up_missed: 1, next_due: new Date('2027-05-03T00:30:00Z') });
  });
});

describe('a list', () => {
  it('is late once two refreshes that were due have not come', async () => {
    await schedule();
    await turn(DONE);
    const { late_from } = await stored();
    expect(late_from?.getTime()).toBeGreaterThan(Date.parse('2027-05-01T10:15:00Z'));
    expect(late_from?.getTime()).toBeLessThan(Date.parse('2027-05-01T10:16:00Z'));
  });

  it('that somebody refreshed is not late', async () => {
    await schedule({ kind: 'daily', readyBy: '02:30' });
    const { late_from: before } = await stored();
    const run = await openRun(db, { workspaceId, reportId, requestedBy: 'ada' });
    await end(run.id, DONE);
    const { late_from: after, good_until, expected_ms } = await stored();
    expect(before).toEqual(new Date('2027-05-03T00:32:00Z'));
    expect(good_until).not.toBeNull();
    expect(after).not.toEqual(before);
    expect(expected_ms).toBeLessThan(60_000);
  });
});

describe('failures in a row', () => {
  const notices = async () =>
    await db.selectFrom('notices').select(['kind', 'facts']).where('report_id', '=', reportId).execute();

  it('pause a schedule, which is told and written down', async () => {
    await schedule();
    await turn(failure());
    await turn(failure());
    expect(await stored()).toMatchObject({ failures: 2, paused_at: null });
    expect(await notices()).toEqual([]);
    await turn(failure());
    expect(await stored()).toMatchObject({ failures: 3, paused_because: 'failures', next_due: null, next_begin: null });
    expect(await notices()).toEqual([{ kind: 'paused', facts: { failures: 3, error: 'The key is refused.' } }]);
    const deeds = await db
      .selectFrom('audit_log')
      .select(['actor_kind', 'object_id'])
      .where('action', '=', 'schedule.paused')
      .execute();
    expect(deeds).toContainEqual({ actor_kind: 'willcall', object_id: reportId });
    now = new Date(now.getTime() + 60 * MINUTE_MS);
    expect(await tick()).toBe(0);
  });

  it('are forgotten by one that works, and by resuming', async () => {
    await schedule();
    await turn(failure());
    await turn(DONE);
    expect(await stored()).toMatchObject({ failures: 0 });
    for (let count = 0; count < 3; count++) await turn(failure());
    await resumeSchedule(db, changeOf(reportId));
    expect(await stored()).toMatchObject({ failures: 0, paused_at: null });
    await turn(failure());
    expect(await stored()).toMatchObject({ failures: 1, paused_at: null });
  });

  it('of a ticketing system that is away count at most once an hour', async () => {
    await schedule();
    for (let count = 0; count < 5; count++) await turn(failure('provider-unavailable', 'stale'));
    expect(await stored()).toMatchObject({ failures: 1, paused_at: null });
  });

  it('of people who press refresh, and refreshes somebody cancelled, do not count', async () => {
    await schedule();
    const run = await openRun(db, { workspaceId, reportId, requestedBy: 'ada' });
    await end(run.id, failure());
    await turn({ status: 'cancelled' });
    expect(await stored()).toMatchObject({ failures: 0 });
  });
});

describe('a schedule that is changed', () => {
  it('after its run began does not begin one for the same time again', async () => {
    await schedule({ kind: 'daily', readyBy: '13:00' });
    now = new Date('2027-05-01T10:58:30Z');
    expect(await tick()).toBe(1);
    await end(woken.at(-1) ?? '', DONE);
    // a refresh takes no 2 minutes any more: by that alone it could begin again
    now = new Date('2027-05-01T10:58:40Z');
    await schedule({ kind: 'daily', readyBy: '13:00' });
    expect((await stored()).next_due).toEqual(new Date('2027-05-02T11:00:00Z'));
  });
});
