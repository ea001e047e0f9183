import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RunList } from '../../../shared/api.ts';
import { Me, MemberList, Removal, WorkspaceReceipt } from '../../../shared/people.ts';
import { acceptInvitation, joinByDomain } from '../../../worker/people/join.ts';
import { GOOGLE_ID } from '../routes/world.ts';
import { person, teamRig, type TeamRig } from './team-rig.ts';

let rig: TeamRig;
beforeAll(async () => {
  rig = await teamRig();
});
afterAll(() => rig.close());

const DAY = 24 * 60 * 60_000;
const idOfMember = async (admin: string, name: string): Promise<string> => {
  const { members } = MemberList.parse((await rig.json(admin, 'GET', '/v1/members')).answer);
  return members.find(({ email }) => email === `${name}@example.org`)?.id ?? 'none';
};

describe('an invitation', () => {
  it('is shown to the address it is for, whatever its case, and makes a member of them', async () => {
    const team = await rig.found('ada');
    const { status, answer } = await rig.json('ada', 'POST', '/v1/invitations', { email: ' Bob@Example.ORG ' });
    expect(status).toBe(201);
    expect(answer).toMatchObject({ email: 'bob@example.org', role: 'member', isExpired: false });
    expect(answer['message']).toContain('bob@example.org');
    const me = (await rig.json('bob', 'GET', '/v1/me')).answer;
    expect(me).toMatchObject({ workspace: null, invitations: [{ id: answer['id'], invitedBy: 'ada@example.org' }] });
    const path = `/v1/invitations/${String(answer['id'])}/accept`;
    expect((await rig.json('eve', 'POST', path)).status).toBe(404);
    expect((await rig.json('bob', 'POST', path)).answer).toMatchObject({ workspaceId: team, invitations: [] });
    expect(await rig.rolesOf(team)).toEqual({ ada: 'admin', bob: 'member' });
    expect((await rig.json('bob', 'POST', path)).status).toBe(404);
    expect(await rig.json('ada', 'POST', '/v1/invitations', { email: 'bob@example.org' })).toMatchObject({
      status: 409,
    });
    expect(await rig.deeds(team)).toEqual(expect.arrayContaining(['member.invited', 'member.joined']));
  });

  it('is mailed to the address, at most once an hour', async () => {
    await rig.found('ina');
    const invite = () => rig.json('ina', 'POST', '/v1/invitations', { email: 'joe@example.org' });
    const { answer } = await invite();
    expect(answer).toMatchObject({ mailed: true });
    expect(rig.mails.at(-1)).toMatchObject({
      to: 'joe@example.org',
      subject: 'ina@example.org invites you to a team in Willcall',
      text: expect.stringContaining(String(answer['message'])),
    });
    expect((await invite()).answer).toMatchObject({ id: answer['id'], mailed: false });
    rig.clock.now = new Date(rig.clock.now.getTime() + 2 * 3_600_000);
    expect((await invite()).answer).toMatchObject({ mailed: true });
    expect(rig.mails.filter(({ to }) => to === 'joe@example.org')).toHaveLength(2);
  });

  it('runs out, can be withdrawn, declined and renewed', async () => {
    await rig.found('cleo');
    const id = await rig.invite('cleo', 'dora');
    rig.clock.now = new Date(rig.clock.now.getTime() + 15 * DAY);
    expect((await rig.json('dora', 'POST', `/v1/invitations/${id}/accept`)).status).toBe(404);
    expect(await rig.invite('cleo', 'dora')).toBe(id);
    expect((await rig.json('eve', 'POST', `/v1/invitations/${id}/decline`)).status).toBe(404);
    expect((await rig.json('dora', 'POST', `/v1/invitations/${id}/decline`)).status).toBe(200);
    expect((await rig.json('cleo', 'GET', '/v1/invitations')).answer).toEqual({ invitations: [] });
    const again = await rig.invite('cleo', 'dora', 'admin');
    expect((await rig.json('cleo', 'DELETE', `/v1/invitations/${again}`)).status).toBe(200);
    expect((await rig.json('dora', 'GET', '/v1/me')).answer).toMatchObject({ invitations: [] });
  });

  it('takes somebody out of an empty team of their own, their spreadsheets come along; not out of one that holds something', async () => {
    const team = await rig.found('emil');
    const spreadsheet = await rig.link('finn', `${GOOGLE_ID}f`);
    const id = await rig.invite('emil', 'finn');
    await rig.json('finn', 'POST', `/v1/invitations/${id}/accept`);
    const rows = await rig.db.selectFrom('spreadsheets').selectAll().where('id', '=', spreadsheet).execute();
    expect(rows).toMatchObject([{ workspace_id: team }]);
    expect((await rig.json('finn', 'GET', '/v1/spreadsheets')).answer).toMatchObject({
      spreadsheets: [{ state: 'linked' }],
    });
    await rig.found('greg');
    const other = await rig.invite('emil', 'greg');
    const refused = await rig.json('greg', 'POST', `/v1/invitations/${other}/accept`);
    expect(refused).toMatchObject({ status: 409, answer: { code: 'conflict' } });
    expect(refused.answer['message']).toContain('which has 1 ticketing account');
  });

  it.each(['no address', 'two@a.org, b@b.org', 'x@y', ''])('to "%s" is refused, naming the field', async (email) => {
    await rig.found('hugo');
    const { status, answer } = await rig.json('hugo', 'POST', '/v1/invitations', { email });
    expect({ status, names: String(answer['message']).includes('"email"') }).toEqual({ status: 422, names: true });
  });
});

describe('a domain', () => {
  it('is approved by an admin who is in it; whoever Google counts to it joins, whoever only has such an address does not', async () => {
    const admin = person('ines', 'hall.example');
    const token = async (who: typeof admin) => ({
      authorization: `Bearer ${await rig.google.sign({ sub: who.subject, email: who.email, email_verified: true, ...(who.domain && { hd: who.domain }) })}`,
    });
    const ask = async (who: typeof admin, method: string, path: string, body?: unknown) => {
      const headers = { ...(await token(who)), 'content-type': 'application/json' };
      const response = await rig.app.request(path, {
        method,
        headers,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const answer: Record<string, unknown> = JSON.parse(await response.text());
      return { status: response.status, answer };
    };
    const account = { provider: 'tixngo', label: 'Main', credentials: { apiKey: 'k' } };
    await ask(admin, 'POST', '/v1/connections', account);
    for (const domain of ['gmail.com', 'other.example', 'not a domain']) {
      expect({ domain, status: (await ask(admin, 'POST', '/v1/domains', { domain })).status }).toEqual({
        domain,
        status: 422,
      });
    }
    const { status, answer } = await ask(admin, 'POST', '/v1/domains', { domain: 'Hall.Example' });
    expect(status).toBe(201);
    expect((await ask(admin, 'POST', '/v1/domains', { domain: 'hall.example' })).status).toBe(409);
    const team = String((await ask(admin, 'GET', '/v1/me')).answer['workspaceId']);
    const jan = person('jan', 'hall.example');
    const pretender = { ...person('pia'), email: 'pia@hall.example' };
    expect((await ask(jan, 'GET', '/v1/me')).answer).toMatchObject({ joinable: [{ workspaceId: team }] });
    expect((await ask(pretender, 'GET', '/v1/me')).answer).toMatchObject({ joinable: [] });
    expect((await ask(pretender, 'POST', `/v1/workspaces/${team}/join`)).status).toBe(404);
    expect((await ask(jan, 'POST', `/v1/workspaces/${team}/join`)).answer).toMatchObject({
      workspace: { role: 'member' },
    });

    const [, member] = MemberList.parse((await ask(admin, 'GET', '/v1/members')).answer).members;
    expect((await ask(admin, 'DELETE', `/v1/members/${member?.id}`)).status).toBe(200);
    expect((await ask(jan, 'POST', `/v1/workspaces/${team}/join`)).status).toBe(404);
    await ask(admin, 'POST', '/v1/invitations', { email: jan.email });
    const [invited] = Me.parse((await ask(jan, 'GET', '/v1/me')).answer).invitations;
    expect((await ask(jan, 'POST', `/v1/invitations/${invited?.id}/accept`)).status).toBe(200);
    expect((await ask(admin, 'DELETE', `/v1/domains/${String(answer['id'])}`)).status).toBe(200);
    await expect(joinByDomain(rig.deps, person('kai', 'hall.example'), team)).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('somebody who is removed', () => {
  it('is out at once: rights, proofs, streams; what they made goes on and is listed', async () => {
    const team = await rig.found('nora');
    await rig.put(team, 'otto', 'admin');
    const account = await rig.connect('otto');
    const spreadsheet = await rig.link('otto', `${GOOGLE_ID}o`);
    const report = await rig.report('otto', account, spreadsheet);
    await rig.invite('otto', 'ghost', 'admin');
    const { answer: run } = await rig.json('otto', 'POST', `/v1/reports/${report}/runs`);
    const stream = await rig.ask('otto', 'GET', `/v1/runs/${String(run['id'])}/events`);
    const reader = stream.body?.getReader();
    await reader?.read();

    const id = await idOfMember('nora', 'otto');
    const { status, answer } = await rig.json('nora', 'DELETE', `/v1/members/${id}`);
    expect(status).toBe(200);
    const removal = Removal.parse(answer);
    expect(removal.belongings.map(({ kind }) => kind)).toEqual(['connection', 'report']);
    expect(removal.spreadsheets).toEqual([{ id: spreadsheet, title: 'Spring gala' }]);
    expect(removal.advice.join(' ')).toContain('share dialog');

    const rest = [];
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) rest.push(part.value);
    expect(rest.length).toBeLessThan(2);
    expect((await rig.json('otto', 'GET', `/v1/reports/${report}`)).status).toBe(404);
    expect((await rig.json('otto', 'GET', '/v1/members')).status).toBe(403);
    expect(await rig.db.selectFrom('proofs').selectAll().where('subject', '=', 'otto').execute()).toEqual([]);
    expect((await rig.json('ghost', 'GET', '/v1/me')).answer).toMatchObject({ invitations: [] });
    expect((await rig.json('nora', 'GET', `/v1/runs/${String(run['id'])}`)).answer).toMatchObject({ status: 'queued' });

    const taken = await rig.json('nora', 'POST', `/v1/members/${id}/take-over`);
    expect(taken.answer).toMatchObject({ from: 'otto@example.org', belongings: [{ id: account }, { id: report }] });
    const rows = await rig.db.selectFrom('reports').select('created_by').where('id', '=', report).execute();
    expect(rows).toEqual([{ created_by: 'nora' }]);
    expect(await rig.deeds(team)).toEqual(expect.arrayContaining(['member.removed', 'member.taken-over']));
  });

  it('is never the last admin, who cannot leave or step down either', async () => {
    const team = await rig.found('paul');
    const paul = await idOfMember('paul', 'paul');
    expect((await rig.json('paul', 'POST', '/v1/workspace/leave')).answer['message']).toContain('delete it instead');
    const rita = await rig.put(team, 'rita');
    expect((await rig.json('paul', 'POST', '/v1/workspace/leave')).status).toBe(409);
    expect((await rig.json('paul', 'DELETE', `/v1/members/${paul}`)).status).toBe(409);
    expect((await rig.json('paul', 'PATCH', `/v1/members/${paul}`, { role: 'member' })).status).toBe(409);
    expect((await rig.json('rita', 'PATCH', `/v1/members/${rita}`, { role: 'admin' })).status).toBe(403);
    expect((await rig.json('paul', 'PATCH', `/v1/members/${rita}`, { role: 'admin' })).answer).toMatchObject({
      role: 'admin',
    });
    expect((await rig.json('paul', 'POST', '/v1/workspace/leave')).status).toBe(200);
    expect(await rig.rolesOf(team)).toEqual({ rita: 'admin' });
  });
});

describe('a team', () => {
  it('is renamed, unless somebody did meanwhile', async () => {
    await rig.found('sam');
    const { headers } = await rig.ask('sam', 'GET', '/v1/workspace');
    const match = { 'if-match': String(headers.get('etag')) };
    expect((await rig.ask('sam', 'PATCH', '/v1/workspace', { name: 'Hall' }, match)).headers.get('etag')).toBe('"2"');
    expect((await rig.ask('sam', 'PATCH', '/v1/workspace', { name: 'Arena' }, match)).status).toBe(409);
    expect((await rig.ask('sam', 'PATCH', '/v1/workspace', { name: 'Arena' }, { 'if-match': 'x' })).status).toBe(422);
    expect((await rig.json('sam', 'GET', '/v1/workspace')).answer).toMatchObject({ name: 'Hall', role: 'admin' });
  });

  it('is deleted with everything of it, by its name, with a receipt; others stay', async () => {
    const other = await rig.found('tom');
    const team = await rig.found('uma');
    const account = await rig.connect('uma');
    const spreadsheet = await rig.link('uma', `${GOOGLE_ID}u`);
    const report = await rig.report('uma', account, spreadsheet);
    await rig.json('uma', 'POST', `/v1/reports/${report}/runs`);
    expect((await rig.json('uma', 'DELETE', '/v1/workspace', { name: 'uma' })).status).toBe(422);
    const { status, answer } = await rig.json('uma', 'DELETE', '/v1/workspace', { name: 'uma@example.org' });
    expect(status).toBe(200);
    const { counts, notReached } = WorkspaceReceipt.parse(answer);
    expect(counts).toMatchObject({
      workspaces: 1,
      members: 1,
      connections: 2,
      reports: 1,
      runs: 1,
      spreadsheets: 1,
      proofs: 1,
    });
    expect(notReached.join(' ')).toContain('share dialog');
    for (const table of ['members', 'connections', 'reports', 'runs', 'spreadsheets', 'proofs', 'audit_log'] as const) {
      expect(await rig.db.selectFrom(table).selectAll().where('workspace_id', '=', team).execute()).toEqual([]);
    }
    expect(Object.keys(await rig.rolesOf(other))).toEqual(['tom']);
    expect((await rig.json('uma', 'GET', '/v1/me')).answer).toMatchObject({ workspaceId: null });
  });
});

describe('what people may do who can edit the spreadsheet of a report', () => {
  it('is up to the report: refresh it, see it, or nothing', async () => {
    await rig.found('vera');
    const account = await rig.connect('vera');
    const spreadsheet = await rig.link('vera', `${GOOGLE_ID}v`);
    const report = await rig.report('vera', account, spreadsheet);
    await rig.link('walt', `${GOOGLE_ID}v`);
    const path = `/v1/reports/${report}`;
    const statuses = async () => [
      (await rig.json('walt', 'GET', path)).status,
      (await rig.json('walt', 'POST', `${path}/runs`)).status,
      (await rig.json('walt', 'PATCH', path, { name: 'Mine' })).status,
    ];
    const narrow = (editors: string) => rig.json('vera', 'PATCH', path, { editors });
    const cancel = async () => {
      const [run] = RunList.parse((await rig.json('vera', 'GET', `${path}/runs`)).answer).runs;
      return await rig.json('walt', 'DELETE', `/v1/runs/${run?.id}`);
    };
    expect(await statuses()).toEqual([200, 202, 403]);
    expect((await cancel()).status).toBe(202);
    expect((await narrow('see')).answer).toMatchObject({ editors: 'see', version: 2 });
    expect(await statuses()).toEqual([200, 403, 403]);
    expect((await rig.json('vera', 'POST', `${path}/runs`)).status).toBe(202);
    expect((await cancel()).status).toBe(403);
    const { answer } = await rig.json('vera', 'GET', path);
    await rig.json('vera', 'DELETE', `/v1/runs/${Object.assign({ id: '' }, answer['lastRun']).id}`);
    await narrow('none');
    expect(await statuses()).toEqual([404, 404, 404]);
    expect((await rig.json('walt', 'GET', '/v1/reports')).answer).toEqual({ reports: [] });
  });

  it('an edit of a report guards against another one meanwhile', async () => {
    await rig.found('xena');
    const report = await rig.report('xena', await rig.connect('xena'), null);
    const path = `/v1/reports/${report}`;
    const match = { 'if-match': String((await rig.ask('xena', 'GET', path)).headers.get('etag')) };
    expect((await rig.ask('xena', 'PATCH', path, { name: 'One' }, match)).status).toBe(200);
    expect((await rig.ask('xena', 'PATCH', path, { name: 'Two' }, match)).status).toBe(409);
    const both = await Promise.all(['Three', 'Four'].map((name) => rig.json('xena', 'PATCH', path, { name })));
    expect(both.some(({ status }) => status === 200)).toBe(true);
    expect(await rig.json('xena', 'GET', path)).toMatchObject({ status: 200 });
  });
});

describe("the operator's way in", () => {
  it('makes an admin of whoever signs in with the address', async () => {
    const team = await rig.found('yann');
    const until = new Date(rig.clock.now.getTime() + DAY);
    await rig.db
      .insertInto('invitations')
      .values({
        workspace_id: team,
        email: 'zoe@example.org',
        role: 'admin',
        by_operator: true,
        created_by: 'operator',
        created_by_name: 'Operator',
        expires_at: until,
      })
      .execute();
    expect((await rig.json('zoe', 'GET', '/v1/invitations')).status).toBe(200);
    expect(await rig.rolesOf(team)).toEqual({ yann: 'admin', zoe: 'admin' });
    await expect(acceptInvitation(rig.deps, person('zoe'), team)).rejects.toMatchObject({ code: 'not-found' });
  });
});
