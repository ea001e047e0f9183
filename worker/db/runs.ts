import { sql, type Kysely, type Selectable } from 'kysely';
import type { Certificate } from '../../shared/api.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Tables } from './tables.ts';

type Db = Kysely<Tables>;
export type RunRow = Selectable<Tables['runs']>;

/** Seconds a lease holds without being renewed, by the database's clock. */
export const LEASE_SECONDS = 10;

const grown = sql<number>`version + 1`;
const leaseEnd = sql<Date>`now() + make_interval(secs => ${LEASE_SECONDS})`;
const OPEN = ['queued', 'running'] as const;

type NewRun = { workspaceId: string; reportId: string; requestedBy: string };

/** Queues a run of a report, or answers the one that is already open: a report is refreshed once at a time. */
export async function openRun(db: Db, { workspaceId, reportId, requestedBy }: NewRun): Promise<RunRow> {
  for (;;) {
    const made = await db
      .insertInto('runs')
      .values({ workspace_id: workspaceId, report_id: reportId, requested_by: requestedBy })
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

/** `ran_ms`: since its first start, by the database's clock; that of this machine may be wrong. */
export type TakenRun = RunRow & { ran_ms: number };

/**
 * Takes the lease of an open run, fencing off whoever had it before.
 *
 * @returns the run with its new epoch, or undefined when it is finished, held by somebody, or not due yet.
 */
export async function takeLease(db: Db, id: string, owner: string): Promise<TakenRun | undefined> {
  return await db
    .updateTable('runs')
    .set({
      epoch: sql<number>`epoch + 1`,
      owner,
      lease_until: leaseEnd,
      crashes: sql<number>`case when owner is null then crashes else crashes + 1 end`,
      status: 'running',
      started_at: sql<Date>`coalesce(started_at, now())`,
      not_before: null,
      version: grown,
    })
    .where('id', '=', id)
    .where('status', 'in', [...OPEN])
    .where((where) => where.or([where('lease_until', 'is', null), where('lease_until', '<', sql<Date>`now()`)]))
    .where((where) => where.or([where('not_before', 'is', null), where('not_before', '<=', sql<Date>`now()`)]))
    .returningAll()
    .returning(sql<number>`(extract(epoch from now() - started_at) * 1000)::float8`.as('ran_ms'))
    .executeTakeFirst();
}

/** A lease that is no longer ours: somebody else goes on with the run, or it was finished. Nothing more may be written. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

export type Lease = { readonly runId: string; readonly epoch: number };

/**
 * Renews the lease and tells whether the run is to be cancelled.
 *
 * @throws LeaseLost
 */
export async function renewLease(db: Db, lease: Lease): Promise<{ cancelRequested: boolean }> {
  const row = await held(db, lease).set({ lease_until: leaseEnd }).returning('cancel_requested').executeTakeFirst();
  if (!row) throw new LeaseLost('the run is no longer ours');
  return { cancelRequested: row.cancel_requested };
}

/**
 * Notes that the call that makes the rows visible comes next, unless the run is to be cancelled: nobody can cancel it
 * under way.
 *
 * @throws LeaseLost
 */
export async function enterLastCall(db: Db, lease: Lease): Promise<{ cancelRequested: boolean }> {
  const row = await held(db, lease)
    .set({ in_last_call: sql<boolean>`in_last_call or not cancel_requested`, lease_until: leaseEnd })
    .returning('cancel_requested')
    .executeTakeFirst();
  if (!row) throw new LeaseLost('the run is no longer ours');
  return { cancelRequested: row.cancel_requested };
}

type Progress = Partial<{
  phase: RunRow['phase'];
  pages: number;
  rows: number;
  total: number | null;
  page_key: Buffer | null;
  sheet_id: number;
  certificate: string;
}>;

/**
 * Writes progress under the lease.
 *
 * @throws LeaseLost
 */
export async function writeProgress(db: Db, lease: Lease, progress: Progress): Promise<void> {
  const result = await held(db, lease)
    .set({ ...progress, version: grown, lease_until: leaseEnd })
    .executeTakeFirst();
  if (result.numUpdatedRows === 0n) throw new LeaseLost('the run is no longer ours');
}

export type RunOutcome =
  | {
      status: 'done';
      certificate: Certificate;
      rows: number;
      /** What the tab became; null when the rows are kept for a download instead. */
      published: { reportId: string; generation: number; sheetId: number } | null;
    }
  | { status: 'failed'; code: ErrorCode; message: string }
  | { status: 'cancelled' };

/**
 * Ends a run, and notes what was published with its report. Its staged rows are deleted and their key dropped, unless they are
 * kept for a download.
 *
 * @throws LeaseLost
 */
export async function finishRun(db: Db, lease: Lease, outcome: RunOutcome, keepRows: boolean): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const result = await held(transaction, lease)
      .set({ ...columnsOf(outcome), ...(keepRows ? {} : { page_key: null }), ...CLOSED })
      .executeTakeFirst();
    if (result.numUpdatedRows === 0n) throw new LeaseLost('the run is no longer ours');
    if (!keepRows) await transaction.deleteFrom('run_pages').where('run_id', '=', lease.runId).execute();
    if (outcome.status !== 'done' || !outcome.published) return;
    const { reportId, generation, sheetId } = outcome.published;
    await transaction
      .updateTable('reports')
      .set({ generation, sheet_id: sheetId, published_at: sql<Date>`now()` })
      .where('id', '=', reportId)
      .execute();
  });
}

const CLOSED = {
  phase: 'finished' as const,
  owner: null,
  lease_until: null,
  finished_at: sql<Date>`now()`,
  version: grown,
};

function columnsOf(outcome: RunOutcome) {
  if (outcome.status === 'failed') {
    return { status: outcome.status, error_code: outcome.code, error_message: outcome.message };
  }
  if (outcome.status === 'cancelled') return { status: outcome.status };
  const { status, certificate, rows, published } = outcome;
  const { generation = null, sheetId = null } = published ?? {};
  return { status, certificate: JSON.stringify(certificate), generation, sheet_id: sheetId, rows };
}

/** Gives the lease back without ending the run: it goes on after `waitMs`, or at once when somebody waits for it to stop. */
export async function postponeRun(db: Db, lease: Lease, waitMs: number): Promise<void> {
  await held(db, lease)
    .set({
      status: 'queued',
      owner: null,
      lease_until: null,
      not_before: sql<Date>`case when cancel_requested then null else now() + make_interval(secs => ${waitMs / 1000}) end`,
      version: grown,
    })
    .execute();
}

/**
 * Stops an open run at once, whoever works on it: its lease is void, its rows are erased. Only while the call that makes the rows
 * visible may be under way it is asked to stop, and its holder (or the next one) finds out what became of that call.
 *
 * @returns whether it was open.
 */
export async function requestCancel(db: Db, id: string): Promise<boolean> {
  return await db.transaction().execute(async (transaction) => {
    const run = await transaction
      .selectFrom('runs')
      .select('in_last_call')
      .where('id', '=', id)
      .where('status', 'in', [...OPEN])
      .forUpdate()
      .executeTakeFirst();
    if (!run) return false;
    const asked = { cancel_requested: true, not_before: null, version: grown };
    const ended = { status: 'cancelled' as const, page_key: null, epoch: sql<number>`epoch + 1`, ...CLOSED };
    await transaction
      .updateTable('runs')
      .set(run.in_last_call ? asked : ended)
      .where('id', '=', id)
      .execute();
    if (!run.in_last_call) await transaction.deleteFrom('run_pages').where('run_id', '=', id).execute();
    return true;
  });
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

function held(db: Db, { runId, epoch }: Lease) {
  return db.updateTable('runs').where('id', '=', runId).where('epoch', '=', epoch).where('status', '=', 'running');
}
