import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VERSION, VERSION_HEADER } from '../../../shared/version.ts';
import { listen, type Listening } from '../../../worker/listen.ts';
import { createWorld, type World } from './world.ts';

let world: World;
let server: Listening;
let origin: string;
let looks = 0;
beforeAll(async () => {
  world = await createWorld();
  const { readRun } = world.deps;
  Object.assign(world.deps, { readRun: (id: string) => ((looks += 1), readRun(id)) });
  server = await listen(world.app, '127.0.0.1', 0);
  origin = `http://127.0.0.1:${server.port}`;
});
afterAll(async () => {
  await server.close();
  await world.close();
});

describe('over HTTP', () => {
  it('a run is no longer looked at when its listener hangs up', async () => {
    const report = await world.report('ada', await world.connect('ada'), null);
    const { answer } = await world.json('ada', 'POST', `/v1/reports/${report}/runs`);
    const hangUp = new AbortController();
    const headers = { authorization: await world.google.headerOf('ada') };
    const url = `${origin}/v1/runs/${String(answer['id'])}/events`;
    const response = await fetch(url, { headers, signal: hangUp.signal });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    // what stands in between must not collect or repack it
    expect(response.headers.get('x-accel-buffering')).toBe('no');
    expect(response.headers.get('cache-control')).toContain('no-transform');
    const first = await response.body?.getReader().read();
    expect(new TextDecoder().decode(first?.value)).toContain('event: run');
    hangUp.abort();
    await sleep(100);
    const before = looks;
    await sleep(100);
    await sleep(100);
    await sleep(100);
    await sleep(100);
    expect(looks).toBe(before);
  });

  it('the list of what there is to choose from, which is long, comes packed to whoever can unpack it', async () => {
    const authorization = await world.google.headerOf('ada');
    const ask = async (encoding: string) =>
      await fetch(`${origin}/v1/providers`, { headers: { authorization, 'accept-encoding': encoding } });
    const packed = await ask('gzip');
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    const plain = await ask('identity');
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(await packed.json()).toEqual(await plain.json());
  });

  it('every answer tells the version, and lets a page of the sidebar read it', async () => {
    const origin0 = 'https://n-abc-script.googleusercontent.com';
    const authorization = await world.google.headerOf('ada');
    for (const [path, headers] of [
      ['/healthz', {}],
      ['/v1/me', { authorization }],
      ['/v1/me', {}],
      ['/nothing', {}],
    ] as const) {
      const answer = await fetch(origin + path, { headers: { ...headers, origin: origin0 } });
      expect(answer.headers.get(VERSION_HEADER)).toBe(VERSION);
      const exposed = answer.headers.get('access-control-expose-headers')?.split(',') ?? [];
      expect(exposed).toEqual(expect.arrayContaining([VERSION_HEADER, 'ETag', 'Retry-After']));
    }
  });

  it('what a proxy or a caller says of the address it was called at changes no link', async () => {
    const authorization = await world.google.headerOf('ada');
    const forwarded = {
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'http',
      forwarded: 'host=evil.example',
    };
    const url = `${origin}/v1/connections/${await world.connect('ada')}/ask`;
    const answer = await fetch(url, { method: 'POST', headers: { authorization, ...forwarded } });
    expect(await answer.json()).toMatchObject({
      address: expect.stringMatching(/^https:\/\/willcall\.example\/enter#/),
    });
  });

  it('an endless body is cut off at 1 MB', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(32));
      },
    });
    const headers = { authorization: await world.google.headerOf('ada'), 'content-type': 'application/json' };
    const init = { method: 'POST', body: endless, duplex: 'half' as const, headers };
    const status = await fetch(`${origin}/v1/connections`, init).then(
      (response) => response.status,
      () => 'hung up',
    );
    expect([413, 'hung up']).toContain(status);
    expect(sent).toBeLessThan(20_000_000);
  });

  it('a stranger is not listened to at all', async () => {
    const response = await fetch(`${origin}/v1/connections`, { method: 'POST', body: 'x'.repeat(2_000_000) });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: 'unauthorized' });
  });
});
