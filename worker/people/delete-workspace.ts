import type { WorkspaceReceipt } from '../../shared/people.ts';
import { connectionsOf } from '../db/connections.ts';
import { publishedTabs } from '../db/reports.ts';
import { countRows, deleteWorkspace } from '../db/workspaces.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import type { Caller } from '../security/identity.ts';
import { whileLocked } from './members.ts';

export type DeleteDeps = Pick<Deps, 'db' | 'now' | 'log' | 'eventLists' | 'removeStatus' | 'writerEmail'>;

function notReached(spreadsheets: number, connections: number, writerEmail: string): string[] {
  return [
    ...(spreadsheets > 0
      ? [
          'Tabs, their version history, and copies and downloads people made stay as they are in Google: delete them there.',
          `${writerEmail} is still an editor of your spreadsheets: take it out in their share dialogs.`,
        ]
      : []),
    ...(connections > 0 ? ['The credentials you entered still work at the ticketing systems: delete them there.'] : []),
    'Backups of the database hold what was in it, credentials sealed, until whoever runs Willcall deletes them.',
  ];
}

/**
 * Deletes the caller's team and everything of it. A refresh that is going on stops at its next step and writes nothing after that.
 *
 * @throws Failure `invalid-request` when the name is another; `forbidden` when the caller is no admin any more.
 */
export async function deleteOwnWorkspace(deps: DeleteDeps, caller: Caller, name: string): Promise<WorkspaceReceipt> {
  const { db, now, log, eventLists, removeStatus, writerEmail } = deps;
  const done = await whileLocked(db, caller, { whole: true }, async ({ db: transaction, workspace }) => {
    if (workspace.name !== name.trim()) {
      throw new Failure('invalid-request', `The field "name" is wrong: to delete the team, repeat its name exactly.`);
    }
    const counts: Record<string, number> = { workspaces: 1, ...(await countRows(transaction, workspace.id)) };
    const connections = await connectionsOf(transaction, workspace.id);
    const tabs = await publishedTabs(transaction, workspace.id, { subject: caller.subject, now: now() });
    await deleteWorkspace(transaction, workspace.id);
    return { workspace, counts, connections, tabs };
  });
  for (const { id } of done.connections) eventLists.forget(id);
  for (const { googleId, reportId } of done.tabs) removeStatus(googleId, reportId);
  // the log of the team is gone with it: this line is what is left
  log.info({ workspaceId: done.workspace.id, counts: done.counts }, 'workspace deleted');
  const spreadsheets = done.counts['spreadsheets'] ?? 0;
  return {
    id: done.workspace.id,
    name: done.workspace.name,
    deletedAt: now().toISOString(),
    counts: done.counts,
    notReached: notReached(spreadsheets, done.connections.length, writerEmail),
  };
}
