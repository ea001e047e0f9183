import { sql, type Kysely, type Selectable } from 'kysely';
import type { Column } from '../../shared/columns.ts';
import type { StoredOrder, Tables } from './tables.ts';

type Db = Kysely<Tables>;
export type RunRow = Selectable<Tables['runs']>;

/** Statuses of a run that is not over. */
export const OPEN = ['queued', 'running'] as const;

/** `order`: what it is to do beside refreshing. */
type NewRun = { workspaceId: string; reportId: string; requestedBy: string; order?: StoredOrder | null };

/** Queues a run of a report, or answers the one that is already open: a report is refreshed once at a time. */
export async function openRun(db: Db, { workspaceId, reportId, requestedBy, order = null }: NewRun): Promise<RunRow> {
  const values = { workspace_id: workspaceId, report_id: reportId, requested_by: requestedBy };
  for (;;) {
    const made = await db
      .insertInto('runs')
      .values({ ...values, order: order && JSON.stringify(order) })
      .onConflict((conflict) =>
        conflict
          .column('report_id')
          .where('status', 'in', [...OPEN])
          .doNothing(),
      )
      .returningAll()
      .executeTakeFirst();
    if (made) return made;
    const open = await db
      .selectFrom('runs')
      .selectAll()
      .where('report_id', '=', reportId)
      .where('status', 'in', [...OPEN])
      .executeTakeFirst();
    if (open) return open;
  }
}

/**
 * Queues a run that a schedule is due for.
 *
 * @returns undefined when one of the report is open: nothing is queued then.
 */
export async function queueDueRun(db: Db, { due, ...run }: NewRun & { due: Date }): Promise<RunRow | undefined> {
  return await db
    .insertInto('runs')
    .values({ workspace_id: run.workspaceId, report_id: run.reportId, requested_by: run.requestedBy, due })
    .onConflict((conflict) =>
      conflict
        .column('report_id')
        .where('status', 'in', [...OPEN])
        .doNothing(),
    )
    .returningAll()
    .executeTakeFirst();
}

export async function findRun(db: Db, id: string): Promise<RunRow | undefined> {
  return await db.selectFrom('runs').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The newest runs of a report, newest first. */
export async function runsOfReport(db: Db, reportId: string, limit = 20): Promise<RunRow[]> {
  return await db
    .selectFrom('runs')
    .selectAll()
    .where('report_id', '=', reportId)
    .orderBy('created_at', 'desc')
    .limit(limit)
    .execute();
}

/** The columns a report's tab was published with last; none when it was not. */
export async function publishedColumns(db: Db, report: { id: string; generation: number }): Promise<readonly Column[]> {
  const run = await db
    .selectFrom('runs')
    .select('columns')
    .where('report_id', '=', report.id)
    .where('status', '=', 'done')
    .where('generation', '=', report.generation)
    .orderBy('finished_at', 'desc')
    .executeTakeFirst();
  return run?.columns ?? [];
}

/** When reading began for what a report's tab shows now; null: it was never published, or that run is not kept. */
export async function publishedRunStart(db: Db, report: { id: string; generation: number }): Promise<Date | null> {
  const run = await db
    .selectFrom('runs')
    .select('started_at')
    .where('report_id', '=', report.id)
    .where('status', '=', 'done')
    .where('generation', '=', report.generation)
    .orderBy('finished_at', 'desc')
    .executeTakeFirst();
  return run?.started_at ?? null;
}

/** The newest run of each of these reports. */
export async function lastRunOfEach(db: Db, reportIds: readonly string[]): Promise<RunRow[]> {
  if (reportIds.length === 0) return [];
  return await db
    .selectFrom('runs')
    .distinctOn('report_id')
    .selectAll()
    .where('report_id', 'in', [...reportIds])
    .orderBy('report_id')
    .orderBy('created_at', 'desc')
    .execute();
}

/** Open runs nobody works on although they are due: what the queue should be woken for. */
export async function abandonedRuns(db: Db): Promise<{ id: string; epoch: number }[]> {
  return await db
    .selectFrom('runs')
    .select(['id', 'epoch'])
    .where('status', 'in', [...OPEN])
    .where((where) => where.or([where('lease_until', 'is', null), where('lease_until', '<', sql<Date>`now()`)]))
    .where((where) => where.or([where('not_before', 'is', null), where('not_before', '<=', sql<Date>`now()`)]))
    .where('created_at', '<', sql<Date>`now() - interval '1 second'`)
    .orderBy('created_at')
    .limit(1000)
    .execute();
}

/** Erases rows kept for a download once their time is over. */
export async function dropOldDownloads(db: Db, olderThanMinutes: number): Promise<void> {
  await db
    .with('over', (with_) =>
      with_
        .updateTable('runs')
        .set({ page_key: null })
        .where('page_key', 'is not', null)
        .where('status', 'not in', [...OPEN])
        .where('finished_at', '<', sql<Date>`now() - make_interval(mins => ${olderThanMinutes})`)
        .returning('id'),
    )
    .deleteFrom('run_pages')
    .where('run_id', 'in', (query) => query.selectFrom('over').select('id'))
    .execute();
}
