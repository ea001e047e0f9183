import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Http, Target } from '../../../worker/providers/http.ts';
import type { Provider } from '../../../worker/providers/provider.ts';
import { ProviderError } from '../../../worker/providers/provider-error.ts';
import { createSender } from '../../../worker/providers/send.ts';

const LOG_IN = { path: '/login', query: {}, form: {} };
const LIST = { path: '/list', query: {} };

/** A provider's side of it: tokens are counted, and alive as long as `alive` says. */
function house({ alive = (): boolean => true, logIn = (): unknown => undefined } = {}) {
  const asked: string[] = [];
  let tokens = 0;
  const http: Http = {
    async read({ path, headers }: Target) {
      const token = headers['x-token'];
      asked.push(token === undefined ? path : `${path} ${token}`);
      await Promise.resolve();
      if (path !== '/login' && (token === undefined || !alive())) {
        throw new ProviderError('auth', `GET ${path}: 403`, { status: 403, said: 'Please log in' });
      }
      if (path === '/login') tokens += 1;
      const body = path === '/login' ? (logIn() ?? { token: `planted-${tokens}` }) : { path };
      return { status: 200, body, date: new Date(0), header: () => null };
    },
    close: async () => {},
  };
  const provider: Provider = {
    id: 'oveit',
    title: 'House',
    credentials: [],
    baseUrl: () => 'https://house.example',
    headers: () => ({ accept: 'application/json' }),
    session: {
      request: () => LOG_IN,
      headers: (body) => ({ 'x-token': z.object({ token: z.string() }).parse(body).token }),
    },
    check: () => ({ ...LIST, accepted: [] }),
    datasets: [],
  };
  const send = createSender({ http, provider, credentials: {}, signal: new AbortController().signal });
  return { asked, send, provider, http };
}

describe('requests in a session', () => {
  it('log in once, when the first is sent', async () => {
    const { asked, send } = house();
    expect(asked).toEqual([]);
    await send(LIST);
    await send(LIST);
    expect(asked).toEqual(['/login', '/list planted-1', '/list planted-1']);
  });

  it('that are under way together share one log-in', async () => {
    const { asked, send } = house();
    await Promise.all([send(LIST), send(LIST), send(LIST)]);
    expect(asked.filter((path) => path === '/login')).toHaveLength(1);
  });

  it('log in again when one is refused, and are sent once more', async () => {
    let calls = 0;
    const { asked, send } = house({ alive: () => (calls += 1) !== 2 });
    await send(LIST);
    expect((await send(LIST)).body).toEqual({ path: '/list' });
    expect(asked).toEqual(['/login', '/list planted-1', '/list planted-1', '/login', '/list planted-2']);
  });

  it('that are refused together log in again once', async () => {
    let refusals = 3;
    const { asked, send } = house({ alive: () => (refusals -= 1) < 0 });
    await Promise.all([send(LIST), send(LIST), send(LIST)]);
    expect(asked.filter((path) => path === '/login')).toHaveLength(2);
  });

  it('end when a fresh log-in is refused too: that is no fact about what was asked for', async () => {
    const { asked, send } = house({ alive: () => false });
    await expect(send(LIST)).rejects.toMatchObject({ kind: 'auth', said: 'Please log in', status: undefined });
    expect(asked.filter((path) => path.startsWith('/list'))).toHaveLength(2);
  });

  it('do not log in again for other refusals', async () => {
    const { asked, send } = house({
      alive: () => {
        throw new ProviderError('not-found', 'GET /list: 404', { status: 404 });
      },
    });
    await expect(send(LIST)).rejects.toMatchObject({ kind: 'not-found', status: 404 });
    expect(asked).toEqual(['/login', '/list planted-1']);
  });

  it('try a log-in that failed again with the next request', async () => {
    let fails = true;
    const { send } = house({
      logIn: () => {
        if (fails) throw new ProviderError('unavailable', 'POST /login: no connection');
      },
    });
    await expect(send(LIST)).rejects.toMatchObject({ kind: 'unavailable' });
    fails = false;
    await expect(send(LIST)).resolves.toMatchObject({ status: 200 });
  });

  it('say so when the answer holds no token, and do not show what it holds', async () => {
    const { send } = house({ logIn: () => ({ tokens: ['planted-secret'] }) });
    const error: unknown = await send(LIST).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ kind: 'unexpected-shape' });
    expect(inspect(error, { depth: 20 })).not.toContain('planted');
  });

  it('need none where there is no session', async () => {
    const { asked, http, provider } = house();
    const { session: _session, ...plain } = provider;
    const send = createSender({ http, provider: plain, credentials: {}, signal: new AbortController().signal });
    await expect(send(LIST)).rejects.toMatchObject({ status: 403 });
    expect(asked).toEqual(['/list']);
  });
});
