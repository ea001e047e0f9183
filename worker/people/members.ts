import type { Member, Removal, Role, TakeOver } from '../../shared/people.ts';
import type { AuditAction } from '../../shared/audit.ts';
import { recordDeed } from '../db/audit.ts';
import { belongingsOf, handOver } from '../db/belongings.ts';
import { withRetry, type Database } from '../db/connection.ts';
import { deleteInvitationsTo } from '../db/invitations.ts';
import { countMembers, findMember, memberOf, setRole, type MemberRow } from '../db/members.ts';
import { lockWorkspaces, type LockedWorkspace } from '../db/membership-locks.ts';
import { deleteMember, findRemovedMember, withdrawPrepared } from '../db/removed-members.ts';
import { Failure } from '../failure.ts';
import { actorOf } from '../security/actor.ts';
import type { Caller } from '../security/identity.ts';
import { removalOf } from './removal.ts';

export type MembersDeps = { readonly db: Database; readonly now: () => Date };

const noMember = () => new Failure('not-found', 'There is no such member.');

type Locked = { db: Database; me: MemberRow; workspace: LockedWorkspace };

/**
 * Does `work` while nobody else changes who belongs to the caller's workspace. What the caller was when they asked counts for nothing:
 * somebody may have removed them a moment ago.
 *
 * @throws Failure `forbidden` when the caller is no admin any more (`admin: false`: no member).
 */
export async function whileLocked<T>(
  db: Database,
  caller: Caller,
  { admin = true, whole = false }: { admin?: boolean; whole?: boolean },
  work: (locked: Locked) => Promise<T>,
): Promise<T> {
  return await withRetry(() =>
    db.transaction().execute(async (transaction) => {
      const before = await memberOf(transaction, caller.subject);
      const locked = before && (await lockWorkspaces(transaction, [before.workspace_id], { whole }));
      const me = await memberOf(transaction, caller.subject);
      const workspace = me && locked?.get(me.workspace_id);
      if (!me || !workspace) throw new Failure('forbidden', 'You do not belong to this team any more.');
      if (admin && me.role !== 'admin') throw new Failure('forbidden', 'Only an admin of your team can do this.');
      return await work({ db: transaction, me, workspace });
    }),
  );
}

const deed = (caller: Caller, member: MemberRow, action: AuditAction, details: Record<string, unknown> = {}) => ({
  workspaceId: member.workspace_id,
  actor: actorOf(caller),
  action,
  object: { kind: 'member', id: member.id },
  details: { email: member.email, ...details },
});

async function refuseLastAdmin(db: Database, { workspace_id, role }: MemberRow, sentence: string): Promise<void> {
  if (role !== 'admin' || (await countMembers(db, workspace_id)).admins > 1) return;
  throw new Failure('conflict', sentence);
}

export const toMember = (row: MemberRow, caller: Caller): Member => ({
  id: row.id,
  email: row.email,
  role: row.role,
  joinedAt: row.created_at.toISOString(),
  isYou: row.subject === caller.subject,
});

/** @throws Failure `not-found`; `conflict` for the last admin. */
export async function changeRole({ db }: MembersDeps, caller: Caller, id: string, role: Role): Promise<Member> {
  return await whileLocked(db, caller, {}, async ({ db: transaction, me }) => {
    const member = await findMember(transaction, me.workspace_id, id);
    if (!member) throw noMember();
    if (member.role === role) return toMember(member, caller);
    if (role === 'member') {
      await refuseLastAdmin(transaction, member, 'A team needs an admin: make somebody else one first.');
      await withdrawPrepared(transaction, member);
    }
    await setRole(transaction, id, role);
    await recordDeed(transaction, deed(caller, member, 'member.changed', { role }));
    return toMember({ ...member, role }, caller);
  });
}

/**
 * Takes somebody out at once: their rights, their proofs, what they are shown at the moment. What they made goes on. They do not come
 * back by their domain, only by an invitation.
 *
 * @throws Failure `not-found`; `conflict` for oneself.
 */
export async function removeMember({ db, now }: MembersDeps, caller: Caller, id: string): Promise<Removal> {
  return await whileLocked(db, caller, {}, async ({ db: transaction, me }) => {
    const member = await findMember(transaction, me.workspace_id, id);
    if (!member) throw noMember();
    if (member.id === me.id) throw new Failure('conflict', 'That is you: to go yourself, leave the team.');
    const removal = await removalOf(transaction, member);
    await deleteMember(transaction, member, { by: caller.subject, at: now() });
    await deleteInvitationsTo(transaction, me.workspace_id, member.email);
    await recordDeed(transaction, deed(caller, member, 'member.removed', { stays: removal.belongings.length }));
    return removal;
  });
}

/** @throws Failure `conflict` for the last admin, and for the last member. */
export async function leaveWorkspace({ db }: MembersDeps, caller: Caller): Promise<Removal> {
  return await whileLocked(db, caller, { admin: false }, async ({ db: transaction, me }) => {
    const { members } = await countMembers(transaction, me.workspace_id);
    if (members === 1) throw new Failure('conflict', 'Nobody else belongs to this team: delete it instead.');
    await refuseLastAdmin(transaction, me, 'You are the last admin: make somebody else one first, or delete the team.');
    const removal = await removalOf(transaction, me);
    await deleteMember(transaction, me, null);
    await recordDeed(transaction, deed(caller, me, 'member.left', { stays: removal.belongings.length }));
    return removal;
  });
}

/**
 * Puts what somebody made under the caller's name, whether they still belong to the team or were removed.
 *
 * @throws Failure `not-found`
 */
export async function takeOver({ db }: MembersDeps, caller: Caller, id: string): Promise<TakeOver> {
  return await whileLocked(db, caller, {}, async ({ db: transaction, me }) => {
    const from =
      (await findMember(transaction, me.workspace_id, id)) ??
      (await findRemovedMember(transaction, me.workspace_id, id));
    if (!from) throw noMember();
    const owner = { workspaceId: me.workspace_id, subject: from.subject };
    const belongings = await belongingsOf(transaction, owner);
    await handOver(transaction, owner, caller);
    await recordDeed(transaction, {
      workspaceId: me.workspace_id,
      actor: actorOf(caller),
      action: 'member.taken-over',
      object: { kind: 'member', id },
      details: { email: from.email, belongings: belongings.map(({ kind, id: thing }) => ({ kind, id: thing })) },
    });
    return { from: from.email, belongings };
  });
}
