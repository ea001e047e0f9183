import { sql, type Kysely } from 'kysely';
import type { ErasurePlace } from '../../shared/erasure.ts';
import type { PlaceRow } from './erasures.ts';
import { OPEN } from './runs.ts';
import type { Tables } from './tables.ts';

type Db = Kysely<Tables>;

const LEASE_SECONDS = 15;
const leaseEnd = sql<Date>`now() + make_interval(secs => ${LEASE_SECONDS})`;

/** Somebody else goes on with the erasure. Nothing more may be written. */
export class PlaceLost extends Error {
  override readonly name = 'PlaceLost';
}

/** A run of the report is being worked on, or another list of it is being cleared: nobody could take it now. */
const isTaken = sql<boolean>`(
  exists (
    select from runs r where r.report_id = erasure_places.report_id and r.status in ('queued', 'running')
      and (r.lease_until > now() or r.in_last_call)
  ) or exists (
    select from erasure_places o where o.report_id = erasure_places.report_id and o.state = 'waiting'
      and o.lease_until > now()
  )
)`;

/** Lists that wait to be cleared and can be taken, the oldest first. `erasureId`: only of this one. */
export async function placesDue(db: Db, limit: number, erasureId?: string): Promise<string[]> {
  const rows = await db
    .selectFrom('erasure_places')
    .select('id')
    .where('state', '=', 'waiting')
    .where('not_before', '<=', sql<Date>`now()`)
    .where((where) => where.or([where('lease_until', 'is', null), where('lease_until', '<', sql<Date>`now()`)]))
    .where(({ not }) => not(isTaken))
    .$if(erasureId !== undefined, (query) => query.where('erasure_id', '=', erasureId ?? ''))
    .orderBy('not_before')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Whether lists of an erasure are being cleared, or could be now. */
export async function isGoingOn(db: Db, erasureId: string): Promise<boolean> {
  const open = await db
    .selectFrom('erasure_places')
    .select('id')
    .where('erasure_id', '=', erasureId)
    .where('state', '=', 'waiting')
    .where((where) =>
      where.or([where('lease_until', '>', sql<Date>`now()`), where('not_before', '<=', sql<Date>`now()`)]),
    )
    .executeTakeFirst();
  return open !== undefined;
}

/**
 * Takes a list to clear it. Neither a publish of its report nor another erasure of it goes on meanwhile: a run that is being worked on is
 * waited for, one that waits stays waiting.
 *
 * @returns null when it is done, somebody has it, or a run is being worked on.
 */
export async function takePlace(db: Db, id: string, owner: string): Promise<PlaceRow | null> {
  return await db.transaction().execute(async (transaction) => {
    const place = await transaction.selectFrom('erasure_places').selectAll().where('id', '=', id).executeTakeFirst();
    if (!place) return null;
    // no run of the report can be made while this is locked, and none of those that are there can be taken
    await transaction.selectFrom('reports').select('id').where('id', '=', place.report_id).forUpdate().execute();
    if (!(await isIdle(transaction, place.report_id))) return null;
    const taken = await transaction
      .updateTable('erasure_places')
      .set({ owner, lease_until: leaseEnd, tries: sql<number>`tries + 1` })
      .where('id', '=', id)
      .where('state', '=', 'waiting')
      .where((where) => where.or([where('lease_until', 'is', null), where('lease_until', '<', sql<Date>`now()`)]))
      .returningAll()
      .executeTakeFirst();
    return taken ?? null;
  });
}

async function isIdle(transaction: Db, reportId: string): Promise<boolean> {
  const runs = await transaction
    .selectFrom('runs')
    .select(['id', 'in_last_call'])
    .select(sql<boolean>`coalesce(lease_until > now(), false)`.as('is_worked_on'))
    .where('report_id', '=', reportId)
    .where('status', 'in', [...OPEN])
    // whoever ends a run locks it before its report: waiting for them here would be a deadlock
    .forUpdate()
    .skipLocked()
    .execute();
  const { open } = await transaction
    .selectFrom('runs')
    .select(({ fn }) => fn.countAll<number>().as('open'))
    .where('report_id', '=', reportId)
    .where('status', 'in', [...OPEN])
    .executeTakeFirstOrThrow();
  if (runs.length < Number(open) || runs.some((run) => run.is_worked_on || run.in_last_call)) return false;
  const others = await transaction
    .selectFrom('erasure_places')
    .select('id')
    .where('report_id', '=', reportId)
    .where('state', '=', 'waiting')
    .where('lease_until', '>', sql<Date>`now()`)
    .execute();
  if (others.length > 0) return false;
  // whoever is about to take one of them looks again
  const later = sql<Date>`greatest(coalesce(not_before, now()), now() + interval '1 second')`;
  for (const { id } of runs)
    await transaction.updateTable('runs').set({ not_before: later }).where('id', '=', id).execute();
  return true;
}

const held = (db: Db, { id, owner }: Pick<PlaceRow, 'id' | 'owner'>) =>
  db.updateTable('erasure_places').where('id', '=', id).where('owner', '=', owner).where('state', '=', 'waiting');

/** Keeps it for another while. @throws PlaceLost */
export async function renewPlace(db: Db, place: Pick<PlaceRow, 'id' | 'owner'>): Promise<void> {
  const { numUpdatedRows } = await held(db, place).set({ lease_until: leaseEnd }).executeTakeFirst();
  if (numUpdatedRows === 0n) throw new PlaceLost('the erasure is no longer ours');
}

export type PlaceEnd = {
  readonly state: 'waiting' | 'done' | 'failed';
  readonly waitSeconds: number;
  readonly results: readonly ErasurePlace[];
};

/**
 * Ends the work on a list, for good or for now; the erasure is finished with the last of its lists.
 *
 * @returns whether the erasure is finished now. @throws PlaceLost
 */
export async function endPlace(db: Db, place: PlaceRow, { state, waitSeconds, results }: PlaceEnd): Promise<boolean> {
  // of two that end in the same moment neither would see that the other one has
  await db.selectFrom('erasures').select('id').where('id', '=', place.erasure_id).forNoKeyUpdate().execute();
  const { numUpdatedRows } = await held(db, place)
    .set({
      state,
      owner: null,
      lease_until: null,
      results: JSON.stringify(results),
      not_before: sql<Date>`now() + make_interval(secs => ${waitSeconds})`,
    })
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new PlaceLost('the erasure is no longer ours');
  const finished = await db
    .updateTable('erasures')
    .set({ finished_at: sql<Date>`now()` })
    .where('id', '=', place.erasure_id)
    .where('finished_at', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('erasure_places')
            .select('erasure_places.id')
            .where('erasure_id', '=', place.erasure_id)
            .where('state', '=', 'waiting'),
        ),
      ),
    )
    .returning('id')
    .executeTakeFirst();
  return finished !== undefined;
}
