import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, startClient } from './client.ts';

let client: Client;

beforeAll(async () => {
  client = await startClient();
});

afterAll(() => client.google.close());

describe('trouble on demand', () => {
  it('answers a status to the next matching requests only', async () => {
    client.google.faults.add({ status: 503, times: 2, method: 'POST', path: ':batchUpdate$' });
    const add = () => client.batch({ addSheet: {} });
    expect((await client.call('GET', '')).status).toBe(200);
    expect([(await add()).status, (await add()).status, (await add()).status]).toEqual([503, 503, 200]);
  });

  it('applies a request and drops the connection', async () => {
    client.google.faults.add({ drop: 'after', path: 'values' });
    await expect(client.write('A1', [['arrived']])).rejects.toThrow('fetch failed');
    expect(await client.values('A1')).toEqual([['arrived']]);
  });

  it('drops the connection before the work', async () => {
    client.google.faults.add({ drop: 'before', path: 'values' });
    await expect(client.write('A2', [['lost']])).rejects.toThrow('fetch failed');
    expect(await client.values('A2')).toBeUndefined();
  });

  it('can be ordered over HTTP, and refuses what it does not understand', async () => {
    const order = (body: object) =>
      fetch(`${client.google.origin}/sandbox/faults`, { method: 'POST', body: JSON.stringify(body) });
    expect((await order({ status: 429, path: 'values' })).status).toBe(200);
    expect((await client.call('GET', `/v4/spreadsheets/${client.id}/values/A1`)).status).toBe(429);
    expect((await order({ status: 200 })).status).toBe(400);
    expect((await order({ stauts: 500 })).status).toBe(400);
  });
});
