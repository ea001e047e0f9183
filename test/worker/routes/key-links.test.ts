import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pushBackBucket } from '../../../worker/db/rate-buckets.ts';
import { Failure } from '../../../worker/failure.ts';
import { createWorld, SECRET, type World } from './world.ts';

const DAY = 24 * 3_600_000;
let world: World;
let says: Failure | null;
let tried: unknown[];
beforeAll(async () => {
  world = await createWorld();
  const { testConnection } = world.deps;
  const refusing: World['deps']['testConnection'] = async (connection) => {
    await testConnection(connection);
    tried.push(world.tested.at(-1));
    if (says) throw says;
  };
  Object.assign(world.deps, { testConnection: refusing });
});
beforeEach(async () => {
  says = null;
  tried = [];
  await world.db.deleteFrom('rate_buckets').execute();
});
afterAll(() => world.close());

const add = async (who: string, body: object = {}) =>
  await world.json(who, 'POST', '/v1/connections', { provider: 'tixngo', label: 'Main hall', ...body });

async function ask(who: string, id: string) {
  const { status, answer } = await world.json(who, 'POST', `/v1/connections/${id}/ask`);
  const [page, part] = String(answer['address']).split('#');
  const [link, secret] = (part ?? '').split('.');
  return { status, answer, page, given: { id: link, secret } };
}
const look = async (given: object) => await world.json(null, 'POST', '/enter/form', given);
const enter = async (given: object, credentials: object = { apiKey: SECRET }) =>
  await world.json(null, 'POST', '/enter/key', { ...given, credentials });
const read = async (who: string, id: string) => (await world.json(who, 'GET', `/v1/connections/${id}`)).answer;

describe('a ticketing account whose key is still to come', () => {
  it('waits for it, and says so wherever it is needed', async () => {
    const { status, answer } = await add('ada');
    expect(status).toBe(201);
    expect(answer).toMatchObject({ waitsForKey: true, keyAsked: null });
    const refused = await world.json('ada', 'POST', `/v1/connections/${String(answer['id'])}/test`);
    expect(refused).toMatchObject({ status: 409, answer: { code: 'provider-key-missing' } });
    expect(refused.answer['message']).toContain('Main hall');
  });

  it('gets it from whoever has the link, without an account: seen, tried, sealed, used up', async () => {
    const id = String((await add('ada')).answer['id']);
    const { status, page, given, answer } = await ask('ada', id);
    expect(status).toBe(201);
    expect(page).toBe('https://willcall.example/enter');
    const expiresAt = new Date(world.clock.now.getTime() + 7 * DAY).toISOString();
    expect(answer['expiresAt']).toBe(expiresAt);
    expect((await read('ada', id))['keyAsked']).toEqual({ expiresAt });
    const form = await look(given);
    expect(form).toMatchObject({
      status: 200,
      answer: { provider: { id: 'tixngo', title: 'TIXNGO' }, account: 'Main hall', expiresAt },
    });
    expect(form.answer['askedBy']).toMatch(/^ada@/);
    expect(JSON.stringify(form.answer['fields'])).toContain('API key');
    expect(await enter(given)).toEqual({ status: 200, answer: { entered: true } });
    expect(tried).toEqual([{ apiKey: SECRET }]);
    expect(await read('ada', id)).toMatchObject({ waitsForKey: false, keyAsked: null });
    expect((await world.json('ada', 'POST', `/v1/connections/${id}/test`)).status).toBe(200);
    expect(await enter(given)).toMatchObject({ status: 404 });
    const deeds = await world.db.selectFrom('audit_log').selectAll().where('object_id', '=', id).execute();
    expect(deeds.map(({ action, actor_kind }) => [action, actor_kind])).toEqual(
      expect.arrayContaining([
        ['connection.asked', 'person'],
        ['connection.entered', 'link'],
      ]),
    );
    expect(JSON.stringify(deeds)).not.toContain(SECRET);
    expect(JSON.stringify(deeds)).not.toContain(String(given.secret));
  });
});

describe('the link for a key', () => {
  it('keeps nothing the ticketing system refuses; after ten refusals it works no more', async () => {
    const id = String((await add('ada')).answer['id']);
    const { given } = await ask('ada', id);
    says = new Failure('provider-auth', 'TIXNGO does not accept the credentials.');
    expect(await enter(given)).toMatchObject({ status: 409, answer: { code: 'provider-auth' } });
    expect((await read('ada', id))['waitsForKey']).toBe(true);
    says = new Failure('provider-unavailable', 'TIXNGO does not answer.');
    expect(await enter(given)).toMatchObject({ status: 503 });
    says = new Failure('provider-auth', 'TIXNGO does not accept the credentials.');
    for (let at = 1; at < 10; at += 1) {
      await world.db.deleteFrom('rate_buckets').execute();
      await enter(given);
    }
    expect(await look(given)).toMatchObject({ status: 404 });
    expect((await read('ada', id))['keyAsked']).toBeNull();
  });

  it('names the field that is missing', async () => {
    const { given } = await ask('ada', String((await add('ada')).answer['id']));
    expect((await enter(given, {})).answer).toMatchObject({ message: 'API key: is missing.' });
  });

  it('replaces a key that is there, and is replaced by a newer link', async () => {
    const id = await world.connect('ada');
    const first = await ask('ada', id);
    const second = await ask('ada', id);
    expect((await look(first.given)).status).toBe(404);
    expect((await enter(second.given, { apiKey: 'the-new-one' })).status).toBe(200);
    await world.json('ada', 'POST', `/v1/connections/${id}/test`);
    expect(world.tested.at(-1)).toEqual({ apiKey: 'the-new-one' });
  });

  it('runs out after seven days, can be called back, and dies with its account', async () => {
    const id = await world.connect('ada');
    const { given } = await ask('ada', id);
    const before = world.clock.now;
    world.clock.now = new Date(before.getTime() + 7 * DAY);
    expect((await look(given)).status).toBe(404);
    world.clock.now = before;
    expect((await look(given)).status).toBe(200);
    expect((await world.json('ada', 'DELETE', `/v1/connections/${id}/ask`)).status).toBe(200);
    expect((await world.json('ada', 'DELETE', `/v1/connections/${id}/ask`)).status).toBe(404);
    expect((await look(given)).status).toBe(404);
    const again = await ask('ada', id);
    await world.json('ada', 'DELETE', `/v1/connections/${id}`);
    expect((await enter(again.given)).status).toBe(404);
  });

  it('answers a wrong secret as it answers a link that never was, and keeps only a hash', async () => {
    const { given } = await ask('ada', await world.connect('ada'));
    const wrong = await look({ id: given.id, secret: 'A'.repeat(43) });
    const unknown = await look({ id: '00000000-0000-4000-8000-000000000000', secret: given.secret });
    expect(wrong.status).toBe(404);
    expect({ ...wrong.answer, requestId: '' }).toEqual({ ...unknown.answer, requestId: '' });
    expect(JSON.stringify(await world.db.selectFrom('key_links').selectAll().execute())).not.toContain(given.secret);
    expect(world.lines.join()).not.toContain(String(given.secret));
    expect(world.lines.join()).not.toContain(SECRET);
  });

  it('slows down whoever tries too often, not the others', async () => {
    const one = await ask('ada', await world.connect('ada'));
    const other = await ask('ada', await world.connect('ada'));
    const answers: number[] = [];
    for (let at = 0; at < 11; at += 1) answers.push((await look(one.given)).status);
    expect(answers).toEqual([...Array.from({ length: 10 }, () => 200), 429]);
    expect((await look(other.given)).status).toBe(200);
  });

  it('is made by admins of the team only', async () => {
    const id = await world.connect('ada');
    expect((await world.json('eve', 'POST', `/v1/connections/${id}/ask`)).status).toBeGreaterThanOrEqual(403);
    expect((await world.json(null, 'POST', `/v1/connections/${id}/ask`)).status).toBe(401);
  });
});

describe('the page that takes a key', () => {
  it('is one file that loads nothing and tells nobody where it came from', async () => {
    const page = await world.ask(null, 'GET', '/enter');
    const html = await page.text();
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('cache-control')).toBe('no-store');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; connect-src 'self'/,
    );
    expect(html).not.toMatch(/https?:|src=|href=|\/\*s(?:tyle|cript)\*\//);
  });
});

describe('strangers who try links for a key', () => {
  it('are slowed down together, and keep nobody out who has one', async () => {
    const { given } = await ask('ada', await world.connect('ada'));
    const guess = async () => (await look({ id: given.id, secret: 'A'.repeat(43) })).status;
    expect(await guess()).toBe(404);
    await pushBackBucket(world.db, { name: 'key-links', everyMs: 50, burst: 200 }, 60_000);
    expect(await guess()).toBe(429);
    expect((await look(given)).status).toBe(200);
  });

  it('do not try more often by writing its id otherwise', async () => {
    const { given } = await ask('ada', await world.connect('ada'));
    const answers: number[] = [];
    for (let at = 0; at < 11; at += 1) {
      const id = at % 2 === 0 ? String(given.id) : String(given.id).toUpperCase();
      answers.push((await look({ ...given, id })).status);
    }
    expect(answers.at(-1)).toBe(429);
  });

  it('a key that came by a link counts as a change for who wants to change the account', async () => {
    const id = await world.connect('ada');
    const before = (await world.ask('ada', 'GET', `/v1/connections/${id}`)).headers.get('etag') ?? '';
    const { given } = await ask('ada', id);
    expect((await enter(given, { apiKey: 'the-new-one' })).status).toBe(200);
    const late = { credentials: { apiKey: 'an-old-one' } };
    const answer = await world.ask('ada', 'PATCH', `/v1/connections/${id}`, late, { 'if-match': before });
    expect(answer.status).toBe(409);
  });
});
