import type { Database } from './connection.ts';

/** What a team calls itself. */
export async function workspaceName(db: Database, id: string): Promise<string> {
  const { name } = await db.selectFrom('workspaces').select('name').where('id', '=', id).executeTakeFirstOrThrow();
  return name;
}
