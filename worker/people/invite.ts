import { DAY_MS } from '../../shared/dates.ts';
import type { Invitation, InvitationInput } from '../../shared/people.ts';
import { recordDeed } from '../db/audit.ts';
import { deleteInvitation, putInvitation, takeInvitation, type InvitationRow } from '../db/invitations.ts';
import { membersOf } from '../db/members.ts';
import { Failure } from '../failure.ts';
import { actorOf } from '../security/actor.ts';
import type { Caller } from '../security/identity.ts';
import type { JoinDeps } from './join.ts';
import { whileLocked } from './members.ts';

const DAYS = 14;
/** Open invitations a team may have: each shows up at somebody who did not ask for it. */
const MOST = 200;

const noInvitation = () =>
  new Failure('not-found', 'There is no such invitation: it was used, withdrawn or has run out.');

/** A text for the person who is invited: mailed where this Willcall can, and to be forwarded. */
const messageOf = (team: string, { email, role, expires_at: until }: InvitationRow): string =>
  `You are invited to the team "${team}" in Willcall${role === 'admin' ? ' as an admin' : ''}. Open a Google spreadsheet as ${email}, ` +
  `open Willcall in it (Extensions > Willcall), and accept the invitation there. It holds until ${until.toISOString().slice(0, 10)}.`;

/** An invitation as the team sees it. */
export const toInvitation = (row: InvitationRow, team: string, now: Date): Invitation => ({
  id: row.id,
  email: row.email,
  role: row.role,
  invitedBy: row.created_by_name,
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
  isExpired: row.expires_at <= now,
  message: messageOf(team, row),
});

/**
 * Invites an address, or renews its invitation. Nobody belongs to the team by it until they accept.
 *
 * @throws Failure `conflict` when they belong to the team already, or the team has too many invitations.
 */
export async function invite({ db, now }: JoinDeps, caller: Caller, input: InvitationInput): Promise<Invitation> {
  const { email, role = 'member' } = input;
  return await whileLocked(db, caller, {}, async ({ db: transaction, workspace }) => {
    const members = await membersOf(transaction, workspace.id);
    if (members.some((member) => member.email.toLowerCase() === email)) {
      throw new Failure('conflict', `${email} belongs to the team already. Change their role in the list of people.`);
    }
    const { count } = await transaction
      .selectFrom('invitations')
      .select((where) => where.fn.countAll<number>().as('count'))
      .where('workspace_id', '=', workspace.id)
      .executeTakeFirstOrThrow();
    if (count >= MOST)
      throw new Failure('conflict', `A team has at most ${MOST} invitations: withdraw old ones first.`);
    const row = await putInvitation(transaction, {
      workspace_id: workspace.id,
      email,
      role,
      created_by: caller.subject,
      created_by_name: caller.email,
      expires_at: new Date(now().getTime() + DAYS * DAY_MS),
    });
    await recordDeed(transaction, {
      workspaceId: workspace.id,
      actor: actorOf(caller),
      action: 'member.invited',
      object: { kind: 'invitation', id: row.id },
      details: { email, role },
    });
    return toInvitation(row, workspace.name, now());
  });
}

/** @throws Failure `not-found` */
export async function withdrawInvitation({ db }: JoinDeps, caller: Caller, id: string): Promise<void> {
  await whileLocked(db, caller, {}, async ({ db: transaction, workspace }) => {
    const row = await deleteInvitation(transaction, workspace.id, id);
    if (!row) throw noInvitation();
    await recordDeed(transaction, {
      workspaceId: workspace.id,
      actor: actorOf(caller),
      action: 'invitation.withdrawn',
      object: { kind: 'invitation', id },
      details: { email: row.email },
    });
  });
}

/** The invited person says no. @throws Failure `not-found`, also when it is for somebody else. */
export async function declineInvitation({ db, now }: JoinDeps, caller: Caller, id: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const row = await takeInvitation(transaction, caller.email, id, now());
    if (!row) throw noInvitation();
    await recordDeed(transaction, {
      workspaceId: row.workspace_id,
      actor: actorOf(caller),
      action: 'invitation.declined',
      object: { kind: 'invitation', id },
      details: { email: row.email },
    });
  });
}
