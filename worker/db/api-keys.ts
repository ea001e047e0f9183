import { sql, type Insertable } from 'kysely';
import type { KeyScope } from '../../shared/api-keys.ts';
import type { Database } from './connection.ts';
import type { Tables } from './tables.ts';

/** A key without its hash; `made_by`: e-mail address of who made it, while they are a member. `last_used_on`: `YYYY-MM-DD`. */
export type ApiKeyRow = {
  id: string;
  workspace_id: string;
  name: string;
  scopes: KeyScope[];
  created_by: string;
  made_by: string | null;
  created_at: Date;
  expires_at: Date | null;
  last_used_on: string | null;
  revoked_at: Date | null;
};

function keys(db: Database) {
  return db
    .selectFrom('api_keys')
    .leftJoin('members', (join) =>
      join
        .onRef('members.subject', '=', 'api_keys.created_by')
        .onRef('members.workspace_id', '=', 'api_keys.workspace_id'),
    )
    .select([
      'api_keys.id',
      'api_keys.workspace_id',
      'api_keys.name',
      'api_keys.scopes',
      'api_keys.created_by',
      'members.email as made_by',
      'api_keys.created_at',
      'api_keys.expires_at',
      sql<string | null>`to_char(last_used_on, 'YYYY-MM-DD')`.as('last_used_on'),
      'api_keys.revoked_at',
    ]);
}

/** The keys of a workspace, oldest first, those that open nothing any more included. */
export async function apiKeysOf(db: Database, workspaceId: string): Promise<ApiKeyRow[]> {
  return await keys(db)
    .where('api_keys.workspace_id', '=', workspaceId)
    .orderBy('api_keys.created_at')
    .orderBy('api_keys.id')
    .execute();
}

export async function findApiKey(db: Database, workspaceId: string, id: string): Promise<ApiKeyRow | undefined> {
  return await keys(db)
    .where('api_keys.workspace_id', '=', workspaceId)
    .where('api_keys.id', '=', id)
    .executeTakeFirst();
}

/** How many of a workspace's keys were never revoked. */
export async function countApiKeys(db: Database, workspaceId: string): Promise<number> {
  const { count } = await db
    .selectFrom('api_keys')
    .select(sql<number>`count(*)`.as('count'))
    .where('workspace_id', '=', workspaceId)
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

export async function insertApiKey(
  db: Database,
  values: Insertable<Tables['api_keys']> & { id: string },
): Promise<ApiKeyRow> {
  await db.insertInto('api_keys').values(values).execute();
  return await keys(db).where('api_keys.id', '=', values.id).executeTakeFirstOrThrow();
}

/** @returns false when it was revoked before. */
export async function revokeApiKey(db: Database, workspaceId: string, id: string): Promise<boolean> {
  const revoked = await db
    .updateTable('api_keys')
    .set({ revoked_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('workspace_id', '=', workspaceId)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return revoked !== undefined;
}

/** What a key that is presented is checked against. */
export type PresentedKey = Pick<ApiKeyRow, 'id' | 'workspace_id' | 'name' | 'scopes' | 'last_used_on'> & {
  secret_hash: Buffer;
};

/** A key that opens something at this moment. */
export async function liveApiKey(db: Database, id: string, now: Date): Promise<PresentedKey | undefined> {
  return await db
    .selectFrom('api_keys')
    .select(['id', 'workspace_id', 'name', 'scopes', 'secret_hash'])
    .select(sql<string | null>`to_char(last_used_on, 'YYYY-MM-DD')`.as('last_used_on'))
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', now)]))
    .executeTakeFirst();
}

/** `day`: `YYYY-MM-DD`. */
export async function noteApiKeyUse(db: Database, id: string, day: string): Promise<void> {
  await db.updateTable('api_keys').set({ last_used_on: day }).where('id', '=', id).execute();
}
