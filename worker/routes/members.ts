import { Member, MemberChange, MemberList, Removal, TakeOver } from '../../shared/people.ts';
import { membersOf } from '../db/members.ts';
import { removedMembersOf } from '../db/removed-members.ts';
import type { Deps } from '../deps.ts';
import { changeRole, removeMember, takeOver, toMember } from '../people/members.ts';
import type { Access } from '../security/access.ts';
import type { Caller } from '../security/identity.ts';
import { bodyRoute, route, type Route } from './route.ts';

async function list({ db }: Pick<Deps, 'db'>, access: Access, caller: Caller): Promise<MemberList> {
  const workspaceId = (await access.workspaceOf(caller)) ?? '';
  const members = await membersOf(db, workspaceId);
  const removed = await removedMembersOf(db, workspaceId);
  return {
    members: members.map((row) => toMember(row, caller)),
    removed: removed.map(({ id, email, removed_at: at }) => ({ id, email, removedAt: at.toISOString() })),
  };
}

/** People of the caller's team. */
export function memberRoutes(deps: Pick<Deps, 'db' | 'now'>, access: Access): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/members',
      who: 'member',
      summary: 'The people of the team, and those who were removed',
      answer: { status: 200, schema: MemberList },
      handle: ({ caller }) => list(deps, access, caller),
    }),
    bodyRoute(MemberChange, {
      method: 'patch',
      path: '/v1/members/{id}',
      who: 'admin',
      summary: 'Make somebody an admin, or a member; a team keeps one admin',
      answer: { status: 200, schema: Member },
      failures: ['conflict'],
      handle: ({ caller, id, body }) => changeRole(deps, caller, id, body.role),
    }),
    route({
      method: 'delete',
      path: '/v1/members/{id}',
      who: 'admin',
      summary:
        'Remove somebody at once, with their proofs. What they made goes on; the answer lists it, and what to do about it',
      answer: { status: 200, schema: Removal },
      failures: ['conflict'],
      handle: ({ caller, id }) => removeMember(deps, caller, id),
    }),
    route({
      method: 'post',
      path: '/v1/members/{id}/take-over',
      who: 'admin',
      summary: "Put what somebody made, who belongs to the team or was removed, under the caller's name",
      answer: { status: 200, schema: TakeOver },
      handle: ({ caller, id }) => takeOver(deps, caller, id),
    }),
  ];
}
