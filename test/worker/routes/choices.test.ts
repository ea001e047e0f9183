import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Choices } from '../../../shared/api.ts';
import {
  startTicketTailor,
  type TicketTailorSimulator,
} from '../../../sandbox/providers/ticket-tailor/ticket-tailor.ts';
import { startTixngo, type TixngoSimulator } from '../../../sandbox/providers/tixngo/tixngo.ts';
import { startVivenu, type VivenuSimulator } from '../../../sandbox/providers/vivenu/vivenu.ts';
import { createEventLists, usedIn } from '../../../worker/choices.ts';
import type { ConnectionRow } from '../../../worker/db/connections.ts';
import { rememberUsed } from '../../../worker/db/used-ids.ts';
import { createAsk } from '../../../worker/providers/ask.ts';
import { createHttp, type Http } from '../../../worker/providers/http.ts';
import { createProviders } from '../../../worker/providers/index.ts';
import { openCredentials } from '../../../worker/security/credentials.ts';
import { readDataset } from '../providers/reading.ts';
import { createWorld, type World } from './world.ts';

const MINUTE = 60_000;
const providers = createProviders({});

function findProvider(id: string) {
  const provider = providers.find((one) => one.id === id);
  if (!provider) throw new Error(`there is no ${id}`);
  return provider;
}

let world: World;
let vivenu: VivenuSimulator;
let tixngo: TixngoSimulator;
let ticketTailor: TicketTailorSimulator;
let http: Http;
beforeAll(async () => {
  [vivenu, tixngo, ticketTailor] = await Promise.all([startVivenu(), startTixngo(), startTicketTailor()]);
  const origins: Record<string, string> = {
    vivenu: vivenu.origin,
    tixngo: tixngo.origin,
    'ticket-tailor': ticketTailor.origin,
  };
  http = createHttp({ trusted: Object.values(origins), now: () => new Date() });
  const eventLists = createEventLists({
    find: (id) => ({ datasets: findProvider(id).datasets.map((one) => ({ ...one, paging: one.paging.sized(2) })) }),
    ask: (connection, _question, signal) => {
      const credentials = openCredentials(world.deps.sealer, connection);
      const [provider, baseUrl] = [findProvider(connection.provider), origins[connection.provider]];
      return createAsk({ http, provider, credentials, baseUrl, signal, sleep: async () => undefined });
    },
    now: () => world.clock.now,
  });
  world = await createWorld({ eventLists });
});
afterEach(() => vivenu.switches.set({ faults: [], latencyMs: 0 }));
afterAll(async () => {
  await Promise.all([world.close(), http.close(), vivenu.close(), tixngo.close(), ticketTailor.close()]);
});

async function connect(who: string, provider: 'vivenu' | 'tixngo' | 'ticket-tailor', apiKey?: string): Promise<string> {
  const simulator = { vivenu, tixngo, 'ticket-tailor': ticketTailor }[provider];
  const credentials = { ...simulator.credentials, ...(apiKey === undefined ? {} : { apiKey }) };
  const { answer } = await world.json(who, 'POST', '/v1/connections', { provider, label: 'Main', credentials });
  return `/v1/connections/${String(answer['id'])}`;
}

async function choices(path: string, who = 'ada'): Promise<Choices> {
  const { status, answer } = await world.json(who, 'GET', path);
  expect({ status, code: answer['code'] }).toEqual({ status: 200, code: undefined });
  return Choices.parse(answer);
}

/** Requests vivenu got while `act` ran. */
async function requestsOf(act: () => Promise<unknown>): Promise<number> {
  const before = vivenu.requests.length;
  await act();
  return vivenu.requests.length - before;
}

async function rowOf(path: string): Promise<ConnectionRow> {
  const id = path.split('/').at(-1) ?? '';
  return await world.db.selectFrom('connections').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

describe('events of a ticketing system that lists them', () => {
  it.each(['vivenu', 'ticket-tailor'] as const)('are all there to choose from, newest first: %s', async (provider) => {
    const simulator = { vivenu, 'ticket-tailor': ticketTailor }[provider];
    const path = await connect('ada', provider);
    const found = await choices(`${path}/events`);
    expect(found).toMatchObject({ known: 'all', asOf: '2027-05-01T10:00:00.000Z' });
    expect(found.choices.map(({ id }) => id).toSorted()).toEqual(simulator.events.map(({ id }) => id).toSorted());
    const starts = found.choices.map(({ start }) => start ?? '');
    expect(starts).toEqual(starts.toSorted().toReversed());
    expect(found.choices.find(({ name }) => name === 'Spring Gala 2027')).toMatchObject({
      start: expect.stringMatching(/^2027-.*Z$/),
      venue: expect.any(String),
    });
  });

  it('are found by words of name, venue or id, whatever their capitals and accents', async () => {
    const path = await connect('ada', 'vivenu');
    const [gala] = (await choices(`${path}/events?q=spring%20GALA`)).choices;
    expect(gala).toMatchObject({ name: 'Spring Gala 2027' });
    const venue = encodeURIComponent(`gàla ${gala?.venue?.toUpperCase() ?? ''}`);
    expect((await choices(`${path}/events?q=${venue}`)).choices).toContainEqual(gala);
    expect((await choices(`${path}/events?q=${gala?.id ?? ''}`)).choices).toEqual([gala]);
    expect((await choices(`${path}/events?q=no%20such%20event`)).choices).toEqual([]);
    expect((await choices(`${path}/events?limit=1`)).choices).toHaveLength(1);
  });

  it('are read once in 5 minutes, also by several at once', async () => {
    const path = await connect('ada', 'vivenu');
    const once = await requestsOf(() => choices(`${path}/events`));
    expect(once).toBeGreaterThan(1);
    expect(await requestsOf(() => choices(`${path}/events?q=gala`))).toBe(0);
    world.clock.now = new Date(world.clock.now.getTime() + 5 * MINUTE - 1);
    expect(await requestsOf(() => choices(`${path}/events`))).toBe(0);
    world.clock.now = new Date(world.clock.now.getTime() + 1);
    const together = () => Promise.all(Array.from({ length: 6 }, () => choices(`${path}/events`)));
    expect(await requestsOf(together)).toBe(once);
    expect((await choices(`${path}/events`)).asOf).toBe(world.clock.now.toISOString());
  });

  it('are forgotten when the account changes or is deleted', async () => {
    const path = await connect('ada', 'vivenu');
    await choices(`${path}/events`);
    await world.json('ada', 'PATCH', path, { credentials: { apiKey: 'another' } });
    expect((await world.json('ada', 'GET', `${path}/events`)).answer['code']).toBe('provider-auth');
    await world.json('ada', 'PATCH', path, { credentials: vivenu.credentials });
    await choices(`${path}/events`);
    await world.json('ada', 'DELETE', path);
    expect((await world.json('ada', 'GET', `${path}/events`)).status).toBe(404);
  });

  it('that cannot be read are told with the reason, and asked for again the next time', async () => {
    const path = await connect('ada', 'vivenu');
    vivenu.switches.set({ faults: [{ kind: 'status', status: 404, path: '/api/events' }] });
    const refused = await world.json('ada', 'GET', `${path}/events`);
    expect(refused).toMatchObject({ status: 409, answer: { code: 'provider-not-found' } });
    vivenu.switches.set({ faults: [{ kind: 'wrong-shape', path: '/api/events', times: 3 }] });
    expect((await world.json('ada', 'GET', `${path}/events`)).answer['code']).toBe('provider-unexpected-shape');
    vivenu.switches.set({ faults: [{ kind: 'status', status: 503, path: '/api/events', times: 40 }] });
    expect((await world.json('ada', 'GET', `${path}/events`)).answer['code']).toBe('provider-unavailable');
    vivenu.switches.set({ faults: [] });
    expect((await choices(`${path}/events`)).choices).not.toEqual([]);
  });

  it('leave nothing to remember', async () => {
    const path = await connect('ada', 'vivenu');
    expect(await choices(`${path}/apps`)).toMatchObject({ known: 'used', choices: [] });
  });
});

describe('events and apps of a ticketing system without a list', () => {
  it('are the ones reports used, used last first, with the names their data gave', async () => {
    const path = await connect('ada', 'tixngo');
    expect(await choices(`${path}/events`)).toMatchObject({ known: 'used', choices: [] });
    const { id: connectionId, workspace_id: workspaceId } = await rowOf(path);
    const provider = findProvider('tixngo');
    const dataset = provider.datasets.find(({ id }) => id === 'tickets');
    if (!dataset) throw new Error('there is no list of tickets');
    const { origin, credentials, appId } = tixngo;
    const event = tixngo.events.filter(({ live }) => live > 0).toSorted((a, b) => a.live - b.live)[0];
    if (!event) throw new Error('there is no event');
    const remember = async (used: ReturnType<typeof usedIn>) =>
      await rememberUsed(world.db, { workspaceId, connectionId }, used, world.clock.now);
    await remember(usedIn({ provider, dataset, scope: { appId, eventId: `${event.id}, never-read` } }));
    const scope = { appId, eventId: event.id };
    const source = { provider: 'tixngo', origin, credentials: { ...credentials }, dataset: 'tickets', scope };
    const rows = (await readDataset(source)).rows.map(({ eventId, eventName }) => ({ eventId, eventName }));
    world.clock.now = new Date(world.clock.now.getTime() + MINUTE);
    await remember(usedIn({ provider, dataset, scope, rows }));
    const none = { start: null, venue: null };
    expect((await choices(`${path}/events`)).choices).toEqual([
      { id: event.id, name: event.name, ...none },
      { id: 'never-read', name: null, ...none },
    ]);
    const q = encodeURIComponent(event.name.toUpperCase());
    expect((await choices(`${path}/events?q=${q}`)).choices.map(({ id }) => id)).toEqual([event.id]);
    expect((await choices(`${path}/apps`)).choices).toEqual([{ id: appId, name: null, ...none }]);
  });
});

describe('the routes', () => {
  it('are for members of the workspace only', async () => {
    const path = await connect('ada', 'vivenu');
    await connect('eve', 'vivenu');
    for (const what of ['events', 'apps']) {
      expect((await world.json('eve', 'GET', `${path}/${what}`)).status).toBe(404);
      expect((await world.json(null, 'GET', `${path}/${what}`)).status).toBe(401);
    }
  });

  it.each(['limit=0', 'limit=101', 'limit=many', 'limit=', 'limit=1.5', `q=${'x'.repeat(201)}`, 'page=2'])(
    'refuse %s',
    async (query) => {
      const path = await connect('ada', 'vivenu');
      const { status, answer } = await world.json('ada', 'GET', `${path}/events?${query}`);
      expect({ status, code: answer['code'] }).toEqual({ status: 422, code: 'invalid-request' });
      expect(answer['message']).toContain(`"${query.split('=')[0]}"`);
    },
  );

  it('are described', async () => {
    const { answer } = await world.json(null, 'GET', '/openapi.json');
    const description = JSON.stringify(answer['paths']);
    expect(description).toContain('/v1/connections/{id}/events');
    expect(description).toContain('/v1/connections/{id}/apps');
    const limit = { name: 'limit', in: 'query', required: false, schema: expect.objectContaining({ maximum: 100 }) };
    expect(answer['paths']).toMatchObject({
      '/v1/connections/{id}/events': { get: { parameters: expect.arrayContaining([limit]) } },
    });
  });
});
