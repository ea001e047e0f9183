import { describe, expect, it } from 'vitest';
import { basic, boxOffice, idsOf, page, readAll } from './box-office.ts';

const TRAPS = { event_id: 'ev_1006' };

describe('the key', () => {
  const status = async (url: string, authorization?: string) =>
    (await fetch(url, { headers: authorization ? { Authorization: authorization } : {} })).status;

  it('is the user name of basic authentication, without a password', async () => {
    const { office } = await boxOffice();
    const { apiKey } = office.credentials;
    const url = `${office.origin}/ping`;
    expect(await status(url, basic(`${apiKey}:`))).toBe(200);
    expect(await status(url, basic(apiKey))).toBe(200);
    expect(await status(url, basic(`${apiKey}:secret`))).toBe(401);
    expect(await status(url, basic('sk_1_2_wrong:'))).toBe(401);
    expect(await status(url, `Bearer ${apiKey}`)).toBe(401);
    expect(await status(url)).toBe(401);
  });

  it('needs its colon when told so', async () => {
    const { office } = await boxOffice({ switches: { keyWithoutColon: 'refuse' } });
    const { apiKey } = office.credentials;
    expect(await status(`${office.origin}/ping`, basic(apiKey))).toBe(401);
    expect(await status(`${office.origin}/ping`, basic(`${apiKey}:`))).toBe(200);
  });

  it('is refused with the error object of the vendor', async () => {
    const { office } = await boxOffice();
    const response = await fetch(`${office.origin}/orders`);
    expect(await response.json()).toEqual({ status: 401, error_code: 'UNAUTHORIZED', message: 'Invalid API key' });
  });

  it('may not change anything here', async () => {
    const { office } = await boxOffice();
    const headers = { Authorization: basic(`${office.credentials.apiKey}:`) };
    const post = (path: string) => fetch(`${office.origin}${path}`, { method: 'POST', headers });
    for (const path of ['/check_ins', '/issued_tickets/it_6000001/void', '/orders/or_1/confirm-payment-received']) {
      const response = await post(path);
      expect(response.status).toBe(501);
      expect(await response.json()).toMatchObject({ status: 501, error_code: 'NOT_IMPLEMENTED' });
    }
  });
});

describe('parameters', () => {
  it.each([
    ['/orders', { limit: 'all' }, "'limit' must be a whole number"],
    ['/orders', { limit: '0' }, "'limit' must be at least 1"],
    ['/orders', { 'created_at.gte': 'yesterday' }, "'created_at.gte' must be a whole number"],
    ['/orders', { 'created_at.since': '1' }, "Unknown parameter 'created_at.since'"],
    ['/orders', { status: 'done' }, "'status' must be one of completed, pending"],
    ['/orders', { updated_at: '1' }, "Unknown parameter 'updated_at'"],
    ['/orders', { event_id: '' }, "'event_id' must not be empty"],
    ['/issued_tickets', { status: 'good' }, "'status' must be one of valid, voided"],
    ['/issued_tickets', { txn_id: '1' }, "Unknown parameter 'txn_id'"],
    ['/events', { created_at: '1' }, "Unknown parameter 'created_at'"],
    ['/events', { status: 'published,gone' }, "'status' must be a list of published"],
    ['/check_ins', { order_id: 'or_1' }, "Unknown parameter 'order_id'"],
    ['/ping', { verbose: '1' }, "Unknown parameter 'verbose'"],
    ['/orders/or_6000001', { expand: '1' }, "Unknown parameter 'expand'"],
  ])('%s refuses %o', async (path, query: Record<string, string>, message) => {
    const { ask } = await boxOffice();
    const { status, body } = await ask(path, query);
    expect({ status, body }).toEqual({
      status: 400,
      body: { status: 400, error_code: 'VALIDATION_ERROR', message: expect.stringContaining(message) },
    });
  });

  it('that are unknown are ignored when told so', async () => {
    const { ask } = await boxOffice({ switches: { unknownParameters: 'ignore' } });
    expect((await ask('/orders', { ...TRAPS, updated_at: '1' })).status).toBe(200);
  });
});

describe('orders', () => {
  it('are found by what is known of them', async () => {
    const { ask } = await boxOffice();
    const [order] = (await page(ask, '/orders', { event_id: 'ev_1001', limit: '1' })).data;
    const tickets = await readAll(ask, '/issued_tickets', { order_id: String(order?.['id']) });
    const buyer = Object(order?.['buyer_details']);
    for (const query of [{ email: String(buyer.email).toUpperCase() }, { barcode: String(tickets[0]?.['barcode']) }]) {
      expect(idsOf((await page(ask, '/orders', { event_id: 'ev_1001', ...query })).data)).toContain(order?.['id']);
    }
    const tagged = await readAll(ask, '/orders', { event_id: 'ev_1001', referral_tag: 'newsletter' });
    expect(tagged.length).toBeGreaterThan(10);
    expect(tagged.every(({ referral_tag }) => referral_tag === 'newsletter')).toBe(true);
    const paid = tagged.find(({ txn_id }) => txn_id !== null);
    expect(idsOf(await readAll(ask, '/orders', { txn_id: String(paid?.['txn_id']) }))).toEqual([paid?.['id']]);
  });

  it('are found by status in either spelling', async () => {
    const { ask } = await boxOffice();
    const cancelled = await readAll(ask, '/orders', { event_id: 'ev_1001', status: 'cancelled' });
    expect(cancelled.length).toBeGreaterThan(10);
    expect(cancelled.every(({ status }) => status === 'cancelled')).toBe(true);
    expect(await readAll(ask, '/orders', { event_id: 'ev_1001', status: 'canceled' })).toEqual(cancelled);
    expect((await readAll(ask, '/orders', { ...TRAPS, status: 'cancelled' })).map(({ status }) => status)).toEqual([
      'canceled',
    ]);
  });

  it('are bounded by the second they were placed in', async () => {
    const { ask } = await boxOffice();
    const orders = await readAll(ask, '/orders', TRAPS);
    const at = Number(orders[10]?.['created_at']);
    const count = async (query: Record<string, string>) =>
      (await readAll(ask, '/orders', { ...TRAPS, ...query })).length;
    const bounded = async (operator: string) => await count({ [`created_at${operator}`]: String(at) });
    expect(await Promise.all(['.gt', '.gte', '', '.lte', '.lt'].map(bounded))).toEqual([10, 11, 1, 32, 31]);
    expect(await count({ 'created_at.gte': String(at), 'created_at.lt': String(at + 1) })).toBe(1);
  });

  it('belong to every event they hold a ticket of', async () => {
    const { ask } = await boxOffice();
    const late = await readAll(ask, '/orders', { event_id: 'ev_1007' });
    expect(idsOf(late)).toContain('or_6000002');
    expect(idsOf(await readAll(ask, '/orders', { event_series_id: 'es_9004' }))).toContain('or_6000002');
    expect(await readAll(ask, '/orders', { event_series_id: 'es_9003' })).toHaveLength(401);
  });

  it('are read one by one', async () => {
    const { ask } = await boxOffice();
    const [order] = (await page(ask, '/orders', TRAPS)).data;
    expect((await ask(`/orders/${String(order?.['id'])}`)).body).toEqual(order);
    for (const id of ['or_6009999', 'or_1', 'or_99000001', 'it_6000001', 'x']) {
      expect((await ask(`/orders/${id}`)).status).toBe(404);
    }
  });
});

describe('issued tickets', () => {
  it('are found by what is known of them', async () => {
    const { ask } = await boxOffice();
    const [ticket] = await readAll(ask, '/issued_tickets', { event_id: 'ev_1003' });
    for (const [parameter, field] of Object.entries({ barcode: 'barcode', name: 'full_name', email: 'email' })) {
      const found = await readAll(ask, '/issued_tickets', {
        event_id: 'ev_1003',
        [parameter]: String(ticket?.[field]),
      });
      expect(idsOf(found)).toContain(ticket?.['id']);
    }
    const [referred] = (await page(ask, '/issued_tickets', { ...TRAPS, reference: '=1+1' })).data;
    expect(referred).toMatchObject({ reference: '=1+1', barcode: '0012345' });
  });

  it('are valid or voided', async () => {
    const { ask } = await boxOffice();
    const count = async (query: Record<string, string>) =>
      (await readAll(ask, '/issued_tickets', { event_id: 'ev_1001', ...query })).length;
    expect(await count({})).toBe(3120);
    const voided = await count({ status: 'voided' });
    expect(voided).toBeGreaterThan(60);
    expect(await count({ status: 'valid' })).toBe(3120 - voided);
    const [one] = (await page(ask, '/issued_tickets', { event_id: 'ev_1001', status: 'voided' })).data;
    expect(one).toMatchObject({ status: 'void', voided_at: expect.any(Number) });
  });

  it('say it in the other words when told so', async () => {
    const { ask } = await boxOffice({ switches: { voidWord: 'voided', cancelledWord: 'canceled' } });
    const [ticket] = (await page(ask, '/issued_tickets', { event_id: 'ev_1001', status: 'voided' })).data;
    const [order] = (await page(ask, '/orders', { event_id: 'ev_1001', status: 'cancelled' })).data;
    expect([ticket?.['status'], order?.['status']]).toEqual(['voided', 'canceled']);
  });

  it('are read one by one', async () => {
    const { ask } = await boxOffice();
    const [ticket] = (await page(ask, '/issued_tickets', TRAPS)).data;
    expect((await ask(`/issued_tickets/${String(ticket?.['id'])}`)).body).toEqual(ticket);
    expect((await ask('/issued_tickets/it_6000999')).status).toBe(404);
  });

  it('of an event that does not exist are none, or not found', async () => {
    const { office, ask } = await boxOffice();
    expect((await page(ask, '/issued_tickets', { event_id: 'ev_404' })).data).toEqual([]);
    office.switches.set({ unknownEvent: 'not-found' });
    expect((await ask('/issued_tickets', { event_id: 'ev_404' })).status).toBe(404);
  });
});

describe('check-ins', () => {
  it('are found by event, ticket and the time they arrived', async () => {
    const { ask } = await boxOffice();
    const all = await readAll(ask, '/check_ins', { event_id: 'ev_1005' });
    expect(all.length).toBeGreaterThan(120);
    const { issued_ticket_id, created_at } = all[5] ?? {};
    expect(await readAll(ask, '/check_ins', { issued_ticket_id: String(issued_ticket_id) })).toEqual([all[5]]);
    const since = await readAll(ask, '/check_ins', { event_id: 'ev_1005', 'created_at.gte': String(created_at) });
    expect(since).toEqual(all.filter((one) => Number(one['created_at']) >= Number(created_at)));
  });

  it('know no filters when told so', async () => {
    const { ask } = await boxOffice({ switches: { checkInFilters: 'refuse' } });
    expect((await ask('/check_ins', { event_id: 'ev_1005' })).status).toBe(400);
    expect((await ask('/check_ins', { limit: '1' })).status).toBe(200);
  });
});

describe('events', () => {
  it('are found by status, start and end', async () => {
    const { ask } = await boxOffice();
    const ids = async (query: Record<string, string>) => idsOf((await page(ask, '/events', query)).data).toSorted();
    expect(await ids({})).toHaveLength(8);
    expect(await ids({ status: 'draft,sales_closed' })).toEqual(['ev_1003', 'ev_1004', 'ev_1005', 'ev_1007']);
    const gala = String(Date.parse('2027-04-17T18:30:00Z') / 1000);
    expect(await ids({ start_at: gala })).toEqual(['ev_1001']);
    expect(await ids({ 'start_at.gt': gala, 'end_at.lte': '1900000000' })).toEqual(['ev_1002', 'ev_1008']);
  });

  it('can be the older list, filtered by their making', async () => {
    const { ask } = await boxOffice({ switches: { seedEventFilters: true } });
    expect((await ask('/events', { start_at: '1' })).status).toBe(400);
    expect((await page(ask, '/events', { 'created_at.lt': '1' })).data).toEqual([]);
  });

  it('lack name and status through their series', async () => {
    const { office, ask } = await boxOffice();
    const list = '/event_series/es_9003/events';
    const [event] = (await page(ask, list)).data;
    expect(event).toMatchObject({ id: 'ev_1005' });
    expect(event).not.toHaveProperty('name');
    expect(event).not.toHaveProperty('status');
    office.switches.set({ seriesEvents: 'full' });
    expect((await page(ask, list)).data[0]).toEqual((await ask('/events/ev_1005')).body);
    expect((await ask('/events/ev_9')).status).toBe(404);
    expect((await ask('/event_series/es_9')).status).toBe(404);
  });

  it('do not start to change by being listed', async () => {
    const { office, ask } = await boxOffice({ switches: { changesPerSecond: { ...NOTHING, sales: 1 } } });
    await page(ask, '/events');
    office.tick(10);
    expect((await ask('/events/ev_1003')).body).toMatchObject({ total_orders: 100 });
  });

  it.each([
    '/event_series',
    '/products',
    '/vouchers',
    '/vouchers/vo_1/codes',
    '/discounts',
    '/event_series/es_9001/waitlist_signups',
  ])('have %s beside them', async (path) => {
    const { ask } = await boxOffice();
    expect((await page(ask, path)).data.length).toBeGreaterThan(1);
    expect(await readAll(ask, path, { limit: '1' })).toEqual((await page(ask, path)).data);
  });

  it('belong to a box office with a name', async () => {
    const { ask } = await boxOffice();
    expect((await ask('/overview')).body).toMatchObject({ box_office_name: 'Harbour Hall' });
    expect((await ask('/nothing')).body).toMatchObject({ status: 404, error_code: 'NOT_FOUND' });
  });
});

const NOTHING = { sales: 0, scans: 0, voids: 0, refunds: 0, cancellations: 0, edits: 0 };
