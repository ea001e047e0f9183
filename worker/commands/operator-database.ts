import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { sql } from 'kysely';
import type { Config } from '../config.ts';
import { connect, type Database } from '../db/connection.ts';
import { startEmbedded } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import type { Log } from '../log.ts';

/** The deployment's database for somebody who may read its settings and folder. Close it when done. */
export type OperatorDatabase = { readonly db: Database; close(): Promise<void> };

/**
 * Opens the database: DATABASE_URL, else the embedded one in WILLCALL_DIR, that of a running worker or started for this purpose.
 *
 * @throws ConfigError when it cannot be opened, or belongs to a newer Willcall.
 */
export async function openOperatorDatabase(config: Config, log: Log): Promise<OperatorDatabase> {
  const { url, stop } = await urlOf(config, log);
  const db = connect(url, { max: 4 });
  const close = async () => {
    await db.destroy();
    await stop();
  };
  try {
    await migrate(db);
    return { db, close };
  } catch (error) {
    await close();
    throw error;
  }
}

type Place = { url: string; stop: () => Promise<void> };

const nothing = async () => undefined;

async function urlOf({ DATABASE_URL, WILLCALL_DIR }: Config, log: Log): Promise<Place> {
  if (DATABASE_URL !== undefined) return { url: DATABASE_URL, stop: nothing };
  const dir = resolve(WILLCALL_DIR);
  const running = embeddedUrl(dir);
  if (running !== null && (await answers(running))) return { url: running, stop: nothing };
  return await startEmbedded({ dir, log });
}

/** Where the embedded database of a folder answers while it runs; null: it never ran there. */
export function embeddedUrl(dir: string): string | null {
  const [port, password] = [join(dir, 'postgres.port'), join(dir, 'postgres.password')];
  if (!existsSync(port) || !existsSync(password)) return null;
  const read = (file: string) => readFileSync(file, 'utf8').trim();
  return `postgres://willcall:${read(password)}@127.0.0.1:${read(port)}/postgres`;
}

async function answers(url: string): Promise<boolean> {
  const db = connect(url, { max: 1 });
  try {
    await sql`select 1`.execute(db);
    return true;
  } catch {
    return false;
  } finally {
    await db.destroy();
  }
}
