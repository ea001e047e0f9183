import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiKeyList, ApiKeyMade } from '../../../shared/api-keys.ts';
import { AuditPage } from '../../../shared/audit.ts';
import { createWorld, SECRET, type World } from './world.ts';

describe('API keys', () => {
  let world: World;
  let connection: string;
  let report: string;

  beforeAll(async () => {
    world = await createWorld();
    connection = await world.connect('ada');
    report = await world.report('ada', connection, null);
  });
  afterAll(async () => await world.close());

  const make = async (scopes: string[], more: object = {}) => {
    const { status, answer } = await world.json('ada', 'POST', '/v1/keys', { name: 'Night script', scopes, ...more });
    expect(status).toBe(201);
    return ApiKeyMade.parse(answer);
  };
  const list = async () => ApiKeyList.parse((await world.json('ada', 'GET', '/v1/keys')).answer).keys;
  const asKey = async (secret: string, method: string, path: string, body?: unknown) =>
    await world.ask(null, method, path, body, { authorization: `Bearer ${secret}` });
  const statusOf = async (secret: string, method: string, path: string, body?: unknown) =>
    (await asKey(secret, method, path, body)).status;

  it('show their secret once, and keep only a hash of it', async () => {
    const key = await make(['read']);
    expect(key.secret).toMatch(/^wck_[0-9a-f]{32}_[\w-]{43}$/);
    const [listed] = await list();
    expect(listed).toMatchObject({ id: key.id, createdBy: 'ada@example.org', state: 'active', lastUsedOn: null });
    expect(JSON.stringify(listed)).not.toContain(key.secret.slice(-43));
    const stored = await world.db.selectFrom('api_keys').selectAll().where('id', '=', key.id).executeTakeFirstOrThrow();
    expect(JSON.stringify(stored)).not.toContain(key.secret.slice(-43));
    expect(world.lines.join('')).not.toContain(key.secret.slice(-43));
  });

  it('with "read" see reports, and change nothing', async () => {
    const { secret } = await make(['read']);
    expect(await statusOf(secret, 'GET', '/v1/reports')).toBe(200);
    expect(await statusOf(secret, 'GET', `/v1/reports/${report}/runs`)).toBe(200);
    expect(await statusOf(secret, 'POST', `/v1/reports/${report}/runs`)).toBe(403);
    expect(await statusOf(secret, 'PATCH', `/v1/reports/${report}`, { name: 'Mine' })).toBe(403);
  });

  it('with "refresh" alone start runs, and read nothing', async () => {
    const { secret, id } = await make(['refresh']);
    expect(await statusOf(secret, 'POST', `/v1/reports/${report}/runs`)).toBe(202);
    const run = await world.db.selectFrom('runs').select(['id', 'requested_by']).executeTakeFirstOrThrow();
    expect(run.requested_by).toBe(`key:${id}`);
    expect(await statusOf(secret, 'GET', '/v1/reports')).toBe(403);
    expect(await statusOf(secret, 'DELETE', `/v1/runs/${run.id}`)).toBe(202);
  });

  it('with "manage" change reports, but never people, accounts or keys', async () => {
    const { secret } = await make(['read', 'manage']);
    expect(await statusOf(secret, 'PATCH', `/v1/reports/${report}`, { name: 'Tickets of the gala' })).toBe(200);
    for (const [method, path, body] of [
      ['GET', '/v1/keys'],
      ['POST', '/v1/keys', { name: 'More', scopes: ['manage'] }],
      ['GET', '/v1/audit'],
      ['PATCH', `/v1/connections/${connection}`, { label: 'Other' }],
      ['DELETE', `/v1/connections/${connection}`],
      ['POST', '/v1/spreadsheets', { spreadsheetId: '1AbCdEfGhIjKlMnOpQrStUvWxYz' }],
    ] as const) {
      expect([path, await statusOf(secret, method, path, body)]).toEqual([path, 403]);
    }
  });

  it('see nothing of other teams', async () => {
    const other = await world.report('grace', await world.connect('grace'), null);
    const { secret } = await make(['read', 'refresh', 'manage']);
    expect(await statusOf(secret, 'GET', `/v1/reports/${other}`)).toBe(404);
    expect(await statusOf(secret, 'POST', `/v1/reports/${other}/runs`)).toBe(404);
  });

  it('open nothing when they are revoked, expired or altered, all told alike', async () => {
    const revoked = await make(['read']);
    expect((await world.json('ada', 'DELETE', `/v1/keys/${revoked.id}`)).status).toBe(200);
    const brief = await make(['read'], { expiresInDays: 1 });
    const fine = await make(['read']);
    expect(await statusOf(brief.secret, 'GET', '/v1/reports')).toBe(200);
    world.clock.now = new Date(world.clock.now.getTime() + 25 * 3_600_000);
    const last = fine.secret.at(-1) === 'A' ? 'B' : 'A';
    const wrong = [
      revoked.secret,
      brief.secret,
      `${fine.secret.slice(0, -2)}${last}A`,
      'wck_',
      `wck_${'0'.repeat(32)}_x`,
    ];
    const answers = await Promise.all(wrong.map(async (secret) => await asKey(secret, 'GET', '/v1/reports')));
    expect(answers.map(({ status }) => status)).toEqual(wrong.map(() => 401));
    const messages = await Promise.all(answers.map(async (answer) => JSON.parse(await answer.text()).message));
    expect(new Set(messages).size).toBe(1);
    const states = new Map((await list()).map(({ id, state }) => [id, state]));
    expect([states.get(revoked.id), states.get(brief.id), states.get(fine.id)]).toEqual([
      'revoked',
      'expired',
      'active',
    ]);
  });

  it('tell the day they were used last', async () => {
    const { secret, id } = await make(['read']);
    await asKey(secret, 'GET', '/v1/reports');
    const key = (await list()).find((one) => one.id === id);
    expect(key?.lastUsedOn).toBe(world.clock.now.toISOString().slice(0, 10));
  });

  it('expire after a year unless they are told otherwise', async () => {
    const [year, never] = [await make(['read']), await make(['read'], { expiresInDays: null })];
    expect(Date.parse(year.expiresAt ?? '') - world.clock.now.getTime()).toBe(365 * 86_400_000);
    expect(never.expiresAt).toBeNull();
  });

  it('of another team are told like those that do not exist', async () => {
    const { id } = await make(['read']);
    expect((await world.json('grace', 'DELETE', `/v1/keys/${id}`)).status).toBe(404);
  });

  it('refuse a scope there is not, naming the field', async () => {
    const { status, answer } = await world.json('ada', 'POST', '/v1/keys', { name: 'X', scopes: ['everything'] });
    expect([status, answer['message']]).toEqual([422, expect.stringContaining('"scopes[0]"')]);
  });

  it('are named in the audit log by themselves', async () => {
    const { secret, id } = await make(['read', 'manage']);
    await asKey(secret, 'PATCH', `/v1/reports/${report}`, { name: 'Renamed by a script' });
    const { answer } = await world.json('ada', 'GET', `/v1/audit?actor=${id}`);
    const { entries } = AuditPage.parse(answer);
    expect(entries[0]).toMatchObject({
      action: 'report.changed',
      actor: { kind: 'key', id, name: 'Night script' },
      details: { name: 'Renamed by a script', fields: ['name'] },
    });
    expect(JSON.stringify(entries)).not.toContain(SECRET);
  });
});
