import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createEventLists, eventDatasetOf, search, readEvents, usedIn, type Choice } from '../../worker/choices.ts';
import type { ConnectionRow } from '../../worker/db/connections.ts';
import { createAsk } from '../../worker/providers/ask.ts';
import { createHttp, type Http } from '../../worker/providers/http.ts';
import { createProviders } from '../../worker/providers/index.ts';

const MINUTE = 60_000;
const providers = createProviders({});

function providerOf(id: string) {
  const provider = providers.find((one) => one.id === id);
  if (!provider) throw new Error(`there is no ${id}`);
  return provider;
}

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

/** A Ticket Tailor with so many events, and the lists read from it. */
async function shopWith(count: number) {
  const asked: string[] = [];
  const clock = { now: new Date('2027-05-01T10:00:00Z') };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://shop');
    const after = Number((url.searchParams.get('starting_after') ?? 'ev_-1').slice(3));
    const limit = Number(url.searchParams.get('limit') ?? 100);
    asked.push(url.search);
    const indexes = Array.from({ length: limit }, (_, index) => after + 1 + index).filter((index) => index < count);
    const data = indexes.map((index) => ({
      id: `ev_${index}`,
      name: `Event ${index}`,
      start: { unix: 1_800_000_000 + index * 3600 },
      description: 'Private view for Ada Lovelace',
    }));
    const next = after + 1 + limit < count ? '/next' : null;
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ data, links: { next } }));
  });
  const origin = await listening(server);
  const http: Http = createHttp({ trusted: [origin], now: () => new Date() });
  closers.push(() => http.close());
  const provider = providerOf('ticket-tailor');
  const lists = createEventLists({
    find: providerOf,
    ask: (_connection, _question, signal) =>
      createAsk({
        http,
        provider,
        credentials: { apiKey: 'sk_1' },
        baseUrl: origin,
        signal,
        sleep: async () => undefined,
      }),
    now: () => clock.now,
  });
  return { asked, clock, lists };
}

const account = (id: string, changed = 0): ConnectionRow => ({
  id,
  workspace_id: 'workspace',
  provider: 'ticket-tailor',
  label: 'Main',
  sealed: Buffer.of(),
  version: 1,
  created_by: 'ada',
  created_at: new Date(0),
  updated_at: new Date(changed),
});

describe('lists of events', () => {
  it('are known by what their rows are: a report about events of a month is none', () => {
    const withList = providers.filter((provider) => eventDatasetOf(provider) !== null).map(({ id }) => id);
    expect(withList).toContain('vivenu');
    expect(withList).toContain('ticket-tailor');
    expect(withList).not.toContain('tixngo');
  });

  it('stop at 2,000 events, newest first', async () => {
    const { lists, asked } = await shopWith(5000);
    const list = await lists.read(account('a'));
    expect(list?.events).toHaveLength(2000);
    expect(asked.length).toBeLessThanOrEqual(21);
    expect(list?.events[0]).toMatchObject({ id: 'ev_1999', name: 'Event 1999', start: '2027-04-08T15:00:00.000Z' });
  });

  it('are given up when the ticketing system takes too long', async () => {
    const origin = await listening(createServer(() => undefined));
    const http = createHttp({ trusted: [origin], now: () => new Date() });
    closers.push(() => http.close());
    const [provider, signal] = [providerOf('ticket-tailor'), AbortSignal.timeout(60)];
    const dataset = eventDatasetOf(provider);
    if (!dataset) throw new Error('there is no list');
    const ask = createAsk({ http, provider, credentials: { apiKey: 'sk_1' }, baseUrl: origin, signal });
    await expect(readEvents(dataset, ask, new Date(), signal)).rejects.toMatchObject({
      code: 'provider-unavailable',
      message: 'The ticketing system takes too long to list its events. Type the id of the event instead.',
    });
  });

  it('hold nothing of an event but id, name, start and venue', async () => {
    const { lists } = await shopWith(3);
    const list = await lists.read(account('a'));
    expect(Object.keys(list?.events[0] ?? {}).toSorted()).toEqual(['id', 'name', 'start', 'venue']);
    expect(JSON.stringify(list)).not.toContain('Lovelace');
  });

  it('are kept for 50 accounts, 5 minutes each, and read anew when an account changed or was forgotten', async () => {
    const { lists, asked, clock } = await shopWith(1);
    const reads = async (one: ConnectionRow) => {
      const before = asked.length;
      await lists.read(one);
      return asked.length - before;
    };
    expect(await reads(account('a'))).toBe(1);
    expect(await reads(account('a'))).toBe(0);
    expect(await reads(account('a', 1))).toBe(1);
    lists.forget('a');
    expect(await reads(account('a', 1))).toBe(1);
    for (let index = 0; index < 49; index++) await lists.read(account(`b${index}`));
    expect(await reads(account('a', 1))).toBe(0);
    await lists.read(account('one more'));
    expect(await reads(account('b0'))).toBe(0);
    expect(await reads(account('a', 1))).toBe(1);
    clock.now = new Date(clock.now.getTime() + 5 * MINUTE);
    expect(await reads(account('a', 1))).toBe(1);
  });
});

describe('searching choices', () => {
  const choice = (id: string, name: string | null, venue: string | null = null): Choice => ({
    id,
    name,
    start: null,
    venue,
  });
  const choices = [
    choice('1', 'Łódź Élan', 'Großer Saal'),
    choice('2', 'TROMSØ Jazz', 'Café Œuvre'),
    choice('3', null),
    choice('gala-27', 'Gala', 'Saal 3'),
  ];
  it.each<[string, string[]]>([
    ['lodz', ['1']],
    ['ÉLAN', ['1']],
    ['grosser saal', ['1']],
    ['GROSSER', ['1']],
    ['tromso', ['2']],
    ['oeuvre', ['2']],
    ['saal', ['1', 'gala-27']],
    ['saal gala', ['gala-27']],
    ['3', ['3', 'gala-27']],
    ['27-', []],
    ['', ['1', '2', '3', 'gala-27']],
    ['  ', ['1', '2', '3', 'gala-27']],
  ])('%j finds %j', (q, ids) => {
    expect(search(choices, { q }).map(({ id }) => id)).toEqual(ids);
  });

  it('answers 100 unless fewer are asked for', () => {
    const many = Array.from({ length: 150 }, (_, index) => choice(String(index), null));
    expect(search(many, {})).toHaveLength(100);
    expect(search(many, { limit: 3 }).map(({ id }) => id)).toEqual(['0', '1', '2']);
  });
});

describe('ids worth remembering', () => {
  const field = { title: '', kind: 'text', required: false, help: '' } as const;
  const dataset = {
    scope: [
      { ...field, id: 'appId', suggests: 'apps' as const },
      { ...field, id: 'eventIds', suggests: 'events' as const, several: true },
      { ...field, id: 'other' },
    ],
  };
  const scope = { appId: 'demo, app', eventIds: '1,2', other: 'not an id' };

  it('are those typed, and the events of the rows with their names', () => {
    const rows = [
      { eventId: '2', eventName: 'Gala' },
      { eventId: '3', eventName: null },
      { eventId: null, eventName: 'x' },
    ];
    expect(usedIn({ provider: providerOf('tixngo'), dataset, scope, rows })).toEqual([
      { kind: 'app', value: 'demo, app', name: null },
      { kind: 'event', value: '1', name: null },
      { kind: 'event', value: '2', name: null },
      { kind: 'event', value: '2', name: 'Gala' },
      { kind: 'event', value: '3', name: null },
    ]);
  });

  it('are none where the ticketing system lists its events', () => {
    expect(usedIn({ provider: providerOf('vivenu'), dataset, scope })).toEqual([]);
  });
});
