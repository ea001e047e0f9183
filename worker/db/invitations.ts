import { sql, type Insertable, type Selectable } from 'kysely';
import type { Database } from './connection.ts';
import type { Tables } from './tables.ts';

/** Renewing an invitation is no way to fill somebody's mailbox. */
const HOUR_MS = 3_600_000;

export type InvitationRow = Selectable<Tables['invitations']>;

/** Oldest first, expired ones too. */
export async function invitationsOf(db: Database, workspaceId: string): Promise<InvitationRow[]> {
  return await db
    .selectFrom('invitations')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** Inviting an address again renews the invitation there is, under its id. */
export async function putInvitation(db: Database, values: Insertable<Tables['invitations']>): Promise<InvitationRow> {
  const { role, by_operator, created_by, created_by_name, expires_at } = values;
  return await db
    .insertInto('invitations')
    .values(values)
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'email'])
        .doUpdateSet({ role, by_operator: by_operator ?? false, created_by, created_by_name, expires_at }),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Notes that its message is sent now. @returns false when that was done within the hour, or it is gone. */
export async function noteMailed(db: Database, id: string, now: Date): Promise<boolean> {
  const row = await db
    .updateTable('invitations')
    .set({ mailed_at: now })
    .where('id', '=', id)
    .where((where) =>
      where.or([where('mailed_at', 'is', null), where('mailed_at', '<', new Date(now.getTime() - HOUR_MS))]),
    )
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** @returns the one that was deleted; undefined: there was none. */
export async function deleteInvitation(
  db: Database,
  workspaceId: string,
  id: string,
): Promise<InvitationRow | undefined> {
  return await db
    .deleteFrom('invitations')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
}

export async function deleteInvitationsTo(db: Database, workspaceId: string, email: string): Promise<void> {
  await db
    .deleteFrom('invitations')
    .where('workspace_id', '=', workspaceId)
    .where('email', '=', email.toLowerCase())
    .execute();
}

const live = (db: Database, email: string, now: Date) =>
  db
    .selectFrom('invitations')
    .selectAll('invitations')
    .where('invitations.email', '=', email.toLowerCase())
    .where('invitations.expires_at', '>', now);

/** An invitation to this address that still holds. */
export async function liveInvitation(
  db: Database,
  email: string,
  id: string,
  now: Date,
): Promise<InvitationRow | undefined> {
  return await live(db, email, now).where('invitations.id', '=', id).executeTakeFirst();
}

/** The operator's oldest one: it makes an admin of whoever signs in with the address. */
export async function operatorsInvitation(db: Database, email: string, now: Date): Promise<InvitationRow | undefined> {
  return await live(db, email, now)
    .where('by_operator', '=', true)
    .orderBy('created_at')
    .orderBy('id')
    .executeTakeFirst();
}

/** Uses it up. @returns undefined when somebody else did, or took it back. */
export async function takeInvitation(
  db: Database,
  email: string,
  id: string,
  now: Date,
): Promise<InvitationRow | undefined> {
  return await db
    .deleteFrom('invitations')
    .where('id', '=', id)
    .where('email', '=', email.toLowerCase())
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst();
}

/** Those of teams an address does not belong to yet, with the names of the teams. */
export async function invitationsTo(
  db: Database,
  person: { email: string; workspaceId: string | null },
  now: Date,
): Promise<(InvitationRow & { workspace_name: string })[]> {
  return await live(db, person.email, now)
    .innerJoin('workspaces', 'workspaces.id', 'invitations.workspace_id')
    .select('workspaces.name as workspace_name')
    .where(sql<boolean>`invitations.workspace_id is distinct from ${person.workspaceId}::uuid`)
    .orderBy('invitations.created_at')
    .orderBy('invitations.id')
    .execute();
}
