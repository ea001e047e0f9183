import type { Database } from './connection.ts';

/** The workspace a person belongs to. */
export async function workspaceOfSubject(db: Database, subject: string): Promise<string | null> {
  const row = await db.selectFrom('members').select('workspace_id').where('subject', '=', subject).executeTakeFirst();
  return row?.workspace_id ?? null;
}

/**
 * Makes a workspace with one admin.
 *
 * @returns its id, or null when the person belongs to one already (asked twice at the same time).
 */
export async function createWorkspaceFor(
  db: Database,
  person: { subject: string; email: string },
): Promise<string | null> {
  return await db.transaction().execute(async (transaction) => {
    const { id } = await transaction
      .insertInto('workspaces')
      .values({ name: person.email })
      .returning('id')
      .executeTakeFirstOrThrow();
    const member = await transaction
      .insertInto('members')
      .values({ workspace_id: id, subject: person.subject, email: person.email, role: 'admin' })
      .onConflict((conflict) => conflict.column('subject').doNothing())
      .returning('subject')
      .executeTakeFirst();
    if (member) return id;
    await transaction.deleteFrom('workspaces').where('id', '=', id).execute();
    return null;
  });
}
