import { sql } from 'kysely';
import { withRetry, type Database } from './connection.ts';
import { pushBackBucket, takeFromBuckets, type Bucket } from './rate-buckets.ts';

/** A waiter that has not asked for this long is taken for dead, by the database's clock. */
const LEASE_SECONDS = 15;

/** A call that waits. `line`, `lane` and `spreadsheet` are names of buckets; calls of one line wait for each other. */
export type QueuedCall = {
  /** A UUID of the call's own. */
  readonly id: string;
  readonly line: string;
  readonly lane: string;
  readonly spreadsheet: string;
  /** Milliseconds between two calls of one spreadsheet. */
  readonly spreadsheetEveryMs: number;
};

/**
 * How many calls go before this one: in the whole line, of those the ones that need not wait for their spreadsheet, and of the
 * same lane and spreadsheet.
 */
export type Place = { readonly ahead: number; readonly ready: number; readonly inSpreadsheet: number };

/** The line at Google, shared by all processes; waits out a database that is away for a moment. */
export type CallLine = {
  /** Lines up, or keeps the place: a waiter that asks again within 15 s is known to be alive. */
  lineUp(call: QueuedCall): Promise<Place>;
  /** See takeFromBuckets. */
  take(buckets: readonly Bucket[]): Promise<number>;
  /** Tries once: whoever does not ask again loses the place anyway. */
  leave(id: string): Promise<void>;
  /** Nobody takes from the bucket for so many milliseconds. */
  pushBack(bucket: Bucket, forMs: number): Promise<void>;
};

export function callLine(db: Database): CallLine {
  return {
    lineUp: async (call) => await withRetry(() => lineUp(db, call)),
    take: async (buckets) => await withRetry(() => takeFromBuckets(db, buckets)),
    leave: async (id) => await leaveLine(db, id).catch(() => undefined),
    pushBack: async (bucket, forMs) => await withRetry(() => pushBackBucket(db, bucket, forMs)),
  };
}

/**
 * Lanes take turns, in a lane the spreadsheets, each time the one that was served longest ago; calls of one spreadsheet go as they came.
 * Harmless to repeat; a waiter that was taken for dead lines up again at the end.
 */
async function lineUp(db: Database, { id, line, lane, spreadsheet, spreadsheetEveryMs }: QueuedCall): Promise<Place> {
  const { rows } = await sql<Place>`
    with me as (
      insert into queued_calls as mine (id, line, lane, spreadsheet, lease_until)
      values (${id}, ${line}, ${lane}, ${spreadsheet}, clock_timestamp() + make_interval(secs => ${LEASE_SECONDS}))
      on conflict (id) do update set lease_until = excluded.lease_until
      returning *
    ), alive as (
      select * from me
      union all
      select * from queued_calls where line = ${line} and id <> ${id} and lease_until > clock_timestamp()
    ), in_spreadsheet as (
      select alive.*, theoretical_arrival as free_at,
        row_number() over (partition by lane, spreadsheet order by arrived) - 1 as before
      from alive left join rate_buckets on name = spreadsheet
    ), in_lane as (
      select *, row_number() over (partition by lane order by before, free_at nulls first, arrived) as turn
      from in_spreadsheet
    ), in_line as (
      select in_lane.*, row_number() over (order by turn, theoretical_arrival nulls first, arrived) - 1 as ahead,
        coalesce(free_at, now()) + before * ${spreadsheetEveryMs}::float8 * interval '1 millisecond' <= clock_timestamp() as ready
      from in_lane left join rate_buckets on name = lane
    )
    select mine.ahead, mine.before as "inSpreadsheet",
      (select count(*) from in_line other where other.ready and other.ahead < mine.ahead) as ready
    from in_line mine where mine.id = ${id}
  `.execute(db);
  const [place] = rows;
  if (place === undefined) throw new Error('a call that lined up has no place');
  return place;
}

async function leaveLine(db: Database, id: string): Promise<void> {
  await sql`delete from queued_calls where id = ${id}`.execute(db);
}

/** Calls whose process was killed. They hold nobody up; this only clears them away. */
export async function forgetDeadCalls(db: Database): Promise<void> {
  await sql`delete from queued_calls where lease_until < clock_timestamp() - interval '1 minute'`.execute(db);
}
