import { sql, type Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/**
 * A shared allowance: one call every `everyMs`, and up to `burst` at once after a rest. `spare`: so many more must be left in it for
 * those whose turn is before.
 */
export type Bucket = {
  readonly name: string;
  readonly everyMs: number;
  readonly burst: number;
  readonly spare?: number;
};

/**
 * Takes one call from every bucket, or from none (generic cell rate algorithm). In any window of W milliseconds a bucket gives at
 * most `burst + W / everyMs` calls, whatever process asks: the database's clock decides.
 *
 * @returns 0 when taken, else milliseconds after which to ask again. Harmless to repeat when the answer was lost: it only wastes a call.
 */
export async function takeFromBuckets(db: Kysely<Tables>, buckets: readonly Bucket[]): Promise<number> {
  const asked = JSON.stringify(
    buckets.map(({ name, everyMs, burst, spare = 0 }) => ({
      name,
      every_ms: everyMs,
      tolerance_ms: everyMs * (burst - 1 - spare),
    })),
  );
  // rows are locked in the order of their names, so two callers never wait for each other in a circle
  const { rows } = await sql<{ wait_ms: number; taken: number }>`
    with asked as (
      select * from jsonb_to_recordset(${asked}::jsonb) as a(name text, every_ms float8, tolerance_ms float8)
    ), held as (
      select name, theoretical_arrival from rate_buckets where name in (select name from asked) order by name for update
    ), verdict as (
      select max(greatest(extract(epoch from held.theoretical_arrival - clock_timestamp()) * 1000, 0) - asked.tolerance_ms) as wait_ms
      from asked left join held using (name)
    ), taken as (
      insert into rate_buckets as bucket (name, theoretical_arrival)
      select name, clock_timestamp() + every_ms * interval '1 millisecond' from asked, verdict where verdict.wait_ms <= 0 order by name
      on conflict (name) do update
        set theoretical_arrival = greatest(bucket.theoretical_arrival, clock_timestamp())
          + (select every_ms from asked where asked.name = excluded.name) * interval '1 millisecond'
        -- another process may have made the same bucket a moment ago, unseen above
        where bucket.theoretical_arrival <= clock_timestamp()
          + (select tolerance_ms from asked where asked.name = excluded.name) * interval '1 millisecond'
      returning 1
    )
    select wait_ms::float8 as wait_ms, (select count(*) from taken) as taken from verdict
  `.execute(db);
  const [row] = rows;
  if (row === undefined || row.taken === buckets.length) return 0;
  return Math.max(1, Math.ceil(row.wait_ms));
}

/** Lets nobody take from the bucket for `forMs`; then one at a time, as without a rest. Never shortens a wait. */
export async function pushBackBucket(
  db: Kysely<Tables>,
  { name, everyMs, burst }: Bucket,
  forMs: number,
): Promise<void> {
  const untilMs = forMs + everyMs * (burst - 1);
  await sql`
    insert into rate_buckets as bucket (name, theoretical_arrival)
    values (${name}, clock_timestamp() + ${untilMs}::float8 * interval '1 millisecond')
    on conflict (name) do update
      set theoretical_arrival = greatest(bucket.theoretical_arrival, excluded.theoretical_arrival)
  `.execute(db);
}

/** Buckets nobody took from for an hour are as good as new ones; some are named after a spreadsheet. */
export async function forgetIdleBuckets(db: Kysely<Tables>): Promise<void> {
  await sql`delete from rate_buckets where theoretical_arrival < clock_timestamp() - interval '1 hour'`.execute(db);
}
