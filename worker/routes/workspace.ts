import {
  Removal,
  Workspace,
  WorkspaceChange,
  WorkspaceDeletion,
  WorkspaceReceipt,
  type Role,
} from '../../shared/people.ts';
import { recordDeed } from '../db/audit.ts';
import { findWorkspace, renameWorkspace, type WorkspaceRow } from '../db/workspaces.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { deleteOwnWorkspace } from '../people/delete-workspace.ts';
import { leaveWorkspace, whileLocked } from '../people/members.ts';
import type { Access } from '../security/access.ts';
import { actorOf } from '../security/actor.ts';
import type { Caller } from '../security/identity.ts';
import { requireVersion, wantedVersion, withEtag } from './etag.ts';
import { bodyRoute, route, type Asked, type Route } from './route.ts';

type Parts = { deps: Deps; access: Access };

/** A team as one of its people sees it. */
export const toWorkspace = ({ id, name, version, created_at }: WorkspaceRow, role: Role): Workspace => ({
  id,
  name,
  role,
  createdAt: created_at.toISOString(),
  version,
});

async function own({ deps, access }: Parts, caller: Caller): Promise<Workspace> {
  const mine = await access.membership(caller);
  const row = mine && (await findWorkspace(deps.db, mine.workspaceId));
  if (!mine || !row) throw new Failure('not-found', 'You belong to no team yet.');
  return toWorkspace(row, mine.role ?? 'member');
}

async function rename(parts: Parts, { c, caller }: Asked, { name }: WorkspaceChange): Promise<Workspace> {
  const wanted = wantedVersion(c);
  await whileLocked(parts.deps.db, caller, {}, async ({ db, workspace }) => {
    requireVersion(wanted, workspace.version);
    if (workspace.name === name) return;
    await renameWorkspace(db, workspace.id, name);
    const object = { kind: 'workspace', id: workspace.id };
    const details = { name, before: workspace.name };
    const [workspaceId, actor] = [workspace.id, actorOf(caller)];
    await recordDeed(db, { workspaceId, actor, action: 'workspace.changed', object, details });
  });
  const workspace = await own(parts, caller);
  return withEtag(c, workspace.version, workspace);
}

/** The caller's own team. */
export function workspaceRoutes(deps: Deps, access: Access): Route[] {
  const parts = { deps, access };
  return [
    route({
      method: 'get',
      path: '/v1/workspace',
      who: 'member',
      summary: "The caller's team",
      answer: { status: 200, schema: Workspace },
      handle: async ({ c, caller }) => {
        const workspace = await own(parts, caller);
        return withEtag(c, workspace.version, workspace);
      },
    }),
    bodyRoute(WorkspaceChange, {
      method: 'patch',
      path: '/v1/workspace',
      who: 'admin',
      summary: 'Rename the team; If-Match guards against another change meanwhile',
      answer: { status: 200, schema: Workspace },
      failures: ['conflict'],
      handle: (asked) => rename(parts, asked, asked.body),
    }),
    bodyRoute(WorkspaceDeletion, {
      method: 'delete',
      path: '/v1/workspace',
      who: 'admin',
      summary:
        'Delete the team and everything of it: its name must be repeated. The receipt counts what was deleted, and says what Willcall cannot delete',
      answer: { status: 200, schema: WorkspaceReceipt },
      handle: ({ caller, body }) => deleteOwnWorkspace(deps, caller, body.name),
    }),
    route({
      method: 'post',
      path: '/v1/workspace/leave',
      who: 'member',
      key: 'none',
      summary: 'Leave the team; what the caller made stays and goes on. Not the last admin',
      answer: { status: 200, schema: Removal },
      failures: ['conflict'],
      handle: ({ caller }) => leaveWorkspace(deps, caller),
    }),
  ];
}
