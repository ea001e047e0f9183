import type { Role } from '../../shared/people.ts';
import { counted } from '../counted.ts';
import { recordDeed } from '../db/audit.ts';
import { withRetry, type Database } from '../db/connection.ts';
import { joinableWorkspaces } from '../db/domains.ts';
import { deleteInvitationsTo, liveInvitation, takeInvitation } from '../db/invitations.ts';
import { countMembers, insertMember, memberOf, setRole, type MemberRow } from '../db/members.ts';
import { lockPerson, lockWorkspaces } from '../db/membership-locks.ts';
import { forgiveRemoval } from '../db/removed-members.ts';
import { countContents, deleteWorkspace, moveSpreadsheets } from '../db/workspaces.ts';
import { Failure } from '../failure.ts';
import { actorOf } from '../security/actor.ts';
import type { Caller } from '../security/identity.ts';

export type JoinDeps = { readonly db: Database; readonly now: () => Date };

/** Says, with everything locked, as what somebody comes in and how; null: they may not (any more). */
type Admit = (db: Database) => Promise<{ role: Role; by: 'invitation' | 'domain' | 'operator' } | null>;

const notFound = () =>
  new Failure('not-found', 'There is no such team for you. The invitation may have been withdrawn or have run out.');

/** A team of one's own is only left behind when nothing is lost with it. */
async function refuseUnlessEmpty(db: Database, { id, name }: { id: string; name: string }): Promise<void> {
  const { connections, reports } = await countContents(db, id);
  const others = (await countMembers(db, id)).members - 1;
  const holds = [
    ...(connections > 0 ? [counted(connections, 'ticketing account', 'ticketing accounts')] : []),
    ...(reports > 0 ? [counted(reports, 'report', 'reports')] : []),
    ...(others > 0 ? [counted(others, 'other member', 'other members')] : []),
  ];
  if (holds.length === 0) return;
  const next = others > 0 ? 'Leave it first' : 'Delete it first, or invite the others into it instead';
  throw new Failure(
    'conflict',
    `You belong to the team "${name}" already, which has ${holds.join(', ')}. ${next}: a person belongs to one team.`,
  );
}

/** Spreadsheets go along; the empty team they came from is gone. */
async function bringAlong(db: Database, from: { id: string; name: string }, to: string): Promise<number> {
  await refuseUnlessEmpty(db, from);
  const moved = await moveSpreadsheets(db, from.id, to);
  await deleteWorkspace(db, from.id);
  return moved;
}

/** In their own team already: an invitation can only raise them. */
async function raise(db: Database, member: MemberRow, caller: Caller, admit: Admit): Promise<void> {
  const admitted = await admit(db);
  if (admitted?.role !== 'admin' || member.role === 'admin') return;
  await setRole(db, member.id, 'admin');
  await recordDeed(db, {
    workspaceId: member.workspace_id,
    actor: actorOf(caller),
    action: 'member.changed',
    object: { kind: 'member', id: member.id },
    details: { email: caller.email, role: 'admin', by: admitted.by },
  });
}

async function enterLocked(db: Database, caller: Caller, workspaceId: string, admit: Admit): Promise<void> {
  await lockPerson(db, caller.subject);
  const before = await memberOf(db, caller.subject);
  const locked = await lockWorkspaces(db, [workspaceId, ...(before ? [before.workspace_id] : [])], { whole: true });
  if (!locked.has(workspaceId)) throw notFound();
  // somebody may have removed them before the lock was there
  const mine = await memberOf(db, caller.subject);
  if (mine?.workspace_id === workspaceId) return await raise(db, mine, caller, admit);
  const admitted = await admit(db);
  if (admitted === null) throw notFound();
  const own = mine && locked.get(mine.workspace_id);
  const spreadsheets = own ? await bringAlong(db, own, workspaceId) : 0;
  const { id } = await insertMember(db, workspaceId, caller, admitted.role);
  await deleteInvitationsTo(db, workspaceId, caller.email);
  await forgiveRemoval(db, workspaceId, caller.subject);
  await recordDeed(db, {
    workspaceId,
    actor: actorOf(caller),
    action: 'member.joined',
    object: { kind: 'member', id },
    details: { email: caller.email, ...admitted, spreadsheets },
  });
}

async function enter({ db }: JoinDeps, caller: Caller, workspaceId: string, admit: Admit): Promise<void> {
  await withRetry(() =>
    db.transaction().execute((transaction) => enterLocked(transaction, caller, workspaceId, admit)),
  );
}

/**
 * Joins the team the caller is invited to, by the address Google vouches for. An own team without accounts, reports and other members is
 * left behind, its spreadsheets come along. Done again by a member it changes nothing.
 *
 * @throws Failure `not-found`, also when it is for somebody else; `conflict` when the caller's own team holds something.
 */
export async function acceptInvitation(deps: JoinDeps, caller: Caller, id: string): Promise<void> {
  const { db, now } = deps;
  const invitation = await liveInvitation(db, caller.email, id, now());
  if (!invitation) throw notFound();
  await enter(deps, caller, invitation.workspace_id, async (transaction) => {
    const taken = await takeInvitation(transaction, caller.email, id, now());
    return taken ? { role: taken.role, by: taken.by_operator ? 'operator' : 'invitation' } : null;
  });
}

/**
 * Joins a team that approved the caller's domain: the one Google says they belong to, whatever their address looks like.
 *
 * @throws Failure `not-found`, also when the team removed the caller; `conflict` as in {@link acceptInvitation}.
 */
export async function joinByDomain(deps: JoinDeps, caller: Caller, workspaceId: string): Promise<void> {
  await enter(deps, caller, workspaceId, async (transaction) => {
    const joinable = await joinableWorkspaces(transaction, { ...caller, workspaceId: null });
    return joinable.some(({ id }) => id === workspaceId) ? { role: 'member', by: 'domain' } : null;
  });
}
