import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lockWorkspaces } from '../../../worker/db/membership-locks.ts';
import { findMember, setRole } from '../../../worker/db/members.ts';
import { deleteMember } from '../../../worker/db/removed-members.ts';
import { teamRig, type TeamRig } from './team-rig.ts';

let rig: TeamRig;
let team: string;
let time = 0;
beforeAll(async () => {
  rig = await teamRig();
});
beforeEach(async () => {
  time += 1;
  team = await rig.found(name('anna'));
  await rig.put(team, name('bea'), 'admin');
});
afterAll(() => rig.close());

const name = (who: string) => `${who}-${time}`;

const memberId = async (who: string): Promise<string> => {
  const { id } = await rig.db
    .selectFrom('members')
    .select('id')
    .where('subject', '=', name(who))
    .executeTakeFirstOrThrow();
  return id;
};

async function askForKey(who: string) {
  const { connections } = (await rig.json(name(who), 'GET', '/v1/connections')).answer;
  const [connection] = Array.isArray(connections) ? connections : [];
  const id = String(connection?.id);
  const { answer } = await rig.json(name(who), 'POST', `/v1/connections/${id}/ask`);
  const [link, secret] = String(answer['address']).split('#')[1]?.split('.') ?? [];
  return { connection: id, given: { id: link, secret } };
}
const look = async (given: object) => (await rig.json(null, 'POST', '/enter/form', given)).status;

describe('what an admin prepared', () => {
  it.each(['leaves', 'steps down'])('lets nobody in once they are none: %s', async (how) => {
    await rig.invite(name('bea'), name('second-bea'), 'admin');
    await rig.invite(name('anna'), name('carl'));
    const { given } = await askForKey('bea');
    expect(await look(given)).toBe(200);
    const gone =
      how === 'leaves'
        ? await rig.json(name('bea'), 'POST', '/v1/workspace/leave')
        : await rig.json(name('anna'), 'PATCH', `/v1/members/${await memberId('bea')}`, { role: 'member' });
    expect(gone.status).toBe(200);
    expect((await rig.json(name('second-bea'), 'GET', '/v1/me')).answer['invitations']).toEqual([]);
    expect((await rig.json(name('carl'), 'GET', '/v1/me')).answer['invitations']).toHaveLength(1);
    expect(await look(given)).toBe(404);
  });
});

/** Asks while others, who were first, take the right to ask away. */
async function whileLosing(lose: 'removed' | 'member', method: string, path: string, body?: object) {
  const id = await memberId('bea');
  const token = await rig.world.google.headerOf(name('bea'));
  expect(token).not.toBe('');
  let asked: Promise<{ status: number }> | undefined;
  await rig.db.transaction().execute(async (db) => {
    await lockWorkspaces(db, [team]);
    asked = rig.json(name('bea'), method, path, body);
    await new Promise((resolve) => setTimeout(resolve, 90));
    const member = await findMember(db, team, id);
    if (!member) throw new Error('no such member');
    if (lose === 'member') await setRole(db, id, 'member');
    else await deleteMember(db, member, { by: name('anna'), at: new Date() });
  });
  return (await asked)?.status;
}

describe('an admin who is removed that very moment', () => {
  it('makes no API key any more', async () => {
    const body = { name: 'Night script', scopes: ['read', 'manage'] };
    expect(await whileLosing('removed', 'POST', '/v1/keys', body)).toBe(403);
    expect((await rig.json(name('anna'), 'GET', '/v1/keys')).answer['keys']).toEqual([]);
  });

  it('is no way to ask for a key', async () => {
    const { connection } = await askForKey('anna');
    await rig.json(name('anna'), 'DELETE', `/v1/connections/${connection}/ask`);
    expect(await whileLosing('removed', 'POST', `/v1/connections/${connection}/ask`)).toBe(403);
    const links = await rig.db.selectFrom('key_links').selectAll().where('workspace_id', '=', team).execute();
    expect(links).toEqual([]);
  });

  it('makes no share link, nor do they when they are a member only', async () => {
    const connection = (await askForKey('anna')).connection;
    const spreadsheet = await rig.world.link(name('anna'), `1Spreadsheet${'0'.repeat(30)}${time}`);
    const report = await rig.world.report(name('anna'), connection, spreadsheet);
    const made = await rig.json(name('anna'), 'POST', `/v1/reports/${report}/audiences`, { name: 'Door' });
    const path = `/v1/audiences/${String(made.answer['id'])}/links`;
    expect(await whileLosing('member', 'POST', path, { name: 'Door' })).toBe(403);
    expect((await rig.json(name('anna'), 'GET', path)).answer['links']).toEqual([]);
  });
});

describe('invitations that are mailed', () => {
  it('go to so many strangers and no more, however often they are withdrawn', async () => {
    const sent = new Set<unknown>();
    const before = rig.mails.length;
    for (let at = 0; at < 26; at += 1) {
      const email = `stranger-${at}@example.net`;
      const { status, answer } = await rig.json(name('anna'), 'POST', '/v1/invitations', { email });
      expect(status).toBe(201);
      sent.add(answer['mailed']);
      await rig.json(name('anna'), 'DELETE', `/v1/invitations/${String(answer['id'])}`);
    }
    expect([...sent]).toEqual([true, false]);
    expect(rig.mails.length - before).toBe(25);
  });
});
