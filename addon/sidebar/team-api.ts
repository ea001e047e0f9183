import { Deleted } from '../../shared/api.ts';
import {
  Domain,
  DomainList,
  InvitationList,
  Me,
  Member,
  MemberList,
  Removal,
  TakeOver,
  Workspace,
  WorkspaceReceipt,
  type InvitationInput,
  type Role,
  SentInvitation,
} from '../../shared/people.ts';
import type { Ask } from './worker-request.ts';

/** The worker's routes about a team and its people. */
export function teamCalls(ask: Ask) {
  return {
    me: () => ask(Me, { method: 'GET', path: '/v1/me' }),
    renameTeam: (team: Workspace, name: string) =>
      ask(Workspace, { method: 'PATCH', path: '/v1/workspace', body: { name }, version: team.version }),
    /** @param name as somebody typed it, to show that they mean it. */
    deleteTeam: (name: string) => ask(WorkspaceReceipt, { method: 'DELETE', path: '/v1/workspace', body: { name } }),
    leaveTeam: () => ask(Removal, { method: 'POST', path: '/v1/workspace/leave' }),
    members: () => ask(MemberList, { method: 'GET', path: '/v1/members' }),
    changeRole: (id: string, role: Role) => ask(Member, { method: 'PATCH', path: `/v1/members/${id}`, body: { role } }),
    removeMember: (id: string) => ask(Removal, { method: 'DELETE', path: `/v1/members/${id}` }),
    takeOver: (id: string) => ask(TakeOver, { method: 'POST', path: `/v1/members/${id}/take-over` }),
    ...joiningCalls(ask),
  };
}

function joiningCalls(ask: Ask) {
  return {
    invitations: async () => (await ask(InvitationList, { method: 'GET', path: '/v1/invitations' })).invitations,
    invite: (body: InvitationInput) => ask(SentInvitation, { method: 'POST', path: '/v1/invitations', body }),
    takeBackInvitation: (id: string) => ask(Deleted, { method: 'DELETE', path: `/v1/invitations/${id}` }),
    acceptInvitation: (id: string) => ask(Me, { method: 'POST', path: `/v1/invitations/${id}/accept` }),
    declineInvitation: (id: string) => ask(Deleted, { method: 'POST', path: `/v1/invitations/${id}/decline` }),
    joinTeam: (id: string) => ask(Me, { method: 'POST', path: `/v1/workspaces/${id}/join` }),
    domains: async () => (await ask(DomainList, { method: 'GET', path: '/v1/domains' })).domains,
    allowDomain: (domain: string) => ask(Domain, { method: 'POST', path: '/v1/domains', body: { domain } }),
    refuseDomain: (id: string) => ask(Deleted, { method: 'DELETE', path: `/v1/domains/${id}` }),
  };
}
