import { sql, type Insertable, type Selectable } from 'kysely';
import type { Database } from './connection.ts';
import type { Tables } from './tables.ts';

export type DeliveryRow = Selectable<Tables['notice_deliveries']>;

/** Seconds in which a message is sent or given up; longer than all deadlines of sending together. */
const LEASE_SECONDS = 120;
/** One statement at a time decides what goes into which message, for all processes. */
const LOCK = sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(hashtext('willcall notices')) as mine`;

/** `gather`: how long a notice waits for others; `spacing`: the least time between two messages to one target. Seconds. */
export type Pace = { readonly gather: number; readonly spacing: number };

/**
 * Puts new notices to the targets that want them, and what waited long enough into one message a target.
 *
 * @returns how many messages were made.
 */
export async function gatherNotices(db: Database, pace: Pace): Promise<number> {
  return await db.transaction().execute(async (transaction) => {
    const lock = await LOCK.execute(transaction);
    if (lock.rows[0]?.mine !== true) return 0;
    await handOut(transaction);
    return await makeMessages(transaction, pace);
  });
}

async function handOut(db: Database): Promise<void> {
  await sql`
    with told as (
      update notices set told_at = now()
      where id in (select id from notices where told_at is null order by id limit 500)
      returning id, workspace_id, kind, report_id
    )
    insert into notice_items (workspace_id, target_id, notice_id)
    select told.workspace_id, target.id, told.id
    from told join notice_targets target on target.workspace_id = told.workspace_id
    where target.state = 'active'
      and target.kinds @> to_jsonb(told.kind)
      and (target.reports is null or told.report_id is null or target.reports @> to_jsonb(told.report_id::text))
    on conflict do nothing`.execute(db);
}

async function makeMessages(db: Database, { gather, spacing }: Pace): Promise<number> {
  const made = await sql<{ id: string }>`
    insert into notice_deliveries (workspace_id, target_id, what)
    select workspace_id, id, 'notices' from notice_targets target
    where exists (
        select from notice_items where target_id = target.id and delivery_id is null
          and created_at <= now() - make_interval(secs => ${gather}))
      and not exists (
        select from notice_deliveries where target_id = target.id and what = 'notices'
          and created_at > now() - make_interval(secs => ${spacing}))
    returning id`.execute(db);
  await sql`
    update notice_items item set delivery_id = delivery.id
    from notice_deliveries delivery
    where delivery.target_id = item.target_id and item.delivery_id is null
      and delivery.id = any(${made.rows.map(({ id }) => id)}::uuid[])`.execute(db);
  return made.rows.length;
}

/** `facts` is JSON text. */
export async function insertDelivery(
  db: Database,
  values: Insertable<Tables['notice_deliveries']>,
): Promise<DeliveryRow> {
  return await db.insertInto('notice_deliveries').values(values).returningAll().executeTakeFirstOrThrow();
}

const taken = {
  attempts: sql<number>`attempts + 1`,
  lease_until: sql<Date>`now() + make_interval(secs => ${LEASE_SECONDS})`,
};
/** A test, taken by whoever asked for it. */
export async function insertTest(db: Database, target: { id: string; workspace_id: string }): Promise<DeliveryRow> {
  const { id: target_id, workspace_id } = target;
  return await db
    .insertInto('notice_deliveries')
    .values({ workspace_id, target_id, what: 'test', attempts: 1, lease_until: taken.lease_until })
    .returningAll()
    .executeTakeFirstOrThrow();
}

const isFree = sql<boolean>`(lease_until is null or lease_until < now())`;

/** Takes messages that are due, for {@link LEASE_SECONDS}; after that another process may take them again. */
export async function takeDeliveries(db: Database, limit: number): Promise<DeliveryRow[]> {
  return await db
    .updateTable('notice_deliveries')
    .set(taken)
    .where('id', 'in', (query) =>
      query
        .selectFrom('notice_deliveries')
        .select('id')
        .where('state', '=', 'waiting')
        .where('next_try_at', '<=', sql<Date>`now()`)
        .where(isFree)
        .orderBy('next_try_at')
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .execute();
}

/** What became of a try. `retryInMs`: null when it is given up. */
export type TryEnd = { sent: true } | { sent: false; error: string; retryInMs: number | null };

/** Writes it down, unless the message was taken by somebody else meanwhile. */
export async function endTry(
  db: Database,
  { id, attempts }: Pick<DeliveryRow, 'id' | 'attempts'>,
  end: TryEnd,
): Promise<DeliveryRow | undefined> {
  return await db
    .updateTable('notice_deliveries')
    .set({ lease_until: null, ...columnsOf(end) })
    .where('id', '=', id)
    .where('attempts', '=', attempts)
    .where('state', '=', 'waiting')
    .returningAll()
    .executeTakeFirst();
}

function columnsOf(end: TryEnd) {
  if (end.sent) return { state: 'sent' as const, sent_at: sql<Date>`now()`, error: null };
  const { error, retryInMs } = end;
  if (retryInMs === null) return { state: 'failed' as const, error };
  return { error, next_try_at: sql<Date>`now() + make_interval(secs => ${retryInMs / 1000})` };
}

/** The newest messages to a target, newest first. */
export async function deliveriesOf(db: Database, targetId: string): Promise<DeliveryRow[]> {
  return await db
    .selectFrom('notice_deliveries')
    .selectAll()
    .where('target_id', '=', targetId)
    .orderBy('created_at', 'desc')
    .limit(50)
    .execute();
}

/** Seconds since a target was tested last; null: never. */
export async function secondsSinceTest(db: Database, targetId: string): Promise<number | null> {
  const { seconds } = await db
    .selectFrom('notice_deliveries')
    .select(sql<number | null>`extract(epoch from now() - max(created_at))::float8`.as('seconds'))
    .where('target_id', '=', targetId)
    .where('what', '=', 'test')
    .executeTakeFirstOrThrow();
  return seconds;
}
