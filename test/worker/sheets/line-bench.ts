import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import { callLine } from '../../../worker/db/call-line.ts';
import { connect, type Database } from '../../../worker/db/connection.ts';
import { createSheetsLimits, type Pace, type SheetsLimits, type Sleep } from '../../../worker/sheets/quota.ts';
import { testDatabase } from '../../helpers/database.ts';

/** Everything quick, and nothing in store after a rest. */
export const QUICK: Pace = {
  writer: { everyMs: 30, burst: 1 },
  project: { everyMs: 1, burst: 1000 },
  spreadsheet: { everyMs: 1, burst: 1 },
};

export type Taken = { readonly name: string; readonly atMs: number };

/** A database that several processes share, and which notes every call that is let through, by its own clock. */
export type LineBench = {
  readonly db: Database;
  /** One more process. Its limits work at this pace. */
  process(pace?: Pace, sleep?: Sleep): { db: Database; limits: SheetsLimits };
  /** Names of buckets that start with these words, as they were taken from; the words left out. */
  taken(words: string): Promise<Taken[]>;
  /** How many calls are in line. */
  waiting(): Promise<number>;
  /** Resolves when so many are in line. */
  untilWaiting(count: number): Promise<void>;
  /** Ends the processes; nothing is in line, and no bucket was ever used. */
  reset(): Promise<void>;
  close(): Promise<void>;
};

const patient: Sleep = async (ms, signal) => {
  await delay(ms, undefined, signal ? { signal } : {});
};
/** Asks more often than in earnest, and so notices when a bucket is filled by hand. */
export const restless: Sleep = async (ms, signal) => {
  await patient(Math.min(ms, 80), signal);
};

export async function lineBench(): Promise<LineBench> {
  const database = await testDatabase();
  const { db } = database;
  await noteWhatIsTaken(db);
  const others: Database[] = [];
  const endAll = async () => void (await Promise.all(others.splice(0).map((other) => other.destroy())));
  const waiting = async () => {
    const { rows } = await sql<{ count: number }>`select count(*) as count from queued_calls`.execute(db);
    return rows[0]?.count ?? 0;
  };
  return {
    db,
    process(pace = QUICK, sleep = patient) {
      const own = connect(database.url, { max: 5 });
      others.push(own);
      const limits = createSheetsLimits({ line: callLine(own), writer: 'w', project: 'p', sleep, pace });
      return { db: own, limits };
    },
    async taken(words) {
      const { rows } = await sql<Taken>`
        select replace(name, ${words}, '') as name, (extract(epoch from at) * 1000)::float8 as "atMs"
        from taken where starts_with(name, ${words}) order by id`.execute(db);
      return rows;
    },
    waiting,
    async untilWaiting(count) {
      while ((await waiting()) < count) await delay(5);
    },
    async reset() {
      await endAll();
      await sql`truncate queued_calls, rate_buckets, taken`.execute(db);
    },
    async close() {
      await endAll();
      await database.drop();
    },
  };
}

async function noteWhatIsTaken(db: Database): Promise<void> {
  await sql`create table taken (id bigint generated always as identity, name text, at timestamptz)`.execute(db);
  await sql`
    create function note() returns trigger language plpgsql as $$
    begin insert into taken (name, at) values (new.name, clock_timestamp()); return new; end $$`.execute(db);
  await sql`create trigger noted before update on rate_buckets for each row execute function note()`.execute(db);
}
