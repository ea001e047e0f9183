import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql, type Transaction } from 'kysely';
import { ConfigError } from '../config.ts';
import { withRetry, type Database } from './connection.ts';
import { packageRoot } from './package-root.ts';
import type { Tables } from './tables.ts';

/** One numbered step of the schema. Never edited after release. */
export type Migration = { version: number; name: string; text: string };

const FILE = /^(\d{3})-[a-z0-9-]+\.sql$/;

/** The steps in worker/db/migrations, in order. */
export function readMigrations(dir = join(packageRoot(), 'worker', 'db', 'migrations')): Migration[] {
  const files = readdirSync(dir).filter((file) => FILE.test(file));
  return files.toSorted().map((file) => ({
    version: Number(file.slice(0, 3)),
    name: file.slice(0, -'.sql'.length),
    text: readFileSync(join(dir, file), 'utf8'),
  }));
}

/** `create table if not exists` still collides when two sessions do it at once, hence the lock. */
async function createTable(db: Database): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtext('willcall migrations'))`.execute(transaction);
    await sql`
      create table if not exists migrations (
        version integer primary key,
        name text not null,
        applied_at timestamptz not null default now()
      )`.execute(transaction);
  });
}

/** The version row goes first: a second starter waits on it, then finds the step done. */
async function claim(transaction: Transaction<Tables>, { version, name }: Migration): Promise<boolean> {
  const claimed = await sql<{ version: number }>`
    insert into migrations (version, name) values (${version}, ${name})
    on conflict do nothing returning version`.execute(transaction);
  return claimed.rows.length === 1;
}

const apply = (db: Database, migration: Migration) =>
  db.transaction().execute(async (transaction) => {
    const isOurs = await claim(transaction, migration);
    if (isOurs) await sql.raw(migration.text).execute(transaction);
    return isOurs;
  });

async function refuseNewer(db: Database, migrations: readonly Migration[]): Promise<void> {
  const { rows } = await sql<{ version: number | null }>`select max(version) as version from migrations`.execute(db);
  const newest = rows[0]?.version ?? 0;
  if (newest <= (migrations.at(-1)?.version ?? 0)) return;
  throw new ConfigError(
    `This database belongs to a newer Willcall (step ${newest}). Update this program, or use another database.`,
  );
}

/**
 * Brings the schema up to date; several programs may do so at once.
 *
 * @returns the names of the steps this call applied.
 * @throws ConfigError when the database is newer than this program.
 */
export async function migrate(db: Database, migrations: readonly Migration[] = readMigrations()): Promise<string[]> {
  await withRetry(() => createTable(db));
  await refuseNewer(db, migrations);
  const applied: string[] = [];
  for (const migration of migrations) {
    if (await withRetry(() => apply(db, migration))) applied.push(migration.name);
  }
  return applied;
}
