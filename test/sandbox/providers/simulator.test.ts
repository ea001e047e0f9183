import { createServer } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { address, basic, boxOffice, Page } from './tixngo/box-office.ts';
import { listenNear } from '../../../sandbox/providers/listen.ts';
import type { TixngoSimulator } from '../../../sandbox/providers/tixngo/tixngo.ts';

const NOW = Date.parse('2026-11-21T12:00:00.000Z');
const QUERY = { mobileAppId: 'demo-app', limit: '2', offset: '0' };
const TICKETS = 'events/trap-door-2027/tickets';

const get = (tixngo: TixngoSimulator, path = TICKETS, query = QUERY) =>
  fetch(address(tixngo, path, query), { headers: { Authorization: basic(tixngo) } });

const post = (tixngo: TixngoSimulator, body: string, type = 'application/json') =>
  fetch(`${tixngo.control}/switches`, { method: 'POST', headers: { 'Content-Type': type }, body });

describe('faults on demand', () => {
  it.each([401, 403, 404, 429, 500, 502, 503, 504] as const)(
    'answers %i as often as told, then goes on',
    async (status) => {
      const { tixngo } = await boxOffice({ switches: {} });
      await post(tixngo, JSON.stringify({ faults: [{ kind: 'status', status, times: 2 }] }));
      expect([(await get(tixngo)).status, (await get(tixngo)).status, (await get(tixngo)).status]).toEqual([
        status,
        status,
        200,
      ]);
    },
  );

  it('names Retry-After in seconds, as a date by its own clock, or not at all', async () => {
    const { tixngo } = await boxOffice({ now: () => NOW });
    const base = { kind: 'status', status: 429 };
    const faults = [
      base,
      { ...base, retryAfterSeconds: 7 },
      { ...base, retryAfterSeconds: 90, retryAfterForm: 'http-date' },
      { ...base, retryAfterSeconds: 1_000_000_000 },
    ];
    await post(tixngo, JSON.stringify({ faults }));
    const headers = [];
    for (const _ of faults) headers.push((await get(tixngo)).headers.get('Retry-After'));
    expect(headers).toEqual([null, '7', 'Sat, 21 Nov 2026 12:01:30 GMT', '1000000000']);
  });

  it('hits only the paths, the turn and the share it was told', async () => {
    const { tixngo } = await boxOffice();
    await post(tixngo, JSON.stringify({ faults: [{ kind: 'status', status: 500, path: 'statistics$' }] }));
    expect((await get(tixngo)).status).toBe(200);
    await post(tixngo, JSON.stringify({ faults: [{ kind: 'status', status: 503, skip: 1, every: 2, times: 2 }] }));
    const statuses = [];
    for (let turn = 0; turn < 6; turn += 1) statuses.push((await get(tixngo)).status);
    expect(statuses).toEqual([200, 503, 200, 503, 200, 200]);
  });

  it.each(['content-length', 'chunked'] as const)('cuts a body that HTTP knows is unfinished (%s)', async (framing) => {
    const { tixngo } = await boxOffice();
    await post(tixngo, JSON.stringify({ faults: [{ kind: 'truncated', framing }] }));
    const response = await get(tixngo);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow('terminated');
    expect((await get(tixngo)).ok).toBe(true);
  });

  it('cuts a body that only looks finished (close-delimited)', async () => {
    const { tixngo } = await boxOffice();
    await post(tixngo, JSON.stringify({ faults: [{ kind: 'truncated', framing: 'close-delimited' }] }));
    const text = await (await get(tixngo)).text();
    expect(text).toMatch(/^\{"total":46/);
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
  });

  it('answers 200 with a web page, another shape or an error', async () => {
    const { tixngo } = await boxOffice();
    const faults = [{ kind: 'html' }, { kind: 'wrong-shape' }, { kind: 'error-object' }];
    await post(tixngo, JSON.stringify({ faults }));
    const [html, shape, error] = [await get(tixngo), await get(tixngo), await get(tixngo)];
    expect([html.status, shape.status, error.status]).toEqual([200, 200, 200]);
    expect(await html.text()).toContain('<!doctype html>');
    expect(Page.safeParse(await shape.json()).success).toBe(false);
    expect(await error.json()).toMatchObject({ status: 500, error: 'Internal Server Error' });
  });

  it('drops the connection', async () => {
    const { tixngo } = await boxOffice();
    await post(tixngo, JSON.stringify({ faults: [{ kind: 'dropped' }] }));
    await expect(get(tixngo)).rejects.toThrow('fetch failed');
    expect((await get(tixngo)).status).toBe(200);
  });

  it('waits', async () => {
    const { tixngo } = await boxOffice({ switches: { latencyMs: 60 } });
    const start = performance.now();
    await get(tixngo);
    expect(performance.now() - start).toBeGreaterThanOrEqual(55);
  });
});

describe('the switches', () => {
  it('are read and changed over HTTP; what is not named stays', async () => {
    const { tixngo } = await boxOffice({ switches: { pageCeiling: 50 } });
    const changed = await post(tixngo, JSON.stringify({ latencyMs: 5 }));
    expect(await changed.json()).toMatchObject({ latencyMs: 5, pageCeiling: 50, faults: [] });
    const read = await fetch(`${tixngo.control}/switches`);
    expect(await read.json()).toEqual(tixngo.switches.get());
    expect((await get(tixngo, TICKETS, { ...QUERY, limit: '51' })).status).toBe(400);
  });

  it('show how many faults are still to come', async () => {
    const { tixngo } = await boxOffice();
    await post(tixngo, JSON.stringify({ faults: [{ kind: 'html', times: 2 }] }));
    await get(tixngo);
    expect(tixngo.switches.get().faults).toMatchObject([{ kind: 'html', times: 1 }]);
    await post(tixngo, JSON.stringify({ latencyMs: 0 }));
    await get(tixngo);
    expect(tixngo.switches.get().faults).toEqual([]);
  });

  it.each([
    ['an unknown name', '{"latency": 5}', /latency.*The switches are: latencyMs/],
    ['a wrong value', '{"latencyMs": "fast"}', /latencyMs/],
    ['an unknown fault', '{"faults": [{"kind": "fire"}]}', /faults\.0\.kind/],
    ['a misspelt part of a fault', '{"faults": [{"kind": "html", "tmes": 2}]}', /tmes/],
    ['a pattern that is none', '{"faults": [{"kind": "html", "path": "("}]}', /regular expression/],
    ['a list', '[]', /JSON object/],
    ['no JSON', '{', /not JSON/],
  ])('refuse %s and change nothing', async (_name, body, message) => {
    const { tixngo } = await boxOffice();
    const before = tixngo.switches.get();
    const response = await post(tixngo, body);
    expect(response.status).toBe(400);
    expect(z.object({ message: z.string() }).parse(await response.json()).message).toMatch(message);
    expect(tixngo.switches.get()).toEqual(before);
  });

  it('cannot be flipped by a form on a web page', async () => {
    const { tixngo } = await boxOffice();
    expect((await post(tixngo, '{"latencyMs": 5}', 'text/plain')).status).toBe(415);
    expect(tixngo.switches.get().latencyMs).toBe(0);
  });
});

describe('every simulator', () => {
  it('dates its answers by its own clock', async () => {
    const { tixngo } = await boxOffice({ now: () => NOW });
    const dates = [await get(tixngo), await get(tixngo, 'nowhere')].map(({ headers }) => headers.get('Date'));
    expect(dates).toEqual(['Sat, 21 Nov 2026 12:00:00 GMT', 'Sat, 21 Nov 2026 12:00:00 GMT']);
  });

  it('remembers what it was asked', async () => {
    const { tixngo } = await boxOffice();
    await get(tixngo);
    await get(tixngo, 'nowhere');
    expect(tixngo.requests).toEqual([
      {
        method: 'GET',
        path: `/v3/organizer/report/${TICKETS}`,
        query: { mobileAppId: ['demo-app'], limit: ['2'], offset: ['0'] },
        status: 200,
      },
      expect.objectContaining({ path: '/v3/organizer/report/nowhere', status: 404 }),
    ]);
  });

  it('takes the next port when one is taken', async () => {
    const other = createServer();
    const taken = await listenNear(other, 0);
    const { tixngo } = await boxOffice({ port: taken });
    expect(Number(new URL(tixngo.origin).port)).toBeGreaterThan(taken);
    other.close();
  });

  it('closes at once, even while somebody waits for an answer', async () => {
    const { tixngo } = await boxOffice({ switches: { latencyMs: 60_000 } });
    const { port } = new URL(tixngo.origin);
    const socket = connect(Number(port), '127.0.0.1');
    const ended = new Promise((resolve) => socket.on('error', resolve).on('close', resolve));
    socket.write('GET /v3/x HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await tixngo.close();
    await ended;
  });
});
