import { afterEach, describe, expect, it } from 'vitest';
import { H2CClient } from 'undici';
import { shop } from './shop.ts';

const clients: H2CClient[] = [];

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.destroy()));
});

async function newerShop() {
  const { paylogic, ask } = await shop({ http2: true, switches: { http1: 'misdirected' } });
  const { app, secret } = paylogic.credentials;
  const client = new H2CClient(paylogic.http2Origin ?? '');
  clients.push(client);
  const headers = { authorization: `Basic ${btoa(`${app}:${secret}`)}` };
  const get = async (path: string) => {
    const { statusCode, body } = await client.request({ method: 'GET', path, headers });
    return { status: statusCode, body: await body.json() };
  };
  return { paylogic, ask, get };
}

describe('HTTP/2', () => {
  it('is answered where HTTP/1.1 is sent away', async () => {
    const { paylogic, ask, get } = await newerShop();
    expect((await ask('/events')).status).toBe(421);
    expect(await get('/events')).toMatchObject({
      status: 200,
      body: { item_count: 3, _links: { self: { href: `${paylogic.http2Origin}/events` } } },
    });
  });

  it('has the same troubles', async () => {
    const { paylogic, get } = await newerShop();
    const headers = { 'Content-Type': 'application/json' };
    const faults = [{ kind: 'status', status: 503 }, { kind: 'truncated' }, { kind: 'dropped' }];
    await fetch(`${paylogic.control}/switches`, { method: 'POST', headers, body: JSON.stringify({ faults }) });
    expect((await get('/events')).status).toBe(503);
    await expect(get('/events')).rejects.toThrow();
    await expect(get('/events')).rejects.toThrow();
    expect((await get('/events')).status).toBe(200);
  });

  it('is off unless asked for', async () => {
    expect((await shop()).paylogic.http2Origin).toBeUndefined();
  });
});
