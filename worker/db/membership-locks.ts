import { sql } from 'kysely';
import type { Database } from './connection.ts';

/**
 * Until the end of the transaction nobody else can make this person join a workspace or leave their own for another.
 * Take it before any workspace.
 */
export async function lockPerson(db: Database, subject: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`willcall person ${subject}`}, 0))`.execute(db);
}

/** A workspace that is locked. */
export type LockedWorkspace = { id: string; name: string; version: number };

/**
 * Until the end of the transaction nobody else changes who belongs to these workspaces: whatever was decided before must be looked at
 * again now. `whole`: nothing can be added to them either. In one order for everybody, so that nobody waits for each other.
 */
export async function lockWorkspaces(
  db: Database,
  ids: readonly string[],
  { whole = false } = {},
): Promise<Map<string, LockedWorkspace>> {
  const query = db.selectFrom('workspaces').select(['id', 'name', 'version']).where('id', 'in', ids).orderBy('id');
  const rows = await (whole ? query.forUpdate() : query.forNoKeyUpdate()).execute();
  return new Map(rows.map((row) => [row.id, row]));
}
