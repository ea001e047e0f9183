import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { raiseNotice } from '../../../worker/db/notices.ts';
import { createWorld, type World } from './world.ts';

const ADMIN = 'anna';
const MEMBER = 'ben';
const STRANGER = 'cara';
const addressOf = (who: string) => `${who}@example.org`;

describe('where people are told', () => {
  let world: World;
  let workspaceId: string;
  beforeEach(async () => {
    world = await createWorld();
    await world.connect(ADMIN);
    const row = await world.db.selectFrom('members').selectAll().executeTakeFirstOrThrow();
    workspaceId = row.workspace_id;
    await world.db
      .insertInto('members')
      .values({ workspace_id: workspaceId, subject: await subjectOf(MEMBER), email: addressOf(MEMBER), role: 'member' })
      .execute();
  });
  afterEach(async () => await world.close());

  const subjectOf = async (who: string) => (await world.deps.identity.verify(await world.google.headerOf(who))).subject;
  const add = async (who: string, body: object) => await world.json(who, 'POST', '/v1/notice-targets', body);
  const targets = async (who: string) => {
    const { answer } = await world.json(who, 'GET', '/v1/notice-targets');
    return answer['targets'];
  };

  it('a member has messages sent to their own address, and sees nothing of the others', async () => {
    await add(ADMIN, { kind: 'email', address: 'ops@example.org', name: 'Ops' });
    const { status, answer } = await add(MEMBER, { kind: 'email', summaryAt: '08:00', timeZone: 'Europe/Zurich' });
    expect(status).toBe(201);
    expect(answer).toMatchObject({
      to: addressOf(MEMBER),
      isOwn: true,
      state: 'active',
      signingSecret: null,
      summaryAt: '08:00',
    });
    expect(await targets(MEMBER)).toMatchObject([{ to: addressOf(MEMBER) }]);
    expect(await targets(ADMIN)).toMatchObject([{ to: 'ops@example.org' }, { to: addressOf(MEMBER), isOwn: false }]);
    const { answer: list } = await world.json(ADMIN, 'GET', '/v1/notice-targets');
    expect(list['email']).toBe('sent');
  });

  it('other addresses and webhooks are for admins; strangers and people of no team get nothing', async () => {
    expect((await add(MEMBER, { kind: 'email', address: 'ops@example.org' })).status).toBe(403);
    expect((await add(MEMBER, { kind: 'webhook', url: 'https://hooks.example.com/x' })).status).toBe(403);
    expect((await add(STRANGER, { kind: 'email' })).status).toBe(403);
    const { answer } = await add(ADMIN, { kind: 'email' });
    const path = `/v1/notice-targets/${String(answer['id'])}`;
    await world.connect(STRANGER);
    for (const who of [MEMBER, STRANGER]) {
      expect((await world.json(who, 'GET', path)).status).toBe(404);
      expect((await world.json(who, 'PATCH', path, { state: 'off' })).status).toBe(404);
      expect((await world.json(who, 'POST', `${path}/test`)).status).toBe(404);
      expect((await world.json(who, 'GET', `${path}/deliveries`)).status).toBe(404);
      expect((await world.json(who, 'DELETE', path)).status).toBe(404);
    }
  });

  it('the address of a webhook and its signing secret are told once at most', async () => {
    const url = 'https://hooks.example.com/services/T0/B0/very-secret';
    const { answer } = await add(ADMIN, { kind: 'webhook', url, name: 'Chat' });
    expect(answer).toMatchObject({ to: 'hooks.example.com', name: 'Chat' });
    expect(String(answer['signingSecret'])).toMatch(/^whsec_/);
    const later = JSON.stringify(await world.json(ADMIN, 'GET', `/v1/notice-targets/${String(answer['id'])}`));
    expect(later).not.toContain('whsec_');
    expect(later).not.toContain('very-secret');
    expect(world.lines.join('')).not.toContain('very-secret');
  });

  it.each([
    [{ kind: 'email', address: 'nobody' }, 'address'],
    [{ kind: 'email', address: 'a@b.example, c@d.example' }, 'address'],
    [{ kind: 'webhook', url: 'http://hooks.example.com/x' }, 'url'],
    [{ kind: 'webhook', url: 'https://10.0.0.7/x' }, 'url'],
    [{ kind: 'email', timeZone: 'Mars/Olympus' }, 'timeZone'],
    [{ kind: 'email', summaryAt: '25:00' }, 'summaryAt'],
    [{ kind: 'email', kinds: ['everything'] }, 'kinds'],
    [{ kind: 'email', reports: ['00000000-0000-4000-8000-000000000000'] }, 'reports'],
    [{ kind: 'pigeon' }, 'kind'],
    [{ kind: 'email', colour: 'red' }, 'colour'],
  ])('bad input %j is refused, naming the field', async (body, field) => {
    const { status, answer } = await add(ADMIN, body);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(String(answer['message'])).toContain(`"${field}`);
    expect(String(answer['message'])).not.toContain('nobody');
  });

  it('the same address is not told twice', async () => {
    await add(ADMIN, { kind: 'email' });
    const { status, answer } = await add(ADMIN, { kind: 'email', address: addressOf(ADMIN).toUpperCase() });
    expect(status).toBe(409);
    expect(answer['message']).toContain('is told already');
  });

  it('who is removed is told nothing more, also where an admin had entered their address', async () => {
    const { answer } = await add(ADMIN, { kind: 'email', address: addressOf(MEMBER).toUpperCase() });
    expect(answer).toMatchObject({ isOwn: false });
    expect(await targets(MEMBER)).toMatchObject([{ id: answer['id'], isOwn: true }]);
    const { id } = await world.db
      .selectFrom('members')
      .select('id')
      .where('email', '=', addressOf(MEMBER))
      .executeTakeFirstOrThrow();
    expect((await world.json(ADMIN, 'DELETE', `/v1/members/${id}`)).status).toBe(200);
    expect(await targets(ADMIN)).toEqual([]);
  });

  it('nobody sends strangers message after message by adding and deleting them', async () => {
    const sent = new Set<number>();
    for (let at = 0; at < 26; at += 1) {
      const { answer } = await add(ADMIN, { kind: 'email', address: `stranger-${at}@example.net` });
      const path = `/v1/notice-targets/${String(answer['id'])}`;
      sent.add((await world.json(ADMIN, 'POST', `${path}/test`)).status);
      await world.json(ADMIN, 'DELETE', path);
    }
    expect([...sent]).toEqual([200, 429]);
    expect(world.mails).toHaveLength(25);
  });

  it('a test is sent at once, and not again a moment later', async () => {
    const { answer } = await add(ADMIN, { kind: 'email' });
    const path = `/v1/notice-targets/${String(answer['id'])}`;
    const sent = await world.json(ADMIN, 'POST', `${path}/test`);
    expect(sent).toMatchObject({ status: 200, answer: { what: 'test', state: 'sent', error: null } });
    expect(world.mails).toMatchObject([{ to: addressOf(ADMIN), subject: 'A test: messages of Willcall arrive here' }]);
    expect((await world.json(ADMIN, 'POST', `${path}/test`)).status).toBe(429);
    const { answer: deliveries } = await world.json(ADMIN, 'GET', `${path}/deliveries`);
    expect(deliveries['deliveries']).toMatchObject([{ what: 'test', state: 'sent', attempts: 1 }]);
  });

  it('the link in a message asks first, then stops the messages; only their reader starts them again', async () => {
    const { answer } = await add(ADMIN, { kind: 'email', address: 'ops@example.org' });
    const path = `/v1/notice-targets/${String(answer['id'])}`;
    await world.json(ADMIN, 'POST', `${path}/test`);
    const link = new URL(world.mails[0]?.unsubscribe ?? '').pathname;
    const page = await world.ask(null, 'GET', link);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.text()).toContain('<form method="post">');
    expect((await world.json(ADMIN, 'GET', path)).answer['state']).toBe('active');
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await world.ask(null, 'POST', link, 'List-Unsubscribe=One-Click', headers)).status).toBe(200);
    expect((await world.json(ADMIN, 'GET', path)).answer['state']).toBe('unsubscribed');
    expect((await world.json(ADMIN, 'PATCH', path, { state: 'active' })).status).toBe(409);
    expect((await world.ask(null, 'GET', `${link}x`)).status).toBe(404);
    expect(world.lines.join('')).not.toContain(link.split('/').at(-1));
  });

  it('what is told is changed, switched off and removed, and each is written down', async () => {
    const { answer } = await add(MEMBER, { kind: 'email' });
    const path = `/v1/notice-targets/${String(answer['id'])}`;
    const changed = await world.json(MEMBER, 'PATCH', path, { kinds: ['failed'], state: 'off', summaryAt: '07:30' });
    expect(changed.answer).toMatchObject({ kinds: ['failed'], state: 'off', summaryAt: '07:30', timeZone: 'UTC' });
    expect((await world.json(MEMBER, 'PATCH', path, { summaryAt: null })).answer['summaryAt']).toBeNull();
    expect((await world.json(ADMIN, 'DELETE', path)).status).toBe(200);
    const deeds = await world.db.selectFrom('audit_log').select(['action', 'details']).orderBy('id').execute();
    expect(deeds.filter(({ action }) => action === 'notice.changed').map(({ details }) => details['deed'])).toEqual([
      'added',
      'changed',
      'changed',
      'removed',
    ]);
    expect(JSON.stringify(deeds)).not.toContain(addressOf(MEMBER));
  });

  it('members see what there was to tell', async () => {
    const facts = { code: 'provider-auth', message: 'TIXNGO does not accept the credentials.' };
    const reportId = await world.report(ADMIN, await world.connect(ADMIN), await world.link(ADMIN));
    await raiseNotice(world.db, { workspaceId, reportId, kind: 'failed', facts });
    const { answer } = await world.json(MEMBER, 'GET', '/v1/notices');
    expect(answer['notices']).toMatchObject([
      {
        kind: 'failed',
        reportId,
        sentence: 'TIXNGO does not accept the credentials. It has not been filled yet.',
        todo: 'Enter new credentials for this ticketing account.',
      },
    ]);
  });
});
