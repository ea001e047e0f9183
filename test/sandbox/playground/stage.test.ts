import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addonSet } from '../../../sandbox/playground/stage/addon-set.ts';
import { googleSet } from '../../../sandbox/playground/stage/google-set.ts';
import { providerSets } from '../../../sandbox/playground/stage/provider-sets.ts';
import { sharingSet } from '../../../sandbox/playground/stage/sharing-set.ts';
import { createStage, type Stage } from '../../../sandbox/playground/stage/stage.ts';
import { openGate } from '../../../sandbox/playground/stage/worker-gate.ts';
import { startSandbox, type Sandbox } from '../../../sandbox/sandbox.ts';

const FILE = 'any-spreadsheet';

describe('the stage of the demo', () => {
  let sandbox: Sandbox;
  let stage: Stage;
  beforeAll(async () => {
    sandbox = await startSandbox({ quota: false });
    stage = createStage([...providerSets(sandbox), googleSet(sandbox.google.faults), sharingSet(sandbox.google.files)]);
  });
  afterAll(() => sandbox.close());

  const shop = async () => {
    const { origin, credentials } = sandbox.providers.ticketTailor;
    const authorization = `Basic ${Buffer.from(`${credentials.apiKey}:`).toString('base64')}`;
    return await fetch(`${origin}/issued_tickets?limit=3`, { headers: { authorization } });
  };
  const sheets = async () => {
    const { origin, token } = sandbox.google;
    return await fetch(`${origin}/v4/spreadsheets/none`, { headers: { authorization: `Bearer ${token}` } });
  };
  const isOn = (name: string) =>
    stage
      .view(FILE)
      .groups.flatMap(({ troubles }) => troubles)
      .find(({ id }) => id === name)?.isOn;
  const on = (name: string) => stage.set(name, true, FILE);

  it('names every ticketing system, Google and the sharing rules', () => {
    const titles = stage.view(FILE).groups.map(({ title }) => title);
    const systems = ['TIXNGO', 'Ticket Tailor', 'Paylogic', 'Oveit', 'vivenu'];
    expect(titles).toEqual([...systems, 'Google Sheets', 'Sharing rules']);
    expect(stage.view(FILE).on).toBe(0);
  });

  it.each([
    ['refused', 401],
    ['down', 503],
    ['busy', 429],
  ])('a ticketing system that is %s answers %i until it is switched off', async (name, status) => {
    on(`ticket-tailor/${name}`);
    expect([isOn(`ticket-tailor/${name}`), isOn(`vivenu/${name}`)]).toEqual([true, false]);
    const answer = await shop();
    expect(answer.status).toBe(status);
    expect(answer.headers.get('retry-after')).toBe(name === 'busy' ? '4' : null);
    stage.set(`ticket-tailor/${name}`, false, FILE);
    expect((await shop()).status).toBe(200);
  });

  it('a ticketing system may hang up, break off, answer with a page or with nothing', async () => {
    on('ticket-tailor/silent');
    await expect(shop()).rejects.toThrow('fetch failed');
    stage.clear(FILE);
    on('ticket-tailor/truncated');
    await expect(shop().then((answer) => answer.text())).rejects.toThrow();
    stage.clear(FILE);
    on('ticket-tailor/html');
    expect(await (await shop()).text()).toMatch(/^<!doctype html>/i);
    stage.clear(FILE);
    on('ticket-tailor/emptied');
    expect(await (await shop()).json()).toMatchObject({ data: [] });
    stage.clear(FILE);
    expect(await (await shop()).json()).toHaveProperty(['data', 'length'], 3);
  });

  it('tickets are sold, scanned and cancelled when one says so, and all the time when one wants', async () => {
    const { tixngo } = sandbox.providers;
    const event = 'autumn-lights-2027';
    const basic = Buffer.from(`${tixngo.credentials.email}:${tixngo.credentials.apiKey}`).toString('base64');
    const path = `${tixngo.origin}/organizer/report/events/${event}/tickets?limit=1`;
    await fetch(path, { headers: { authorization: `Basic ${basic}` } });
    const before = tixngo.truth(event).length;
    stage.act('tixngo/sell');
    stage.act('tixngo/cancel');
    expect(tixngo.truth(event)).toHaveLength(before + 2);
    on('tixngo/sales');
    expect(tixngo.switches.get()).toMatchObject({ salesPerSecond: 0.5, scansPerSecond: 1 });
    stage.clear(FILE);
    expect(tixngo.switches.get()).toMatchObject({ salesPerSecond: 0, scansPerSecond: 0 });
  });

  it.each(['tixngo', 'ticket-tailor', 'paylogic', 'oveit', 'vivenu'])('%s knows all of it', (provider) => {
    for (const { id, troubles, moments } of stage.view(FILE).groups.filter((group) => group.id === provider)) {
      expect(id).toBe(provider);
      for (const trouble of troubles) on(trouble.id);
      for (const moment of moments) stage.act(moment.id);
      expect(stage.view(FILE).on).toBe(troubles.length);
    }
    stage.clear(FILE);
    expect(stage.view(FILE).on).toBe(0);
  });

  it('Google runs out of quota, goes out of order, and loses an answer once', async () => {
    on('google/quota');
    expect((await sheets()).status).toBe(429);
    on('google/lost');
    stage.set('google/quota', false, FILE);
    expect([isOn('google/quota'), isOn('google/lost')]).toEqual([false, true]);
    expect((await sheets()).status).toBe(404);
    const path = `${sandbox.google.origin}/v4/spreadsheets/none:batchUpdate`;
    await expect(fetch(path, { method: 'POST', body: '{}' })).rejects.toThrow('fetch failed');
    expect(isOn('google/lost')).toBe(false);
  });

  it('refuses a trouble nobody knows, naming those there are', () => {
    expect(() => on('tixngo/flood')).toThrow(/no 'tixngo\/flood'.*tixngo\/slow/);
  });
});

describe('the way to the worker', () => {
  it('carries everything, until it is cut, and again afterwards', async () => {
    const server = createServer((_, response) => response.end('here'));
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const gate = await openGate(`http://127.0.0.1:${port}`);
    const stage = createStage([addonSet(gate)]);
    const ask = async () => await (await fetch(gate.url)).text();
    expect(await ask()).toBe('here');
    stage.set('addon/away', true, FILE);
    await expect(ask()).rejects.toThrow('fetch failed');
    stage.clear(FILE);
    expect(await ask()).toBe('here');
    await gate.close();
    server.closeAllConnections();
    await new Promise((resolve) => void server.close(resolve));
  });
});
