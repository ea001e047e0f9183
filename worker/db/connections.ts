import { sql, type Insertable, type Selectable } from 'kysely';
import type { Database } from './connection.ts';
import { inTransaction } from './in-transaction.ts';
import type { Tables } from './tables.ts';

export type ConnectionRow = Selectable<Tables['connections']>;

export async function insertConnection(
  db: Database,
  values: Insertable<Tables['connections']>,
): Promise<ConnectionRow> {
  return await db.insertInto('connections').values(values).returningAll().executeTakeFirstOrThrow();
}

/** The connections of a workspace, oldest first. */
export async function connectionsOf(db: Database, workspaceId: string): Promise<ConnectionRow[]> {
  return await db
    .selectFrom('connections')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

export async function findConnection(
  db: Database,
  workspaceId: string,
  id: string,
): Promise<ConnectionRow | undefined> {
  return await db
    .selectFrom('connections')
    .selectAll()
    .where('id', '=', id)
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst();
}

/** @returns undefined when it was deleted meanwhile. */
export async function updateConnection(
  db: Database,
  { id, workspace_id }: Pick<ConnectionRow, 'id' | 'workspace_id'>,
  change: { label?: string; sealed?: Buffer },
): Promise<ConnectionRow | undefined> {
  return await db
    .updateTable('connections')
    .set({ ...change, version: sql<number>`version + 1`, updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('workspace_id', '=', workspace_id)
    .returningAll()
    .executeTakeFirst();
}

/** With the reports that use it, their runs and their staged rows. */
export async function deleteConnection(db: Database, workspaceId: string, id: string): Promise<void> {
  await inTransaction(db, async (transaction) => {
    await transaction
      .deleteFrom('reports')
      .where('workspace_id', '=', workspaceId)
      .where('id', 'in', (query) =>
        query.selectFrom('report_sources').select('report_id').where('connection_id', '=', id),
      )
      .execute();
    await transaction.deleteFrom('connections').where('id', '=', id).where('workspace_id', '=', workspaceId).execute();
  });
}
