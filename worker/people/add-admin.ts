import { DAY_MS } from '../../shared/dates.ts';
import { recordDeed } from '../db/audit.ts';
import { withRetry, type Database } from '../db/connection.ts';
import { putInvitation } from '../db/invitations.ts';
import { membersOf, setRole } from '../db/members.ts';
import { lockWorkspaces } from '../db/membership-locks.ts';
import { Failure } from '../failure.ts';
import { OPERATOR } from '../security/actor.ts';

const DAYS = 30;

/** `admin`: they are one now (or were before); `waiting`: they are one as soon as they sign in, until then. */
export type AddedAdmin =
  | { readonly state: 'admin'; readonly team: string }
  | { readonly state: 'waiting'; readonly team: string; readonly until: Date };

/**
 * The operator's way into a team, when its admins are gone: straight on the database. A member becomes an admin at once; anybody else by
 * signing in with the address while they belong to no other team (or by accepting, when theirs is empty).
 *
 * @param email in small letters.
 * @throws Failure `not-found` when there is no such workspace.
 */
export async function addAdmin(
  db: Database,
  { workspaceId, email, now }: { workspaceId: string; email: string; now: Date },
): Promise<AddedAdmin> {
  return await withRetry(() =>
    db.transaction().execute(async (transaction) => {
      const workspace = (await lockWorkspaces(transaction, [workspaceId])).get(workspaceId);
      if (!workspace) throw new Failure('not-found', 'There is no workspace with this id.');
      const team = workspace.name;
      const member = (await membersOf(transaction, workspaceId)).find((one) => one.email.toLowerCase() === email);
      const until = new Date(now.getTime() + DAYS * DAY_MS);
      if (member) await setRole(transaction, member.id, 'admin');
      else {
        await putInvitation(transaction, {
          workspace_id: workspaceId,
          email,
          role: 'admin',
          by_operator: true,
          created_by: OPERATOR.id,
          created_by_name: OPERATOR.name,
          expires_at: until,
        });
      }
      const object = { kind: 'member', id: member?.id ?? null };
      const state = member ? 'admin' : 'waiting';
      await recordDeed(transaction, {
        workspaceId,
        actor: OPERATOR,
        action: 'admin.added',
        object,
        details: { email, state },
      });
      return member ? { state: 'admin', team } : { state: 'waiting', team, until };
    }),
  );
}
