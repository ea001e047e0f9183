import { createServer } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../worker/config.ts';
import { listen, localUrlOf } from '../../worker/listen.ts';
import { createLog } from '../../worker/log.ts';
import { startWillcall } from '../../worker/main.ts';
import { publicUrlOf } from '../../worker/public-url.ts';

describe('the address people reach a worker at', () => {
  it.each([
    ['https://willcall.example.org', 'https://willcall.example.org'],
    ['https://willcall.example.org/', 'https://willcall.example.org'],
    ['https://Willcall.Example.org:443', 'https://willcall.example.org'],
    ['https://willcall.example.org:8443/', 'https://willcall.example.org:8443'],
  ])('%s', (given, used) => {
    expect(publicUrlOf({ PUBLIC_URL: given })).toBe(used);
  });

  it.each([
    [undefined, 'PUBLIC_URL is missing'],
    ['http://willcall.example.org', 'does not begin with https://'],
    ['https://willcall.example.org/app', 'after the name'],
    ['https://willcall.example.org/?a=b', 'after the name'],
    ['https://willcall.example.org/#a', 'after the name'],
    ['https://me:secret@willcall.example.org', 'user name or password'],
    ['https://localhost:8787', 'only be reached from this machine'],
    ['https://worker.localhost', 'only be reached from this machine'],
    ['https://127.0.0.1', 'only be reached from this machine'],
    ['https://192.168.1.4', 'only be reached from this machine or network'],
    ['https://[::1]', 'only be reached from this machine'],
    ['https://[fd00::1]', 'only be reached from this machine'],
  ])('%s is refused, with what to do', (given, why) => {
    const refusal = () => publicUrlOf({ PUBLIC_URL: given });
    expect(refusal).toThrow(ConfigError);
    expect(refusal).toThrow(why);
    expect(refusal).toThrow('Set it to the https address');
    expect(refusal).not.toThrow('secret');
  });

  it('a worker for real Google does not start without one; nothing is made by then', async () => {
    const config = readConfig({ GOOGLE_AUDIENCES: 'an-audience', WILLCALL_DIR: '/dev/null/nowhere' });
    const start = startWillcall({
      config,
      log: createLog({ level: 'silent' }),
      say: () => undefined,
      playground: false,
    });
    await expect(start).rejects.toThrow('PUBLIC_URL is missing');
  });
});

describe('where a worker listens', () => {
  it('a port in use ends the start where only that one will do', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const app = { fetch: () => new Response('') };
    await expect(listen(app, '127.0.0.1', port, { only: true })).rejects.toThrow(`PORT: ${port} is in use`);
    const next = await listen(app, '127.0.0.1', port);
    expect(next.port).not.toBe(port);
    await next.close();
    other.close();
  });

  it.each([
    ['127.0.0.1', 'http://127.0.0.1:8787'],
    ['0.0.0.0', 'http://127.0.0.1:8787'],
    ['::', 'http://127.0.0.1:8787'],
    ['::1', 'http://[::1]:8787'],
    ['10.0.0.4', 'http://10.0.0.4:8787'],
  ])('%s is reached from this machine at %s', (host, url) => {
    expect(localUrlOf(host, 8787)).toBe(url);
  });
});
