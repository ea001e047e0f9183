import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { checkCrossOrigin, SCRIPT_ORIGIN } from '../../../worker/doctor/cross-origin.ts';
import { readConfig } from '../../../worker/config.ts';
import { plainFetch, serve, soon } from './servers.ts';

const { ALLOWED_ORIGINS } = readConfig({});

type Headers = Record<string, string>;
const GOOD: Headers = {
  'access-control-allow-methods': 'GET,POST,PUT,PATCH,DELETE',
  'access-control-allow-headers': 'Authorization,Content-Type,If-Match,Last-Event-ID',
  'access-control-expose-headers': 'ETag,Retry-After,X-Request-Id',
};

/** A worker's answers to browsers; `over` is what a proxy made of them. */
const answering =
  (over: { headers?: Headers; status?: number; allow?: (origin: string) => string | null } = {}): RequestListener =>
  (request, response) => {
    const { allow = (origin: string) => (new RegExp(ALLOWED_ORIGINS).test(origin) ? origin : null) } = over;
    const allowed = allow(request.headers.origin ?? '');
    const isPreflight = request.method === 'OPTIONS';
    response.writeHead(isPreflight ? (over.status ?? 204) : 200, {
      ...GOOD,
      ...over.headers,
      ...(allowed === null ? {} : { 'access-control-allow-origin': allowed }),
    });
    response.end();
  };

const look = async (answer: RequestListener, allowed = ALLOWED_ORIGINS) =>
  await checkCrossOrigin({
    url: await serve(answer),
    allowed,
    origin: SCRIPT_ORIGIN,
    fetch: plainFetch,
    signal: soon(),
  });

describe('what browsers are allowed', () => {
  it('is in order when sidebars may ask and strangers may not', async () => {
    expect(await look(answering())).toEqual({ state: 'ok', found: 'sidebars may ask, other pages may not' });
  });

  it.each([
    ['everybody is let in', answering({ allow: () => '*' }), 'a page of a stranger is let in ("*")'],
    ['the stranger is echoed', answering({ allow: (origin) => origin }), 'a page of a stranger is let in'],
    ['a proxy refuses OPTIONS', answering({ status: 405, allow: () => null }), 'answered with 405'],
    ['a proxy adds its own', answering({ allow: (origin) => `${origin}, *` }), 'there twice'],
    [
      'a header may not be sent',
      answering({ headers: { 'access-control-allow-headers': 'Authorization,Content-Type,Last-Event-ID' } }),
      'headers that are not allowed: if-match',
    ],
    [
      'a header cannot be read',
      answering({ headers: { 'access-control-expose-headers': 'ETag' } }),
      'headers the sidebar cannot read: retry-after',
    ],
    [
      'a method is missing',
      answering({ headers: { 'access-control-allow-methods': 'GET,POST' } }),
      'methods that are not allowed: PUT, PATCH, DELETE',
    ],
  ])('is at fault when %s', async (_, answer, found) => {
    expect(await look(answer)).toMatchObject({ state: 'fault', found: expect.stringContaining(found) });
  });

  it('is a warning when the setting leaves Google’s frames out', async () => {
    expect(await look(answering(), '^https://sheets\\.example$')).toMatchObject({
      state: 'warning',
      found: expect.stringContaining('ALLOWED_ORIGINS'),
    });
  });
});
