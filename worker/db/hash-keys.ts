import { sql } from 'kysely';
import type { Database } from './connection.ts';

/** The workspace's sealed hash key; `fresh` becomes it when there is none yet. */
export async function hashKeyOf(db: Database, workspaceId: string, fresh: Buffer): Promise<Buffer> {
  const { hash_key: key } = await db
    .updateTable('workspaces')
    .set({ hash_key: sql<Buffer>`coalesce(hash_key, ${fresh})` })
    .where('id', '=', workspaceId)
    .returning('hash_key')
    .executeTakeFirstOrThrow();
  return key ?? fresh;
}
