import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Tables } from './tables.ts';

/** The database as our queries see it. */
export type Database = Kysely<Tables>;

const INT8 = 20;

/** Counts come as int8; past 2^53 they stay text rather than become wrong. */
function toNumber(text: string): number | string {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : text;
}

const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8 && format !== 'binary' ? toNumber : pg.types.getTypeParser(oid, format),
};

/**
 * Options of {@link connect}. `max` is the most connections held at a time; `onError` hears of those that broke; `deadlineMs` is the
 * longest wait for a connection and for each answer, left out: 10 s for a connection, and answers take what they take.
 */
export type ConnectOptions = { max?: number; onError?: (error: Error) => void; deadlineMs?: number };

/**
 * Connects lazily to Postgres through a pool. Close with `destroy()`.
 * `timestamptz` arrives as Date, `int8` as number where that is exact.
 */
export function connect(
  url: string,
  { max = 10, onError = () => undefined, deadlineMs }: ConnectOptions = {},
): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    keepAlive: true,
    connectionTimeoutMillis: deadlineMs ?? 10_000,
    ...(deadlineMs === undefined ? {} : { query_timeout: deadlineMs }),
    application_name: 'willcall',
  });
  // without listeners a restart of the database would end the process: the pool listens to idle connections only
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

/** Connection lost or refused, server starting, stopping or full, deadlock, serialization failure. */
const PASSING_CODES = new Set([
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '40P01',
  '40001',
  '08003',
  '08006',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
]);
/** The driver's own errors carry no code. */
const PASSING_MESSAGE = /^Connection terminated|timeout exceeded when trying to connect/;

/** Whether the same query may well succeed a moment later. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string' && PASSING_CODES.has(error.code)) return true;
  return PASSING_MESSAGE.test(error.message);
}

/** Clock and patience of {@link withRetry}; the defaults are the real clock and 30 s. */
export type RetryOptions = { forMs?: number; now?: () => number; wait?: (ms: number) => Promise<unknown> };

/**
 * Does `work` again while the database is away or two transactions got in each other's way, for at most 30 s.
 * `work` must be harmless when its first try did reach the database: one transaction, or idempotent.
 *
 * @throws the last error.
 */
export async function withRetry<T>(work: () => Promise<T>, options: RetryOptions = {}): Promise<T> {
  const { forMs = 30_000, now = Date.now, wait = sleep } = options;
  const deadline = now() + forMs;
  for (let pauseMs = 50; ; pauseMs = Math.min(pauseMs * 2, 2000)) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error) || now() + pauseMs > deadline) throw error;
      await wait(pauseMs);
    }
  }
}
