import { sql, type Selectable } from 'kysely';
import type { Role } from '../../shared/people.ts';
import { recordDeed } from './audit.ts';
import type { Database } from './connection.ts';
import { lockPerson } from './membership-locks.ts';
import type { Tables } from './tables.ts';

export type MemberRow = Selectable<Tables['members']>;

/** A person belongs to one workspace at most. */
export async function memberOf(db: Database, subject: string): Promise<MemberRow | undefined> {
  return await db.selectFrom('members').selectAll().where('subject', '=', subject).executeTakeFirst();
}

/** Oldest first. */
export async function membersOf(db: Database, workspaceId: string): Promise<MemberRow[]> {
  return await db
    .selectFrom('members')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

export async function findMember(db: Database, workspaceId: string, id: string): Promise<MemberRow | undefined> {
  return await db
    .selectFrom('members')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
}

type Person = { subject: string; email: string };

export async function insertMember(
  db: Database,
  workspaceId: string,
  { subject, email }: Person,
  role: Role,
): Promise<MemberRow> {
  return await db
    .insertInto('members')
    .values({ workspace_id: workspaceId, subject, email, role })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function setRole(db: Database, id: string, role: Role): Promise<void> {
  await db.updateTable('members').set({ role }).where('id', '=', id).execute();
}

/** Addresses change at Google; the newest one is shown. */
export async function noteEmail(db: Database, { id }: MemberRow, email: string): Promise<void> {
  await db.updateTable('members').set({ email }).where('id', '=', id).execute();
}

export async function countMembers(db: Database, workspaceId: string): Promise<{ members: number; admins: number }> {
  return await db
    .selectFrom('members')
    .select([sql<number>`count(*)`.as('members'), sql<number>`count(*) filter (where role = 'admin')`.as('admins')])
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirstOrThrow();
}

/**
 * Makes a workspace with one admin.
 *
 * @returns its id, or null when the person belongs to one already (asked twice at the same time).
 */
export async function createWorkspaceFor(db: Database, person: Person): Promise<string | null> {
  return await db.transaction().execute(async (transaction) => {
    await lockPerson(transaction, person.subject);
    if (await memberOf(transaction, person.subject)) return null;
    const { id } = await transaction
      .insertInto('workspaces')
      .values({ name: person.email })
      .returning('id')
      .executeTakeFirstOrThrow();
    await insertMember(transaction, id, person, 'admin');
    await recordDeed(transaction, {
      workspaceId: id,
      actor: { kind: 'person', id: person.subject, name: person.email },
      action: 'workspace.created',
      object: { kind: 'workspace', id },
    });
    return id;
  });
}
