import { sql } from 'kysely';
import { existsSync, readFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../db/connection.ts';
import { readMigrations, type Migration } from '../db/migrate.ts';
import { fault, ok, skipped, warning, type Finding } from './finding.ts';
import { reasonOf } from './reason.ts';

const OLDEST = 15;

/** A database to look into. `isEmbedded`: the one of the folder, which runs only while a worker does. */
export type Looked = { readonly db: Database; readonly isEmbedded: boolean };

/** Whether it answers, and is no older than what we need. */
export async function checkDatabase(looked: Looked | null, dir: string): Promise<Finding> {
  if (looked === null) return notRunning(dir);
  const { db, isEmbedded } = looked;
  try {
    const { rows } = await sql<{ version: string }>`select current_setting('server_version') as version`.execute(db);
    const version = rows[0]?.version ?? '';
    const major = Number.parseInt(version, 10);
    const name = isEmbedded ? 'embedded Postgres' : 'Postgres';
    if (major >= OLDEST) return ok(`${name} ${version} answers`);
    return fault(`${name} ${version} is too old.`, `Use Postgres ${OLDEST} or newer.`);
  } catch (error) {
    const what = isEmbedded ? 'The embedded Postgres' : 'DATABASE_URL: the database';
    return fault(
      `${what} does not answer: ${reasonOf(error)}.`,
      isEmbedded ? 'Restart the worker.' : databaseFix(error),
    );
  }
}

function databaseFix(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === '28P01' || code === '28000') return 'Correct the account and password in DATABASE_URL.';
  if (code === '3D000') return 'Make the database, or correct its name in DATABASE_URL.';
  return 'Start it, let this machine reach it, or correct DATABASE_URL.';
}

function notRunning(dir: string): Finding {
  const file = ['postgres/PG_VERSION'].map((name) => join(dir, name)).find((name) => existsSync(name));
  if (file === undefined) return ok('the embedded Postgres is set up at the first start');
  return ok(`the embedded Postgres ${readFileSync(file, 'utf8').trim()} starts with the worker; it is not running now`);
}

/** Whether the tables are those of this program. */
export async function checkSchema(
  looked: Looked | null,
  steps: readonly Migration[] = readMigrations(),
): Promise<Finding> {
  if (looked === null) return skipped('no database is running');
  const done = await stepsDone(looked.db);
  if (done === null) return ok('empty: the tables are made at the first start');
  const newest = Math.max(0, ...done);
  if (newest > (steps.at(-1)?.version ?? 0))
    return fault(
      `The tables are of a newer Willcall (step ${newest}).`,
      'Update this program, or use another database.',
    );
  const missing = steps.filter(({ version }) => !done.has(version));
  const [first] = missing;
  if (first === undefined) return ok(`up to date (step ${newest})`);
  return warning(
    `Steps are missing (${missing.length}, the first is ${first.name}).`,
    'Restart every worker with this version: the first one brings the tables up to date.',
  );
}

async function stepsDone(db: Database): Promise<ReadonlySet<number> | null> {
  const there = await sql<{ found: boolean }>`select to_regclass('migrations') is not null as found`.execute(db);
  if (there.rows[0]?.found !== true) return null;
  const { rows } = await sql<{ version: number }>`select version from migrations`.execute(db);
  return new Set(rows.map(({ version }) => version));
}

const GIGABYTE = 1024 ** 3;
const ENOUGH = 2 * GIGABYTE;
const LITTLE = GIGABYTE / 4;

/** Whether the folder's disk has room. The embedded database stops when it is full. */
export async function checkDisk(dir: string, isEmbedded: boolean, space = freeBytes): Promise<Finding> {
  const free = await space(dir);
  if (free === null) return skipped('the folder is not there yet');
  const found = `${(free / GIGABYTE).toFixed(1)} GB free`;
  if (!isEmbedded && free >= LITTLE) return ok(found);
  const fix = 'Make room on that disk, or put WILLCALL_DIR on a larger one.';
  if (free < LITTLE) return fault(`${found} in ${dir}: the database is about to stop.`, fix);
  return free < ENOUGH ? warning(`${found} in ${dir}.`, fix) : ok(found);
}

async function freeBytes(dir: string): Promise<number | null> {
  if (!existsSync(dir)) return null;
  const { bavail, bsize } = await statfs(dir);
  return bavail * bsize;
}

/** The database's clock, in milliseconds since 1970. */
export async function timeOf(db: Database): Promise<number> {
  const { rows } = await sql<{ ms: string }>`select (extract(epoch from clock_timestamp()) * 1000)::text as ms`.execute(
    db,
  );
  return Number(rows[0]?.ms);
}
