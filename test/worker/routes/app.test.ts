import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiError } from '../../../shared/api.ts';
import { createWorld, SECRET, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const OPEN = ['/healthz', '/readyz', '/openapi.json'];
const ID = '00000000-0000-4000-8000-000000000000';

/** Every route the app serves, as method and path. */
const served = () => {
  const routes = world.app.routes.filter(({ method, path }) => method !== 'ALL' && !path.includes('*'));
  return [...new Set(routes.map(({ method, path }) => `${method} ${path}`))];
};

describe('every route', () => {
  it('wants a Google ID token, except health and description', async () => {
    // pages for people without an account want a link's own secret instead: the access matrix tries those
    const closed = served().filter((line) => line.includes(' /v1/'));
    expect(closed.length).toBeGreaterThan(20);
    for (const line of closed) {
      const [method = '', path = ''] = line.split(' ');
      for (const authorization of [undefined, 'Bearer nonsense']) {
        const headers = authorization === undefined ? {} : { authorization };
        const response = await world.app.request(path.replace(':id', ID), { method, headers });
        expect({ line, status: response.status }).toEqual({ line, status: 401 });
        expect(ApiError.parse(await response.json()).code).toBe('unauthorized');
      }
    }
    expect((await world.json(null, 'GET', '/v1/nowhere')).status).toBe(401);
  });

  it('is described in OpenAPI 3.1, with nothing else', async () => {
    const { answer } = await world.json(null, 'GET', '/openapi.json');
    expect(answer['openapi']).toMatch(/^3\.1\./);
    const paths = Object.entries(answer['paths'] ?? {}).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace('{id}', ':id')}`),
    );
    const own = served().filter((line) => line.includes(' /v1/') || OPEN.some((path) => line.endsWith(path)));
    expect(paths.toSorted()).toEqual(own.toSorted());
    const text = JSON.stringify(answer);
    const names = new Set([...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name));
    expect(names).toContain('Report');
    const { schemas } = Object.assign({ schemas: {} }, answer['components']);
    for (const name of names) expect(Object.keys(schemas)).toContain(name);
  });

  it('can be read about in a browser, without scripts or other addresses', async () => {
    const response = await world.ask(null, 'GET', '/openapi.json', undefined, { accept: 'text/html,*/*;q=0.8' });
    const page = await response.text();
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(page).toContain('/v1/reports/{id}/runs');
    expect(page).not.toMatch(/<script|https?:|src=/);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('answers errors as code, message and request id, which is also in the log', async () => {
    const { status, answer } = await world.json('ada', 'GET', `/v1/reports/${ID}`);
    expect(status).toBe(404);
    expect(ApiError.parse(answer)).toEqual(answer);
    const line = world.lines.find((text) => text.includes(String(answer['requestId']))) ?? '{}';
    expect(JSON.parse(line)).toMatchObject({ method: 'GET', route: '/v1/reports/:id', status: 404, msg: 'request' });
    expect((await world.json('ada', 'GET', '/v1/nowhere')).answer).toMatchObject({ code: 'not-found' });
    expect((await world.json('ada', 'GET', '/v1/reports/not-an-id')).answer).toMatchObject({ code: 'not-found' });
    expect((await world.json(null, 'GET', '/nowhere')).status).toBe(404);
  });

  it('blames itself, and tells nothing, when something unforeseen happens', async () => {
    const broken = await createWorld({
      testConnection: () => Promise.reject(new Error(`GET https://api.example.org/?key=${SECRET} of ada@example.org`)),
    });
    const id = await broken.connect('ada');
    const { status, answer } = await broken.json('ada', 'POST', `/v1/connections/${id}/test`);
    expect({ status, message: answer['message'] }).toEqual({
      status: 500,
      message: 'Something went wrong on our side.',
    });
    const line = broken.lines.find((text) => text.includes(String(answer['requestId']))) ?? '';
    expect(line).toContain('"level":"error"');
    expect(line).not.toContain(SECRET);
    expect(line).not.toContain('ada@');
    await broken.close();
  });

  it('says that the database is away, and when to come back', async () => {
    const lonely = await createWorld();
    const header = await lonely.google.headerOf('ada');
    const ready = await lonely.json(null, 'GET', '/readyz');
    expect(ready).toEqual({ status: 200, answer: { status: 'ready' } });
    Object.assign(lonely.deps, {
      preview: () => Promise.reject(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })),
    });
    const connectionId = await lonely.connect('ada');
    const question = { sources: [{ connectionId, scope: {} }], dataset: 'orders', columns: [] };
    const response = await lonely.ask('ada', 'POST', '/v1/reports/preview', question);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('10');
    await lonely.close();
    expect((await lonely.app.request('/readyz')).status).toBe(503);
    expect((await lonely.app.request('/healthz', { headers: { authorization: header } })).status).toBe(200);
  });
});

describe('bad input', () => {
  const label = 'Main';
  const credentials = { apiKey: 'k' };

  it.each([
    ['a list', [], 'The body is wrong: an object is expected.'],
    ['a missing field', { provider: 'tixngo', credentials }, 'The field "label" is missing: text is expected.'],
    ['a wrong type', { provider: 'tixngo', label: 7, credentials }, 'The field "label" is wrong: text is expected.'],
    [
      'nothing in it',
      { provider: 'tixngo', label: ' ', credentials },
      'The field "label" is wrong: at least 1 character needed.',
    ],
    [
      'an unknown choice',
      { provider: 'acme', label, credentials },
      'The field "provider" is wrong: one of "tixngo", "paylogic", "oveit", "ticket-tailor", "vivenu" is expected.',
    ],
    ['an unknown field', { provider: 'tixngo', label, credentials, colour: 1 }, 'There is no field "colour" here.'],
    [
      'a character that cannot be kept',
      { provider: 'tixngo', label, credentials: { apiKey: 'a\0b' } },
      'The field "credentials.apiKey" holds a character that cannot be kept (NUL or half a character).',
    ],
    [
      'a deep wrong type',
      { provider: 'tixngo', label, credentials: { apiKey: { not: 'text' } } },
      'The field "credentials.apiKey" is wrong: text is expected.',
    ],
  ])('%s is named', async (_what, body, message) => {
    expect(await world.json('ada', 'POST', '/v1/connections', body)).toMatchObject({
      status: 422,
      answer: { code: 'invalid-request', message },
    });
  });

  it.each([
    ['no body', undefined, 'The body is missing.'],
    ['broken JSON', '{"label": ', /^The body is not JSON: texts need double quotes/],
  ])('%s cannot be read at all', async (_what, body, message) => {
    const { status, answer } = await world.json('ada', 'POST', '/v1/connections', body);
    expect([status, answer['code']]).toEqual([400, 'malformed-request']);
    expect(answer['message']).toMatch(message);
  });

  it('of another media type, on a route without body, or in the address is refused', async () => {
    const form = await world.ask('ada', 'POST', '/v1/connections', 'label=x', { 'content-type': 'text/plain' });
    expect(await form.json()).toMatchObject({
      message: 'The body is not said to be JSON.',
    });
    const { answer } = await world.json('ada', 'POST', `/v1/spreadsheets/${ID}/proof`, { now: true });
    expect(answer['message']).toBe('This request takes no body: leave it out.');
    expect((await world.json('ada', 'GET', '/v1/reports?limit=5')).answer['message']).toContain(
      'There is no field "limit"',
    );
    await world.connect('ada');
    const twice = await world.json('ada', 'DELETE', `/v1/connections/${ID}?force=true&force=false`);
    expect(twice.answer['message']).toBe('The field "force" is given twice in the address.');
    const wrong = await world.json('ada', 'DELETE', `/v1/connections/${ID}?force=yes`);
    expect(wrong.answer['message']).toBe('The field "force" is wrong: one of "true", "false" is expected.');
  });

  it('over 1 MB is refused, also when its length is not told', async () => {
    const big = JSON.stringify({ label: 'x'.repeat(1_000_000) });
    const told = await world.ask('ada', 'POST', '/v1/connections', big, { 'content-length': String(big.length) });
    const authorization = await world.google.headerOf('ada');
    const body = new Blob([big]).stream();
    const init = {
      method: 'POST',
      body,
      duplex: 'half' as const,
      headers: { authorization, 'content-type': 'application/json' },
    };
    const untold = await world.app.request(new Request('http://worker/v1/connections', init));
    for (const response of [told, untold]) {
      expect(response.status).toBe(413);
      expect(await response.json()).toMatchObject({ code: 'payload-too-large' });
    }
  });
});

describe('browsers', () => {
  const preflight = (origin: string) =>
    world.ask(null, 'OPTIONS', '/v1/reports', undefined, {
      origin,
      'access-control-request-method': 'PATCH',
      'access-control-request-headers': 'authorization,last-event-id',
    });

  it('may call from the sidebar, without cookies', async () => {
    const origin = 'https://n-abc-0lu-script.googleusercontent.com';
    const { status, headers } = await preflight(origin);
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe(origin);
    expect(headers.get('access-control-allow-headers')).toBe('Authorization,Content-Type,If-Match,Last-Event-ID');
    expect(headers.get('access-control-allow-methods')).toContain('PATCH');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    const refused = await world.ask(null, 'GET', '/v1/me', undefined, { origin });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('access-control-allow-origin')).toBe(origin);
    expect(refused.headers.get('access-control-expose-headers')).toContain('Retry-After');
  });

  it('may not call from elsewhere', async () => {
    for (const origin of ['https://evil.example', 'https://n-a-script.googleusercontent.com.evil.example', 'null']) {
      expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('are told to be careful, and to keep nothing', async () => {
    const { headers } = await world.ask('ada', 'GET', '/v1/me');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get('set-cookie')).toBeNull();
  });
});
