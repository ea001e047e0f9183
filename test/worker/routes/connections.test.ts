import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, SECRET, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const input = { provider: 'tixngo', label: ' Main ', credentials: { apiKey: SECRET } };

describe('connections', () => {
  it('are added, listed, renamed, tested and deleted', async () => {
    expect((await world.json('ada', 'GET', '/v1/me')).answer).toMatchObject({
      email: 'ada@example.org',
      workspaceId: null,
    });
    const { status, answer } = await world.json('ada', 'POST', '/v1/connections', input);
    expect(status).toBe(201);
    const at = expect.stringMatching(/^\d{4}-.*Z$/);
    expect(answer).toEqual({
      id: expect.any(String),
      provider: 'tixngo',
      waitsForKey: false,
      version: 1,
      keyAsked: null,
      label: 'Main',
      createdAt: at,
      updatedAt: at,
    });
    const path = `/v1/connections/${String(answer['id'])}`;
    expect((await world.json('ada', 'GET', '/v1/connections')).answer).toEqual({ connections: [answer] });
    expect((await world.json('ada', 'GET', path)).answer).toEqual(answer);
    expect((await world.json('ada', 'PATCH', path, { label: 'Second' })).answer).toMatchObject({ label: 'Second' });
    expect((await world.json('ada', 'POST', `${path}/test`)).answer).toEqual({ ok: true });
    expect(world.tested.at(-1)).toEqual({ apiKey: SECRET });
    expect((await world.json('ada', 'GET', '/v1/me')).answer['workspaceId']).toEqual(expect.any(String));
    expect((await world.json('ada', 'DELETE', path)).answer).toEqual({ deleted: true });
    expect((await world.json('ada', 'GET', path)).status).toBe(404);
  });

  it('get new credentials as a whole, checked again', async () => {
    const path = `/v1/connections/${await world.connect('ada')}`;
    const refused = await world.json('ada', 'PATCH', path, { credentials: { other: 'x' } });
    expect(refused).toMatchObject({
      status: 422,
      answer: { code: 'invalid-request', message: 'API key: is missing.' },
    });
    await world.json('ada', 'POST', `${path}/test`);
    expect(world.tested.at(-1)).toEqual({ apiKey: SECRET });
    await world.json('ada', 'PATCH', path, { credentials: { apiKey: 'another' } });
    await world.json('ada', 'POST', `${path}/test`);
    expect(world.tested.at(-1)).toEqual({ apiKey: 'another' });
  });

  it('keep their credentials when new ones are to be tried first and are refused', async () => {
    const path = `/v1/connections/${await world.connect('ada')}`;
    world.refused.add('wrong');
    const change = (apiKey: string) => world.json('ada', 'PATCH', path, { credentials: { apiKey }, tried: true });
    expect(await change('wrong')).toMatchObject({ answer: { code: 'provider-auth' } });
    await world.json('ada', 'POST', `${path}/test`);
    expect(world.tested.at(-1)).toEqual({ apiKey: SECRET });
    expect(await change('right')).toMatchObject({ status: 200 });
    await world.json('ada', 'POST', `${path}/test`);
    expect(world.tested.at(-1)).toEqual({ apiKey: 'right' });
  });

  it('of other people do not exist', async () => {
    const id = await world.connect('ada');
    await world.connect('eve');
    const nobodys = '00000000-0000-4000-8000-000000000000';
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['PATCH', '', { label: 'mine' }],
      ['DELETE', '', undefined],
      ['DELETE', '?force=true', undefined],
      ['POST', '/test', undefined],
    ] as const) {
      const foreign = await world.json('eve', method, `/v1/connections/${id}${path}`, body);
      const missing = await world.json('eve', method, `/v1/connections/${nobodys}${path}`, body);
      expect(foreign.status).toBe(404);
      expect({ ...foreign.answer, requestId: '' }).toEqual({ ...missing.answer, requestId: '' });
    }
    const { answer } = await world.json('eve', 'GET', '/v1/connections');
    expect(JSON.stringify(answer)).not.toContain(id);
  });

  it('that reports use are deleted only when asked for, never under a run', async () => {
    const id = await world.connect('ada');
    const report = await world.report('ada', id, null);
    const path = `/v1/connections/${id}`;
    const message =
      '1 report uses this ticketing account: delete them first, or confirm that they are to be deleted with it.';
    expect(await world.json('ada', 'DELETE', path)).toMatchObject({
      status: 409,
      answer: { code: 'conflict', message },
    });
    const run = await world.json('ada', 'POST', `/v1/reports/${report}/runs`);
    expect((await world.json('ada', 'DELETE', `${path}?force=true`)).answer['message']).toContain('still going on');
    await world.json('ada', 'DELETE', `/v1/runs/${String(run.answer['id'])}`);
    expect((await world.json('ada', 'DELETE', `${path}?force=true`)).answer).toEqual({ deleted: true });
    expect((await world.json('ada', 'GET', `/v1/reports/${report}`)).status).toBe(404);
  });

  it('never show their credentials: not in an answer, not in the log, not in the database', async () => {
    const id = await world.connect('ada');
    const answers = [
      await world.json('ada', 'GET', '/v1/connections'),
      await world.json('ada', 'GET', `/v1/connections/${id}`),
      await world.json('ada', 'POST', '/v1/connections', { ...input, provider: SECRET }),
      await world.json('ada', 'POST', '/v1/connections', { ...input, credentials: { apiKey: { nested: SECRET } } }),
      await world.json('ada', 'POST', '/v1/connections', `{"credentials":{"apiKey":"${SECRET}"`),
      await world.json('ada', 'POST', '/v1/connections', { ...input, label: `x\0${SECRET}` }),
    ];
    expect(JSON.stringify(answers)).not.toContain(SECRET);
    world.deps.log.error({ credentials: { apiKey: SECRET }, deep: { er: { apiKey: SECRET } } }, 'trouble');
    const rows = await world.db.selectFrom('connections').selectAll().execute();
    const stored = rows.map(({ sealed }) => sealed?.toString('latin1')).join() + JSON.stringify(rows);
    const base64 = Buffer.from(SECRET).toString('base64');
    for (const place of [world.lines.join('\n'), stored]) {
      expect(place).not.toContain(SECRET);
      expect(place).not.toContain(base64);
    }
    expect(world.lines.join('\n')).not.toContain('example.org');
  });

  it('copied to another record in the database do not open', async () => {
    const [mine, hers] = [await world.connect('ada'), await world.connect('eve')];
    const { sealed } = await world.db
      .selectFrom('connections')
      .select('sealed')
      .where('id', '=', mine)
      .executeTakeFirstOrThrow();
    await world.db.updateTable('connections').set({ sealed, updated_at: new Date() }).where('id', '=', hers).execute();
    const before = world.tested.length;
    const { status, answer } = await world.json('eve', 'POST', `/v1/connections/${hers}/test`);
    expect({ status, code: answer['code'] }).toEqual({ status: 500, code: 'internal' });
    expect(world.tested).toHaveLength(before);
  });

  it('made by one person at the same moment land in one workspace', async () => {
    const made = await Promise.all(Array.from({ length: 5 }, () => world.connect('zoe')));
    const { answer } = await world.json('zoe', 'GET', '/v1/connections');
    expect(answer['connections']).toHaveLength(made.length);
  });
});
