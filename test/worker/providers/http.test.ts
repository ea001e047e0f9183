import { createServer, type RequestListener, type Server } from 'node:http';
import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isForbiddenAddress } from '../../../worker/providers/address-guard.ts';
import { createAsk } from '../../../worker/providers/ask.ts';
import { createHttp, type HttpOptions } from '../../../worker/providers/http.ts';
import { createProviders } from '../../../worker/providers/index.ts';

const Body = z.looseObject({});
const NOW = new Date('2027-05-21T06:00:00.000Z');
const servers: Server[] = [];

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

function client(origin: string, options: Partial<HttpOptions> = {}) {
  const waits: number[] = [];
  const http = createHttp({ trusted: [origin], now: () => NOW, ...options });
  const [provider] = createProviders({});
  if (!provider) throw new Error('no provider');
  const ask = createAsk({
    http,
    provider,
    credentials: { email: 'desk@example.org', apiKey: 'planted-key' },
    baseUrl: origin,
    signal: new AbortController().signal,
    sleep: async (ms) => void waits.push(Math.round(ms)),
  });
  return { ask: () => ask({ path: '/list', query: { limit: '2', page: ['a', 'b'] } }, Body.parse), waits, http };
}

describe('asking a provider', () => {
  it('sends the credentials and repeated parameters, and takes the time from the answer', async () => {
    const seen: (string | undefined)[] = [];
    const origin = await serve((request, response) => {
      seen.push(request.url, request.headers.authorization);
      response.setHeader('date', 'Fri, 21 May 2027 05:59:00 GMT').end('{"total":0,"result":[]}');
    });
    const { ask } = client(origin);
    await expect(ask()).resolves.toMatchObject({ date: new Date('2027-05-21T05:59:00Z') });
    expect(seen).toEqual(['/list?limit=2&page=a&page=b', `Basic ${btoa('desk@example.org:planted-key')}`]);
  });

  it('keeps every digit of an id beyond 2^53', async () => {
    const origin = await serve((_, response) => response.end('{"id":9007199254740993,"small":12,"price":12.5}'));
    await expect(client(origin).ask()).resolves.toMatchObject({
      value: { id: '9007199254740993', small: 12, price: 12.5 },
    });
  });

  const FAULTS: [string, RequestListener][] = [
    ['503', (_, response) => response.writeHead(503).end('busy')],
    [
      'half a body',
      (request, response) => {
        response.writeHead(200, { 'content-length': 100 }).write('{"total":');
        setImmediate(() => request.socket.destroy());
      },
    ],
    ['an answer of another shape', (_, response) => response.end('["surprise"]')],
    ['an error page with 200', (_, response) => response.end('<html>maintenance</html>')],
    ['a dropped connection', (request) => request.socket.destroy()],
  ];
  it.each(FAULTS)('tries again after %s, and gives up after a few times', async (name, fault) => {
    let faults = 0;
    let healthyAfter = 2;
    const origin = await serve((request, response) => {
      faults += 1;
      if (faults <= healthyAfter) fault(request, response);
      else response.end('{"ok":true}');
    });
    const { ask, waits } = client(origin);
    await expect(ask()).resolves.toMatchObject({ value: { ok: true } });
    expect(waits).toHaveLength(2);
    [faults, healthyAfter] = [0, 99];
    const [kind, tries] = name.includes('shape') ? ['unexpected-shape', 3] : ['unavailable', 5];
    await expect(ask()).rejects.toMatchObject({ kind });
    expect(faults).toBe(tries);
  });

  it('waits as long as it is told, in seconds or until a date, without using up its tries', async () => {
    const answers = ['7', 'Fri, 21 May 2027 06:00:09 GMT', '1', '1', '1', '1', '1'];
    const origin = await serve((_, response) => {
      const wait = answers.shift();
      if (wait === undefined) response.end('{}');
      else response.writeHead(429, { 'retry-after': wait }).end();
    });
    const { ask, waits } = client(origin);
    await ask();
    expect(waits.slice(0, 2)).toEqual([7050, 9050]);
  });

  it('hands a long or absurd wait on, capped', async () => {
    const origin = await serve((_, response) => response.writeHead(429, { 'retry-after': '1000000000' }).end());
    const { ask, waits } = client(origin);
    await expect(ask()).rejects.toMatchObject({ kind: 'rate-limited', retryAfterMs: 900_000 });
    expect(waits).toEqual([]);
  });

  it.each([
    [401, 'auth'],
    [403, 'auth'],
    [404, 'not-found'],
    [400, 'bad-request'],
    [302, 'unexpected-shape'],
  ])('does not try %i again, does not follow it, and tells neither key nor query', async (status, kind) => {
    let calls = 0;
    const origin = await serve((_, response) => {
      calls += 1;
      response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end('{"echo":"planted-key"}');
    });
    const error: unknown = await client(origin)
      .ask()
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ kind, message: `GET /list: ${status}` });
    expect(JSON.stringify(error)).not.toContain('planted');
    expect(calls).toBe(1);
  });

  it('cuts off an answer that inflates without end', async () => {
    const bomb = gzipSync(Buffer.alloc(20_000_000, 0x20));
    const origin = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb));
    await expect(client(origin, { maxBytes: 1_000_000 }).ask()).rejects.toMatchObject({ kind: 'unexpected-shape' });
  });

  it('gives up on an answer that trickles', async () => {
    const origin = await serve((_, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    });
    const { ask } = client(origin, { deadlineMs: 60 });
    await expect(ask()).rejects.toMatchObject({ kind: 'unavailable', message: 'GET /list: no answer in time' });
  });

  it('does not go to addresses that are not a provider', async () => {
    const origin = await serve((_, response) => response.end('{}'));
    const signal = new AbortController().signal;
    const http = createHttp({ trusted: [], now: () => NOW });
    const get = (baseUrl: string) => http.read({ baseUrl, path: '/x', query: {}, headers: {} }, signal);
    await expect(get(origin)).rejects.toMatchObject({ kind: 'bad-request' });
    await expect(get('https://localhost')).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it.each([
    ['127.0.0.1', 4],
    ['0.0.0.0', 4],
    ['10.1.2.3', 4],
    ['100.64.0.1', 4],
    ['169.254.169.254', 4],
    ['192.168.1.1', 4],
    ['::1', 6],
    ['::ffff:7f00:1', 6],
    ['64:ff9b::7f00:1', 6],
    ['fd00::1', 6],
    ['fe80::1', 6],
  ])('takes %s for a forbidden address', (address, family) => {
    expect(isForbiddenAddress({ address, family })).toBe(true);
  });

  it.each([
    ['93.184.216.34', 4],
    ['2606:2800:220:1::1', 6],
  ])('takes %s for a public address', (address, family) => {
    expect(isForbiddenAddress({ address, family })).toBe(false);
  });
});
