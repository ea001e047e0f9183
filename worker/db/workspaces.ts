import { sql, type Selectable } from 'kysely';
import type { Database } from './connection.ts';
import type { Tables } from './tables.ts';

export type WorkspaceRow = Selectable<Tables['workspaces']>;

export async function findWorkspace(db: Database, id: string): Promise<WorkspaceRow | undefined> {
  return await db.selectFrom('workspaces').selectAll().where('id', '=', id).executeTakeFirst();
}

/** With how many people belong to it; oldest first. */
export async function allWorkspaces(db: Database): Promise<{ id: string; name: string; members: number }[]> {
  return await db
    .selectFrom('workspaces')
    .leftJoin('members', 'members.workspace_id', 'workspaces.id')
    .select(['workspaces.id', 'workspaces.name', sql<number>`count(members.id)`.as('members')])
    .groupBy('workspaces.id')
    .orderBy('workspaces.created_at')
    .orderBy('workspaces.id')
    .execute();
}

export async function renameWorkspace(db: Database, id: string, name: string): Promise<void> {
  await db
    .updateTable('workspaces')
    .set({ name, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute();
}

/** What would be lost with it. */
export async function countContents(db: Database, id: string): Promise<{ connections: number; reports: number }> {
  const { rows } = await sql<{ connections: number; reports: number }>`
    select (select count(*) from connections where workspace_id = ${id}) as connections,
      (select count(*) from reports where workspace_id = ${id}) as reports`.execute(db);
  return rows[0] ?? { connections: 0, reports: 0 };
}

/** Spreadsheets, with who proved them, go along with who linked them. */
export async function moveSpreadsheets(db: Database, from: string, to: string): Promise<number> {
  const moved = await db
    .updateTable('spreadsheets')
    .set({ workspace_id: to })
    .where('workspace_id', '=', from)
    .executeTakeFirst();
  await db.updateTable('proofs').set({ workspace_id: to }).where('workspace_id', '=', from).execute();
  return Number(moved.numUpdatedRows);
}

/** Rows of a workspace in every table that has any, by table: the schema itself says which tables there are. */
export async function countRows(db: Database, id: string): Promise<Record<string, number>> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.columns
    where table_schema = current_schema() and column_name = 'workspace_id' order by table_name`.execute(db);
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from ${sql.table(name)} where workspace_id = ${id}`.execute(db);
    if (rows[0] && rows[0].count > 0) counts[name] = rows[0].count;
  }
  return counts;
}

/** With everything in it. */
export async function deleteWorkspace(db: Database, id: string): Promise<void> {
  await db.deleteFrom('workspaces').where('id', '=', id).execute();
}
