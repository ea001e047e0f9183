import { sql, type Kysely } from 'kysely';
import { OPEN, type RunRow } from './runs.ts';
import type { Tables } from './tables.ts';

type Db = Kysely<Tables>;

/** Seconds a lease holds without being renewed, by the database's clock. */
export const LEASE_SECONDS = 10;

/** Every change a watcher should see makes the version grow. */
export const grown = sql<number>`version + 1`;
const leaseEnd = sql<Date>`now() + make_interval(secs => ${LEASE_SECONDS})`;

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
    .where(isNotErasing)
    .returningAll()
    .returning(sql<number>`(extract(epoch from now() - started_at) * 1000)::float8`.as('ran_ms'))
    .executeTakeFirst();
}

/** Nothing is published while people are erased from the report's tabs, and a run that has not begun lets them be erased first. */
const isNotErasing = sql<boolean>`not exists (
  select from erasure_places p
  where p.report_id = runs.report_id and p.state = 'waiting'
    and (p.lease_until > now() or (runs.started_at is null and p.not_before <= now()))
)`;

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
  queue_ahead: number | null;
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

/** Gives the lease back without ending the run: it goes on after `waitMs`, or at once when somebody waits for it to stop. */
export async function postponeRun(db: Db, lease: Lease, waitMs: number): Promise<void> {
  await held(db, lease)
    .set({
      status: 'queued',
      owner: null,
      lease_until: null,
      queue_ahead: null,
      not_before: sql<Date>`case when cancel_requested then null else now() + make_interval(secs => ${waitMs / 1000}) end`,
      version: grown,
    })
    .execute();
}

/** The run, as long as this lease holds. */
export function held(db: Db, { runId, epoch }: Lease) {
  return db.updateTable('runs').where('id', '=', runId).where('epoch', '=', epoch).where('status', '=', 'running');
}
