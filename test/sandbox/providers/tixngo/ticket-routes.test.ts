import { describe, expect, it } from 'vitest';
import { basic, boxOffice, idsOf, Page, page, readAll } from './box-office.ts';

const PAGE = { mobileAppId: 'demo-app', limit: '2', offset: '0' };
const YEAR = { from: '2027-01-01T00:00:00.000Z', to: '2028-01-01T00:00:00.000Z' };
const TRAPS = 'events/trap-door-2027/tickets';

describe('tickets of one event', () => {
  it('shows the deleted ones unless excludeDeleted is true', async () => {
    const { ask } = await boxOffice();
    expect((await page(ask, 'spring-gala-2027')).total).toBe(12_792);
    expect((await page(ask, 'spring-gala-2027', 0, 2, { excludeDeleted: 'false' })).total).toBe(12_792);
    expect((await page(ask, 'spring-gala-2027', 0, 2, { excludeDeleted: 'true' })).total).toBe(12_480);
  });

  it('has the promised events in the promised sizes', async () => {
    const { tixngo, ask } = await boxOffice();
    expect(tixngo.events.map(({ id }) => id)).toContain('city-marathon-2027');
    expect((await page(ask, 'autumn-lights-2027', 0, 2, { excludeDeleted: 'true' })).total).toBe(1250);
    expect((await page(ask, 'trap-door-2027', 0, 2, { excludeDeleted: 'true' })).total).toBe(40);
  });

  it('reads by limit and offset, every ticket once', async () => {
    const { ask } = await boxOffice();
    const rows = await readAll(ask, 'trap-door-2027', 2);
    expect(rows).toHaveLength(46);
    expect(new Set(idsOf(rows)).size).toBe(46);
    expect((await page(ask, 'trap-door-2027', 1000)).result).toEqual([]);
  });

  it.each([
    ['no mobileAppId', { limit: '2', offset: '0' }, "'mobileAppId' is not present"],
    ['no limit', { mobileAppId: 'demo-app', offset: '0' }, "'limit' is not present"],
    ['no offset', { mobileAppId: 'demo-app', limit: '2' }, "'offset' is not present"],
    ['an empty app ID', { ...PAGE, mobileAppId: '' }, "'mobileAppId' must not be empty"],
    ['a limit above the ceiling', { ...PAGE, limit: '1001' }, "'limit' must be at most 1000"],
    ['a limit of zero', { ...PAGE, limit: '0' }, "'limit' must be at least 1"],
    ['a limit that is no number', { ...PAGE, limit: 'all' }, "'limit' must be a whole number"],
    ['a negative offset', { ...PAGE, offset: '-1' }, "'offset' must be a whole number"],
    ['an odd flag', { ...PAGE, excludeDeleted: 'yes' }, "'excludeDeleted' must be 'true' or 'false'"],
    ['an odd time', { ...PAGE, lastUpdatedSince: 'yesterday' }, "'lastUpdatedSince' must be a timestamp"],
    ['an unknown parameter', { ...PAGE, status: 'DELETED' }, "Unknown parameter 'status'"],
    ['a parameter given twice', { ...PAGE, limit: ['1', '2'] }, "'limit' must be given once"],
  ])('refuses %s', async (_name, query, message) => {
    const { ask } = await boxOffice();
    const { status, body } = await ask(TRAPS, query);
    expect(status).toBe(400);
    expect(body).toEqual({
      status: 400,
      error: 'Bad Request',
      message: expect.stringContaining(message),
      path: '/v3/organizer/report/events/trap-door-2027/tickets',
    });
  });

  it('answers 404 for an unknown event and an unknown app, 400 without an event', async () => {
    const { tixngo, ask } = await boxOffice();
    expect((await ask('events/no-such-event/tickets', PAGE)).status).toBe(404);
    expect((await ask(TRAPS, { ...PAGE, mobileAppId: 'other-app' })).status).toBe(404);
    expect((await ask('events//tickets', PAGE)).status).toBe(400);
    tixngo.switches.set({ unknownEvent: 'empty' });
    expect(await ask('events/no-such-event/tickets', PAGE)).toEqual({ status: 200, body: { total: 0, result: [] } });
  });

  it('can be told to ignore unknown parameters', async () => {
    const { ask } = await boxOffice({ switches: { unknownParameters: 'ignore' } });
    expect((await ask(TRAPS, { ...PAGE, status: 'DELETED' })).status).toBe(200);
  });

  it('reads by time of change: since is included, before is not', async () => {
    const { tixngo, ask } = await boxOffice();
    const [first] = tixngo
      .truth('trap-door-2027')
      .sort((one, other) => one.lastUpdated.localeCompare(other.lastUpdated));
    const at = first?.lastUpdated ?? '';
    const find = async (more: Record<string, string>) =>
      idsOf((await page(ask, 'trap-door-2027', 0, 100, more)).result);
    expect(await find({ lastUpdatedSince: at })).toContain(first?.ticketId);
    expect(await find({ lastUpdatedBefore: at })).not.toContain(first?.ticketId);
    tixngo.switches.set({ sinceBound: 'exclusive', beforeBound: 'inclusive' });
    expect(await find({ lastUpdatedSince: at })).not.toContain(first?.ticketId);
    expect(await find({ lastUpdatedBefore: at })).toContain(first?.ticketId);
  });

  it('does not show when a row was last updated', async () => {
    const { ask } = await boxOffice();
    const { result } = await page(ask, 'trap-door-2027');
    expect(Object.keys(result[0] ?? {}).filter((name) => /updated/i.test(name))).toEqual([]);
  });
});

describe('tickets of a date range', () => {
  it('covers the events that start in the range', async () => {
    const { ask } = await boxOffice();
    const spring = { ...YEAR, to: '2027-04-17T18:30:00.000Z', limit: '1000' };
    const ids = async (path: string) =>
      new Set(Page.parse((await ask(path, { ...PAGE, ...spring })).body).result.map(({ eventId }) => eventId));
    expect(await ids('events/tickets')).toEqual(new Set(['trap-door-2027']));
    expect(await ids('events/tickets-light')).toEqual(new Set(['trap-door-2027']));
  });

  it('wants the range, and no event', async () => {
    const { ask } = await boxOffice();
    expect((await ask('events/tickets', PAGE)).status).toBe(400);
    expect((await ask('events/tickets-light', { ...PAGE, from: YEAR.from })).status).toBe(400);
    expect((await ask('events/tickets', { ...PAGE, ...YEAR, eventId: 'trap-door-2027' })).status).toBe(400);
    expect((await ask('events/tickets', { ...PAGE, from: YEAR.to, to: YEAR.from })).status).toBe(400);
  });

  it('takes the range under other names when told so', async () => {
    const { ask } = await boxOffice({ switches: { rangeFrom: 'startDate', rangeTo: 'endDate' } });
    expect((await ask('events/tickets', { ...PAGE, startDate: YEAR.from, endDate: YEAR.to })).status).toBe(200);
    expect((await ask('events/tickets', { ...PAGE, ...YEAR })).status).toBe(400);
  });

  it('gives the common columns only in the light list', async () => {
    const { ask } = await boxOffice();
    const [light] = Page.parse((await ask('events/tickets-light', { ...PAGE, ...YEAR })).body).result;
    expect(light).toHaveProperty('ownerEmail');
    expect(light).toHaveProperty('purchasePrice');
    for (const field of ['ownerFirstName', 'ticketBarcode', 'seatingRow', 'ticketMetadata']) {
      expect(light).not.toHaveProperty(field);
    }
  });
});

describe('the swapped paths of the older description', () => {
  it('serve one event without an ID in the path, several with IDs', async () => {
    const { ask } = await boxOffice({ switches: { seedPaths: true } });
    const one = await ask('events/tickets', { ...PAGE, eventId: 'trap-door-2027' });
    expect(Page.parse(one.body).total).toBe(46);
    const several = await ask('events/trap-door-2027,autumn-lights-2027/tickets', PAGE);
    expect(Page.parse(several.body).total).toBe(46 + 1290);
    expect((await ask('events/tickets', { ...PAGE, ...YEAR })).status).toBe(400);
  });
});

describe('the account', () => {
  const status = async (url: string, headers: Record<string, string>) => (await fetch(url, { headers })).status;
  const url = (origin: string) =>
    `${origin}/organizer/report/events/trap-door-2027/tickets?mobileAppId=demo-app&limit=1&offset=0`;

  it('is known by e-mail address and key in basic authentication', async () => {
    const { tixngo } = await boxOffice();
    const { email, apiKey } = tixngo.credentials;
    expect(await status(url(tixngo.origin), { Authorization: basic(tixngo) })).toBe(200);
    expect(await status(url(tixngo.origin), {})).toBe(401);
    expect(await status(url(tixngo.origin), { Authorization: `Bearer ${apiKey}` })).toBe(401);
    expect(await status(url(tixngo.origin), { Authorization: `Basic ${btoa(`${email}:wrong`)}` })).toBe(401);
    expect(await status(url(tixngo.origin), { 'X-Api-Key': apiKey })).toBe(401);
  });

  it('or by a header, when told so', async () => {
    const { tixngo } = await boxOffice({ switches: { authScheme: 'header', authHeaderName: 'X-Organizer-Key' } });
    expect(await status(url(tixngo.origin), { 'X-Organizer-Key': tixngo.credentials.apiKey })).toBe(200);
    expect(await status(url(tixngo.origin), { Authorization: basic(tixngo) })).toBe(401);
  });

  it('needs the right to read reports', async () => {
    const { tixngo } = await boxOffice({ switches: { reportingRight: false } });
    expect(await status(url(tixngo.origin), { Authorization: basic(tixngo) })).toBe(403);
    expect(await status(url(tixngo.origin), {})).toBe(401);
  });

  it('may only read', async () => {
    const { tixngo } = await boxOffice();
    const headers = { Authorization: basic(tixngo) };
    expect((await fetch(url(tixngo.origin), { method: 'POST', headers })).status).toBe(405);
    expect((await fetch(`${tixngo.origin}/organizer/tickets`, { method: 'POST', headers })).status).toBe(404);
  });
});
