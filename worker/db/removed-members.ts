import type { Selectable } from 'kysely';
import type { Database } from './connection.ts';
import type { MemberRow } from './members.ts';
import type { Tables } from './tables.ts';

export type RemovedMemberRow = Selectable<Tables['removed_members']>;

/**
 * What somebody prepared as an admin opens nothing any more: invitations they sent, and links they asked for a key with. Otherwise they,
 * or somebody they chose, would come in by it later.
 */
export async function withdrawPrepared(
  db: Database,
  { workspace_id, subject }: Pick<MemberRow, 'workspace_id' | 'subject'>,
): Promise<void> {
  await db
    .deleteFrom('invitations')
    .where('workspace_id', '=', workspace_id)
    .where('created_by', '=', subject)
    .execute();
  await db.deleteFrom('key_links').where('workspace_id', '=', workspace_id).where('asked_by', '=', subject).execute();
}

/** Takes somebody out of their workspace, with their proofs and what they prepared. `bar`: they do not come back by their domain. */
export async function deleteMember(
  db: Database,
  { id, workspace_id, subject, email }: MemberRow,
  bar: { by: string; at: Date } | null,
): Promise<void> {
  await db.deleteFrom('proofs').where('workspace_id', '=', workspace_id).where('subject', '=', subject).execute();
  await db.deleteFrom('members').where('id', '=', id).execute();
  await withdrawPrepared(db, { workspace_id, subject });
  if (bar === null) return;
  const removal = { id, email, removed_by: bar.by, removed_at: bar.at };
  await db
    .insertInto('removed_members')
    .values({ workspace_id, subject, ...removal })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'subject']).doUpdateSet(removal))
    .execute();
}

/** Last removed first. */
export async function removedMembersOf(db: Database, workspaceId: string): Promise<RemovedMemberRow[]> {
  return await db
    .selectFrom('removed_members')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .orderBy('removed_at', 'desc')
    .orderBy('id')
    .execute();
}

export async function findRemovedMember(
  db: Database,
  workspaceId: string,
  id: string,
): Promise<RemovedMemberRow | undefined> {
  return await db
    .selectFrom('removed_members')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Whoever is invited again is not barred any more. */
export async function forgiveRemoval(db: Database, workspaceId: string, subject: string): Promise<void> {
  await db
    .deleteFrom('removed_members')
    .where('workspace_id', '=', workspaceId)
    .where('subject', '=', subject)
    .execute();
}
