import { Deleted } from '../../shared/api.ts';
import {
  Domain,
  DomainInput,
  DomainList,
  InvitationInput,
  InvitationList,
  Me,
  SentInvitation,
} from '../../shared/people.ts';
import { domainsOf, joinableWorkspaces } from '../db/domains.ts';
import { invitationsOf, invitationsTo } from '../db/invitations.ts';
import { findWorkspace } from '../db/workspaces.ts';
import type { Deps } from '../deps.ts';
import { mailInvitation } from '../people/mail-invitation.ts';
import { approveDomain, toDomain, withdrawDomain } from '../people/domains.ts';
import { declineInvitation, invite, toInvitation, withdrawInvitation } from '../people/invite.ts';
import { acceptInvitation, joinByDomain } from '../people/join.ts';
import type { Access } from '../security/access.ts';
import type { Caller } from '../security/identity.ts';
import { bodyRoute, route, type Route } from './route.ts';
import { toWorkspace } from './workspace.ts';

type Parts = { deps: Pick<Deps, 'db' | 'now' | 'post' | 'log'>; access: Access };

/** A key is asked for nobody: it has a team, no invitations, and can join none. */
async function ways({ deps: { db, now } }: Parts, { key, ...caller }: Caller, workspaceId: string | null) {
  if (key) return { invitations: [], joinable: [] };
  const invitations = await invitationsTo(db, { ...caller, workspaceId }, now());
  const joinable = await joinableWorkspaces(db, { ...caller, workspaceId });
  return {
    invitations: invitations.map((row) => ({
      id: row.id,
      workspaceName: row.workspace_name,
      role: row.role,
      invitedBy: row.created_by_name,
      expiresAt: row.expires_at.toISOString(),
    })),
    joinable: joinable.map(({ id, name, domain }) => ({ workspaceId: id, workspaceName: name, domain })),
  };
}

async function me(parts: Parts, caller: Caller): Promise<Me> {
  const mine = await parts.access.membership(caller);
  const row = mine && (await findWorkspace(parts.deps.db, mine.workspaceId));
  return {
    email: caller.email,
    workspaceId: mine?.workspaceId ?? null,
    workspace: mine && row ? toWorkspace(row, mine.role ?? 'member') : null,
    ...(await ways(parts, caller, mine?.workspaceId ?? null)),
  };
}

async function list({ deps: { db, now }, access }: Parts, caller: Caller): Promise<InvitationList> {
  const workspaceId = await access.requireAdmin(caller);
  const name = (await findWorkspace(db, workspaceId))?.name ?? '';
  const rows = await invitationsOf(db, workspaceId);
  return { invitations: rows.map((row) => toInvitation(row, name, now())) };
}

/** What somebody does who comes in. */
function joinRoutes(parts: Parts): Route[] {
  const { deps } = parts;
  return [
    route({
      method: 'get',
      path: '/v1/me',
      who: 'signed-in',
      summary:
        'Who is signed in, their team (null until they link a spreadsheet, add a connection or join one), and teams they may join',
      answer: { status: 200, schema: Me },
      handle: ({ caller }) => me(parts, caller),
    }),
    route({
      method: 'post',
      path: '/v1/invitations/{id}/accept',
      who: 'signed-in',
      summary: "Join the team that invited the caller's address; an own team without accounts, reports and others goes",
      answer: { status: 200, schema: Me },
      failures: ['conflict'],
      handle: async ({ caller, id }) => {
        await acceptInvitation(deps, caller, id);
        return await me(parts, caller);
      },
    }),
    route({
      method: 'post',
      path: '/v1/invitations/{id}/decline',
      who: 'signed-in',
      summary: "Decline an invitation to the caller's address",
      answer: { status: 200, schema: Deleted },
      handle: async ({ caller, id }) => {
        await declineInvitation(deps, caller, id);
        return { deleted: true };
      },
    }),
    route({
      method: 'post',
      path: '/v1/workspaces/{id}/join',
      who: 'signed-in',
      summary: "Join a team that approved the caller's Google Workspace domain",
      answer: { status: 200, schema: Me },
      failures: ['conflict'],
      handle: async ({ caller, id }) => {
        await joinByDomain(deps, caller, id);
        return await me(parts, caller);
      },
    }),
  ];
}

function domainRoutes({ deps, access }: Parts): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/domains',
      who: 'admin',
      summary: 'Domains whose people may join the team',
      answer: { status: 200, schema: DomainList },
      handle: async ({ caller }) => ({
        domains: (await domainsOf(deps.db, await access.requireAdmin(caller))).map(toDomain),
      }),
    }),
    bodyRoute(DomainInput, {
      method: 'post',
      path: '/v1/domains',
      who: 'admin',
      summary: "Let everybody of the admin's own Google Workspace domain join the team as a member",
      answer: { status: 201, schema: Domain },
      failures: ['conflict'],
      handle: ({ caller, body }) => approveDomain(deps, caller, body.domain),
    }),
    route({
      method: 'delete',
      path: '/v1/domains/{id}',
      who: 'admin',
      summary: 'Nobody joins by this domain any more; whoever did stays',
      answer: { status: 200, schema: Deleted },
      handle: async ({ caller, id }) => {
        await withdrawDomain(deps, caller, id);
        return { deleted: true };
      },
    }),
  ];
}

/** How people come into a team: by invitation, or by their domain. */
export function invitationRoutes(deps: Parts['deps'], access: Access): Route[] {
  const parts = { deps, access };
  return [
    ...joinRoutes(parts),
    route({
      method: 'get',
      path: '/v1/invitations',
      who: 'admin',
      summary: 'Invitations that were not accepted yet',
      answer: { status: 200, schema: InvitationList },
      handle: ({ caller }) => list(parts, caller),
    }),
    bodyRoute(InvitationInput, {
      method: 'post',
      path: '/v1/invitations',
      who: 'admin',
      summary:
        'Invite an e-mail address, or renew its invitation; it is mailed where this Willcall can, and the answer has the message to forward',
      answer: { status: 201, schema: SentInvitation },
      failures: ['conflict'],
      handle: async ({ caller, body }) => {
        const invitation = await invite(deps, caller, body);
        return { ...invitation, mailed: await mailInvitation(deps, caller, invitation) };
      },
    }),
    route({
      method: 'delete',
      path: '/v1/invitations/{id}',
      who: 'admin',
      summary: 'Withdraw an invitation',
      answer: { status: 200, schema: Deleted },
      handle: async ({ caller, id }) => {
        await withdrawInvitation(deps, caller, id);
        return { deleted: true };
      },
    }),
    ...domainRoutes(parts),
  ];
}
