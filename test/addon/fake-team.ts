import { randomUUID } from 'node:crypto';
import type { Invitation, Me, Member, MemberList, Removal, Role, Workspace } from '../../shared/people.ts';
import { DomainInput, InvitationInput, MemberChange, WorkspaceChange, WorkspaceDeletion } from '../../shared/people.ts';

/** What a fake worker knows of a team. */
export type TeamState = {
  email: string;
  workspace: Workspace | null;
  members: Map<string, Member>;
  removed: MemberList['removed'];
  invitations: Map<string, Invitation>;
  domains: Map<string, { id: string; domain: string; approvedBy: string; createdAt: string }>;
  offered: Me['invitations'];
  joinable: Me['joinable'];
  /** What is left behind of whoever is removed next. */
  removal: Omit<Removal, 'id' | 'email'>;
};

const AT = '2027-03-01T09:00:00.000Z';

/** A team of one admin, who looks at it. */
export function createTeam(): TeamState {
  const email = 'owner@example.org';
  const workspace: Workspace = { id: randomUUID(), name: 'Gala Crew', role: 'admin', createdAt: AT, version: 1 };
  const you: Member = { id: randomUUID(), email, role: 'admin', joinedAt: AT, isYou: true };
  return {
    email,
    workspace,
    members: new Map([[you.id, you]]),
    removed: [],
    invitations: new Map(),
    domains: new Map(),
    offered: [],
    joinable: [],
    removal: { belongings: [], spreadsheets: [], schedules: 0, advice: [] },
  };
}

export function addMember(team: TeamState, email: string, role: Role = 'member'): Member {
  const member: Member = { id: randomUUID(), email, role, joinedAt: AT, isYou: false };
  team.members.set(member.id, member);
  return member;
}

function meOf({ email, workspace, offered, joinable }: TeamState): Me {
  return { email, workspaceId: workspace?.id ?? null, workspace, invitations: offered, joinable };
}

function removed(team: TeamState, id: string): Removal {
  const email = team.members.get(id)?.email ?? team.email;
  if (team.members.delete(id)) team.removed.push({ id, email, removedAt: AT });
  return { id: id || randomUUID(), email, ...team.removal };
}

function invite(team: TeamState, body: unknown): Invitation {
  const { email, role = 'member' } = InvitationInput.parse(body);
  const invitation: Invitation = {
    id: randomUUID(),
    email,
    role,
    invitedBy: team.email,
    createdAt: AT,
    expiresAt: '2027-03-15T09:00:00.000Z',
    isExpired: false,
    message: `${team.email} invites you to the team “${team.workspace?.name}”.\nOpen a spreadsheet and choose Extensions > Willcall.`,
  };
  team.invitations.set(invitation.id, invitation);
  return invitation;
}

function join(team: TeamState, workspaceId: string, name: string, role: Role): Me {
  team.workspace = { id: workspaceId, name, role, createdAt: AT, version: 1 };
  team.offered = [];
  team.joinable = [];
  return meOf(team);
}

type Handle = (team: TeamState, id: string, body: unknown) => unknown;

/** By "METHOD path-with-:id". */
export const TEAM_ROUTES: Record<string, Handle> = {
  'GET /v1/me': (team) => meOf(team),
  'PATCH /v1/workspace': (team, _id, body) => {
    if (team.workspace) team.workspace = { ...team.workspace, ...WorkspaceChange.parse(body), version: 2 };
    return team.workspace;
  },
  'DELETE /v1/workspace': (team, _id, body) => {
    const { name } = WorkspaceDeletion.parse(body);
    const receipt = { id: team.workspace?.id, name, deletedAt: AT, counts: { members: 1, reports: 3, runs: 120 } };
    team.workspace = null;
    return { ...receipt, notReached: ['Tabs and their rows stay in the spreadsheets.'] };
  },
  'POST /v1/workspace/leave': (team) => {
    team.workspace = null;
    return removed(team, '');
  },
  'GET /v1/members': (team) => ({ members: [...team.members.values()], removed: team.removed }),
  'PATCH /v1/members/:id': (team, id, body) => {
    const member = team.members.get(id);
    if (member) team.members.set(id, { ...member, ...MemberChange.parse(body) });
    return team.members.get(id);
  },
  'DELETE /v1/members/:id': removed,
  'POST /v1/members/:id/take-over': (team) => ({ from: 'x@example.org', belongings: team.removal.belongings }),
  'GET /v1/invitations': (team) => ({ invitations: [...team.invitations.values()] }),
  'POST /v1/invitations': (team, _id, body) => ({ ...invite(team, body), mailed: false }),
  'DELETE /v1/invitations/:id': (team, id) => ({ deleted: team.invitations.delete(id) }),
  'POST /v1/invitations/:id/accept': (team, id) => {
    const offer = team.offered.find((one) => one.id === id);
    return join(team, randomUUID(), offer?.workspaceName ?? '', offer?.role ?? 'member');
  },
  'POST /v1/workspaces/:id/join': (team, id) => {
    const offer = team.joinable.find(({ workspaceId }) => workspaceId === id);
    return join(team, id, offer?.workspaceName ?? '', 'member');
  },
  'GET /v1/domains': (team) => ({ domains: [...team.domains.values()] }),
  'POST /v1/domains': (team, _id, body) => {
    const domain = { id: randomUUID(), ...DomainInput.parse(body), approvedBy: team.email, createdAt: AT };
    team.domains.set(domain.id, domain);
    return domain;
  },
  'DELETE /v1/domains/:id': (team, id) => ({ deleted: team.domains.delete(id) }),
};
