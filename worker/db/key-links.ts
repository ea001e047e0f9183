import { sql, type Selectable } from 'kysely';
import type { Database } from './connection.ts';
import { inTransaction } from './in-transaction.ts';
import type { ConnectionRow } from './connections.ts';
import type { Tables } from './tables.ts';

export type KeyLinkRow = Selectable<Tables['key_links']>;

type Owner = Pick<ConnectionRow, 'id' | 'workspace_id'>;

/** Asks for the key of an account; an earlier link for it works no more. */
export async function openKeyLink(
  db: Database,
  { id, workspace_id }: Owner,
  link: { id: string; secretHash: Buffer; askedBy: { id: string; email: string }; expiresAt: Date },
): Promise<void> {
  const values = {
    id: link.id,
    secret_hash: link.secretHash,
    asked_by: link.askedBy.id,
    asked_by_email: link.askedBy.email,
    refused: 0,
    expires_at: link.expiresAt,
  };
  await db
    .insertInto('key_links')
    .values({ ...values, connection_id: id, workspace_id })
    .onConflict((conflict) => conflict.column('connection_id').doUpdateSet(values))
    .execute();
}

/** Until when the links of a workspace's accounts work, by id of the connection. */
export async function openKeyLinks(db: Database, workspaceId: string, now: Date): Promise<ReadonlyMap<string, Date>> {
  const rows = await db
    .selectFrom('key_links')
    .select(['connection_id', 'expires_at'])
    .where('workspace_id', '=', workspaceId)
    .where('expires_at', '>', now)
    .execute();
  return new Map(rows.map(({ connection_id, expires_at }) => [connection_id, expires_at]));
}

/** The link, with the account it asks for; undefined when it ran out, was used or called back. */
export async function findKeyLink(
  db: Database,
  id: string,
  now: Date,
): Promise<{ link: KeyLinkRow; connection: ConnectionRow } | undefined> {
  const link = await db
    .selectFrom('key_links')
    .selectAll()
    .where('id', '=', id)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (!link) return undefined;
  const connection = await db
    .selectFrom('connections')
    .selectAll()
    .where('id', '=', link.connection_id)
    .where('workspace_id', '=', link.workspace_id)
    .executeTakeFirst();
  return connection && { link, connection };
}

/** The ticketing system refused a key; after `most` of them the link works no more. */
export async function countRefusedKey(db: Database, id: string, most: number): Promise<void> {
  await inTransaction(db, async (transaction) => {
    await transaction
      .updateTable('key_links')
      .set({ refused: sql<number>`refused + 1` })
      .where('id', '=', id)
      .execute();
    await transaction.deleteFrom('key_links').where('id', '=', id).where('refused', '>=', most).execute();
  });
}

/** @returns whether there was one. */
export async function closeKeyLink(db: Database, { id, workspace_id }: Owner): Promise<boolean> {
  const closed = await db
    .deleteFrom('key_links')
    .where('connection_id', '=', id)
    .where('workspace_id', '=', workspace_id)
    .returning('id')
    .executeTakeFirst();
  return closed !== undefined;
}

/**
 * Uses the link up and keeps the key.
 *
 * @returns false when it was used, replaced or called back meanwhile: nothing is kept then.
 */
export async function keepEnteredKey(db: Database, link: KeyLinkRow, sealed: Buffer): Promise<boolean> {
  return await inTransaction(db, async (transaction) => {
    const used = await transaction
      .deleteFrom('key_links')
      .where('id', '=', link.id)
      .where('secret_hash', '=', link.secret_hash)
      .returning('id')
      .executeTakeFirst();
    if (!used) return false;
    await transaction
      .updateTable('connections')
      .set({ sealed, version: sql<number>`version + 1`, updated_at: sql<Date>`now()` })
      .where('id', '=', link.connection_id)
      .where('workspace_id', '=', link.workspace_id)
      .execute();
    return true;
  });
}

/** Links that ran out. */
export async function forgetOldKeyLinks(db: Database): Promise<void> {
  await sql`delete from key_links where expires_at < clock_timestamp()`.execute(db);
}
