import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptInvitation, joinByDomain } from '../../../worker/people/join.ts';
import { changeRole, leaveWorkspace, removeMember } from '../../../worker/people/members.ts';
import { deleteOwnWorkspace } from '../../../worker/people/delete-workspace.ts';
import { createWorkspaceFor } from '../../../worker/db/members.ts';
import { person, teamRig, type TeamRig } from './team-rig.ts';

let rig: TeamRig;
beforeAll(async () => {
  rig = await teamRig();
});
afterAll(() => rig.close());

const TIMES = 8;

/** What happened to things done at once: "done", or the code of the refusal. */
async function atOnce(...things: (() => Promise<unknown>)[]): Promise<string[]> {
  const settled = await Promise.allSettled(things.map((thing) => thing()));
  return settled.map((one) => {
    if (one.status === 'fulfilled') return 'done';
    const reason: unknown = one.reason;
    return typeof reason === 'object' && reason !== null && 'code' in reason ? String(reason.code) : String(reason);
  });
}

const times = Array.from({ length: TIMES }, (_, time) => time);
const admins = (roles: Record<string, string>) => Object.values(roles).filter((role) => role === 'admin').length;

describe('things done to a team at once', () => {
  it.each(times)('two admins remove each other: one of them stays (%i)', async (time) => {
    const [a, b] = [`anna-${time}`, `bea-${time}`];
    const team = await rig.found(a);
    const [anna] = await rig.db.selectFrom('members').select('id').where('subject', '=', a).execute();
    const bea = await rig.put(team, b, 'admin');
    const outcome = await atOnce(
      () => removeMember(rig.deps, person(a), bea),
      () => removeMember(rig.deps, person(b), String(anna?.id)),
    );
    expect(outcome.toSorted()).toEqual(['done', 'forbidden']);
    expect(Object.values(await rig.rolesOf(team))).toEqual(['admin']);
  });

  it.each(times)('two admins leave, or step down, or one does each: an admin stays (%i)', async (time) => {
    const [a, b] = [`carl-${time}`, `dirk-${time}`];
    const team = await rig.found(a);
    const dirk = await rig.put(team, b, 'admin');
    await rig.put(team, `else-${time}`);
    const outcome = await atOnce(
      () => leaveWorkspace(rig.deps, person(a)),
      () => (time % 2 === 0 ? leaveWorkspace(rig.deps, person(b)) : changeRole(rig.deps, person(b), dirk, 'member')),
    );
    expect(outcome.toSorted()).toEqual(['conflict', 'done']);
    expect(admins(await rig.rolesOf(team))).toBe(1);
  });

  it.each(times)('two invitations of one person are accepted: they belong to one team (%i)', async (time) => {
    const [a, b, guest] = [`fay-${time}`, `gus-${time}`, `guest-${time}`];
    await Promise.all([rig.found(a), rig.found(b)]);
    const one = await rig.invite(a, guest);
    const other = await rig.invite(b, guest);
    const outcome = await atOnce(
      () => acceptInvitation(rig.deps, person(guest), one),
      () => acceptInvitation(rig.deps, person(guest), other),
      () => acceptInvitation(rig.deps, person(guest), one),
    );
    expect(outcome.filter((word) => word === 'done').length).toBeGreaterThan(0);
    expect(outcome.every((word) => ['done', 'conflict', 'not-found'].includes(word))).toBe(true);
    const rows = await rig.db.selectFrom('members').selectAll().where('subject', '=', guest).execute();
    expect(rows).toHaveLength(1);
  });

  it.each(times)('somebody joins while their own first team is made: nothing is left over (%i)', async (time) => {
    const [a, guest] = [`hal-${time}`, `ivy-${time}`];
    const team = await rig.found(a);
    const id = await rig.invite(a, guest);
    await atOnce(
      () => acceptInvitation(rig.deps, person(guest), id),
      () => createWorkspaceFor(rig.db, person(guest)),
    );
    const rows = await rig.db.selectFrom('members').selectAll().where('subject', '=', guest).execute();
    expect(rows.map((row) => row.workspace_id)).toEqual([team]);
    const lonely = await rig.db
      .selectFrom('workspaces')
      .select('name')
      .where('name', '=', `${guest}@example.org`)
      .execute();
    expect(lonely).toEqual([]);
  });

  it.each(times)(
    'an invitation is accepted and withdrawn, a member removed and asking: no half states (%i)',
    async (time) => {
      const [a, guest] = [`jo-${time}`, `kim-${time}`];
      const team = await rig.found(a);
      const id = await rig.invite(a, guest);
      const [accepted, withdrawn] = await atOnce(
        () => acceptInvitation(rig.deps, person(guest), id),
        async () => {
          const { status } = await rig.json(a, 'DELETE', `/v1/invitations/${id}`);
          if (status !== 200) throw Object.assign(new Error('refused'), { code: String(status) });
        },
      );
      expect([accepted, withdrawn].toSorted()).toEqual(accepted === 'done' ? ['404', 'done'] : ['done', 'not-found']);
      expect(Object.keys(await rig.rolesOf(team)).includes(guest)).toBe(accepted === 'done');
    },
  );

  it.each(times)('a team is deleted while somebody joins it by their domain: they are in none (%i)', async (time) => {
    const a = `lea-${time}`;
    const team = await rig.found(a);
    const domain = `d${time}.example`;
    await rig.db
      .insertInto('workspace_domains')
      .values({ workspace_id: team, domain, created_by: a, created_by_name: a })
      .execute();
    const [deleted, joined] = await atOnce(
      () => deleteOwnWorkspace(rig.world.deps, person(a), `${a}@example.org`),
      () => joinByDomain(rig.deps, person(`max-${time}`, domain), team),
    );
    expect(deleted).toBe('done');
    expect(['done', 'not-found']).toContain(joined);
    expect(await rig.rolesOf(team)).toEqual({});
  });
});
