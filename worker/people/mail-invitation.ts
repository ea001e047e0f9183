import { randomUUID } from 'node:crypto';
import type { Invitation } from '../../shared/people.ts';
import { noteMailed } from '../db/invitations.ts';
import { takeMail } from '../db/mail-allowance.ts';
import type { Deps } from '../deps.ts';
import { oneLine, SUBJECT_LENGTH } from '../notices/letter.ts';
import { mailOf } from '../notices/mail.ts';
import type { Caller } from '../security/identity.ts';

type Parts = Pick<Deps, 'db' | 'post' | 'now' | 'log'>;

/**
 * Sends the message of an invitation to who is invited, unless that was done within the hour, or `caller` sent too many: invitations can be
 * withdrawn and made again, and anybody can have a team.
 *
 * @returns whether it was sent; the invitation holds in any case.
 */
export async function mailInvitation(
  { db, post, now, log }: Parts,
  { subject: asker }: Caller,
  invitation: Invitation,
): Promise<boolean> {
  const { id, email, message, invitedBy } = invitation;
  if (post.email === 'off') return false;
  if (!(await noteMailed(db, id, now()))) return false;
  if ((await takeMail(db, asker)) > 0) return false;
  const subject = oneLine(`${invitedBy} invites you to a team in Willcall`, SUBJECT_LENGTH);
  const item = { tone: 'plain', title: subject, place: null, lines: [message], todo: null, link: null } as const;
  const reason = `${invitedBy} gave this address. If you do not know them, do nothing: the invitation runs out by itself.`;
  const body = mailOf({ subject, items: [item], small: [] }, { workspace: '', unsubscribe: null, reason });
  try {
    await post.sendMail({ id: randomUUID(), at: now(), to: email, subject, ...body, unsubscribe: null });
    return true;
  } catch (err) {
    log.warn({ err }, 'an invitation was not mailed');
    return false;
  }
}
