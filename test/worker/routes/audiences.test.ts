import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pushBackBucket } from '../../../worker/db/rate-buckets.ts';
import { createWorld, GOOGLE_ID, type World } from './world.ts';

describe('lists for other eyes and their links', () => {
  let world: World;
  let report: string;

  const path = () => `/v1/reports/${report}/audiences`;
  const make = async (input: object = {}) => await world.json('ana', 'POST', path(), { name: 'Door', ...input });
  const audience = async (input: object = {}) => String((await make(input)).answer['id']);
  const link = async (id: string, input: object = {}) =>
    await world.json('ana', 'POST', `/v1/audiences/${id}/links`, { name: 'Gate', ...input });

  beforeAll(async () => {
    world = await createWorld();
    report = await world.report('ana', await world.connect('ana'), await world.link('ana'));
  });
  afterAll(async () => {
    await world.close();
  });

  it('show the columns that are not personal when nobody says more', async () => {
    expect(await make()).toMatchObject({
      status: 201,
      answer: { columns: [{ id: 'ticket-id', mask: 'none' }], consentColumn: null, destination: null, liveLinks: 0 },
    });
  });

  it('name the field that is wrong', async () => {
    for (const [input, sentence] of [
      [{ columns: [{ id: 'shoe', mask: 'none' }] }, 'columns[0].id'],
      [{ columns: [{ id: 'ticket-id', mask: 'year' }] }, 'columns[0].mask'],
      [{ columns: [{ id: 'ticket-id', mask: 'bald' }] }, 'columns[0].mask'],
      [{ consentColumn: 'ticket-id' }, 'consentColumn'],
      [{ columns: [] }, 'columns'],
    ] as const) {
      expect(await make(input)).toMatchObject({ status: 422, answer: { message: expect.stringContaining(sentence) } });
    }
    const [own] = await world.db.selectFrom('spreadsheets').select('id').execute();
    const same = await make({ destination: { spreadsheet: own?.id, tab: 'Door' } });
    expect(same).toMatchObject({ status: 422, answer: { message: expect.stringContaining('hidden ones too') } });
  });

  it('are not there for people of other teams, and their links not for members', async () => {
    const id = await audience();
    await world.connect('bob');
    for (const [method, at, body] of [
      ['GET', `/v1/audiences/${id}`, undefined],
      ['PATCH', `/v1/audiences/${id}`, { name: 'Mine' }],
      ['DELETE', `/v1/audiences/${id}`, undefined],
      ['POST', `/v1/audiences/${id}/links`, { name: 'Mine' }],
      ['GET', path(), undefined],
    ] as const)
      expect([at, (await world.json('bob', method, at, body)).status]).toEqual([at, 404]);
    await world.db.updateTable('members').set({ role: 'member' }).where('email', 'like', 'ana%').execute();
    expect((await world.json('ana', 'GET', `/v1/audiences/${id}`)).status).toBe(200);
    expect((await link(id)).status).toBe(403);
    expect((await world.json('ana', 'GET', '/v1/links')).status).toBe(403);
    await world.db.updateTable('members').set({ role: 'admin' }).where('email', 'like', 'ana%').execute();
  });

  it('are changed by whoever saw the newest version', async () => {
    const id = await audience();
    const first = await world.ask('ana', 'GET', `/v1/audiences/${id}`);
    const tag = { 'if-match': first.headers.get('etag') ?? '' };
    expect((await world.ask('ana', 'PATCH', `/v1/audiences/${id}`, { name: 'One' }, tag)).status).toBe(200);
    expect((await world.ask('ana', 'PATCH', `/v1/audiences/${id}`, { name: 'Two' }, tag)).status).toBe(409);
  });

  it('stay as they are for members while a link shows them', async () => {
    const id = await audience();
    await link(id);
    await world.db.updateTable('members').set({ role: 'member' }).where('email', 'like', 'ana%').execute();
    const columns = [{ id: 'ticket-id', mask: 'none' }];
    expect((await world.json('ana', 'PATCH', `/v1/audiences/${id}`, { columns })).status).toBe(403);
    expect((await world.json('ana', 'PATCH', `/v1/audiences/${id}`, { name: 'Side door' })).status).toBe(200);
    await world.db.updateTable('members').set({ role: 'admin' }).where('email', 'like', 'ana%').execute();
  });

  it('are open until 14 days after the event, as far as that is known; never for ever', async () => {
    const id = await audience();
    const ends = async (input: object = {}) => (await link(id, input)).answer['link'];
    expect(await ends()).toMatchObject({ expiresAt: '2027-05-15T10:00:00.000Z' });
    await world.db.updateTable('reports').set({ event_ends_at: '2027-06-01T22:00:00Z' }).execute();
    expect(await ends()).toMatchObject({ expiresAt: '2027-06-15T22:00:00.000Z', state: 'live' });
    for (const expiresAt of ['2027-04-30T00:00:00Z', '2040-01-01T00:00:00Z', 'soon'])
      expect((await link(id, { expiresAt })).status).toBe(422);
  });

  it('open by what is behind the #, as long as they live, and tell their team who made them', async () => {
    const id = await audience();
    const { answer } = await link(id, { expiresAt: '2027-05-02T00:00:00Z' });
    const secret = String(answer['address']).split('#')[1] ?? '';
    const read = (with_: string) => world.ask(null, 'GET', '/s/list', undefined, { authorization: `Bearer ${with_}` });
    expect((await read(secret)).status).toBe(200);
    for (const wrong of ['', secret.slice(0, -1), `${secret.slice(0, 37)}${'B'.repeat(43)}`, secret.slice(37)])
      expect((await read(wrong)).status).toBe(404);
    const all = await world.ask('ana', 'GET', '/v1/links');
    const text = await all.text();
    expect([text.includes('"createdBy":"ana'), text.includes(secret.slice(37))]).toEqual([true, false]);
    world.clock.now = new Date('2027-05-02T00:00:01Z');
    expect(await (await read(secret)).text()).toContain('has expired');
    expect(world.lines.filter((line) => line.includes(secret.slice(37)))).toEqual([]);
    world.clock.now = new Date('2027-05-01T10:00:00Z');
  });

  it('are opened only so often, each by itself', async () => {
    const id = await audience();
    const [one, other] = [await link(id), await link(id)];
    const secretOf = ({ answer }: typeof one) => String(answer['address']).split('#')[1] ?? '';
    const read = (secret: string, at = '/s/list') =>
      world.ask(null, 'GET', at, undefined, { authorization: `Bearer ${secret}` });
    expect((await read(secretOf(one))).status).toBe(200);
    const name = `share-link ${secretOf(one).slice(0, 36)}`;
    await pushBackBucket(world.db, { name, everyMs: 100, burst: 120 }, 60_000);
    for (const at of ['/s/list', '/s/list.csv', '/s/list.json']) {
      const slow = await read(secretOf(one), at);
      expect([at, slow.status, Number(slow.headers.get('retry-after')) > 0]).toEqual([at, 429, true]);
    }
    expect((await read(secretOf(other))).status).toBe(200);
    expect((await read(`${secretOf(one).slice(0, 37)}${'B'.repeat(43)}`)).status).toBe(404);
  });

  it('serve a page that lets nothing of elsewhere in', async () => {
    const response = await world.ask(null, 'GET', '/s');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/default-src 'none'.*script-src 'sha256-.*connect-src 'self'/);
    expect(policy).not.toContain('unsafe');
    const html = await response.text();
    expect(html).not.toMatch(/https?:|\bimport\b.*from|^export /m);
    expect(html).not.toContain(GOOGLE_ID);
  });
});
