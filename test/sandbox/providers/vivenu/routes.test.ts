import { describe, expect, it } from 'vitest';
import { SESSION } from '../../../../sandbox/providers/vivenu/catalogue.ts';
import { GALA, HUNDRED, HUNDRED_ONE, idsOf, MARATHON, part, readAll, seller, TRAPS } from './seller.ts';

const TOP = { top: '100' };

describe('the key', () => {
  const ask = async (url: string, headers: Record<string, string> = {}, method = 'GET') =>
    (await fetch(url, { headers, method })).status;

  it('is a bearer token', async () => {
    const { vivenu } = await seller();
    const url = `${vivenu.origin}/api/events`;
    expect(await ask(url, { Authorization: `Bearer ${vivenu.credentials.apiKey}` })).toBe(200);
    expect(await ask(url, { Authorization: `Bearer key_wrong` })).toBe(401);
    expect(await ask(url, { Authorization: `Basic ${btoa(vivenu.credentials.apiKey)}` })).toBe(401);
    expect(await ask(url, { token: vivenu.accessToken })).toBe(401);
    const refused = await fetch(url);
    expect([refused.status, await refused.json()]).toEqual([401, { message: 'Unauthorized', code: 'UNAUTHORIZED' }]);
  });

  it('is not enough where a session is wanted', async () => {
    const { vivenu } = await seller();
    const key = { Authorization: `Bearer ${vivenu.credentials.apiKey}` };
    const session = { Authorization: `Bearer ${SESSION}` };
    const mail = `${vivenu.origin}/api/transactions/1/invitationmail`;
    for (const [url, method] of [
      [`${vivenu.origin}/api/stats/money`, 'GET'],
      [mail, 'POST'],
    ] as const) {
      expect([await ask(url, key, method), await ask(url, session, method)]).toEqual([401, 501]);
    }
    expect(await ask(`${vivenu.origin}/api/events`, session)).toBe(200);
  });

  it('does not open what is for gates, and a gate opens nothing else', async () => {
    const { vivenu, ask: client, askAtGate } = await seller();
    expect((await client(`/accessusers/${HUNDRED}/tickets`)).status).toBe(401);
    expect((await askAtGate(`/accessusers/${HUNDRED}/tickets`)).status).toBe(200);
    expect((await askAtGate('/accessusers/me')).body).toMatchObject({ name: 'North gate' });
    expect((await askAtGate('/accessusers')).status).toBe(401);
    expect((await client('/accessusers')).body).toMatchObject({ docs: [{ token: vivenu.accessToken }] });
    expect((await client('/scan-zones')).body).toMatchObject({ total: 1 });
  });

  it('may not change anything here', async () => {
    const { vivenu } = await seller();
    const headers = { Authorization: `Bearer ${vivenu.credentials.apiKey}` };
    for (const path of ['transactions/1/cancel', 'transactions/1/cancellations', 'transactions/1/complete', 'events']) {
      const response = await fetch(`${vivenu.origin}/api/${path}`, { method: 'POST', headers });
      expect([response.status, await response.json()]).toEqual([
        501,
        expect.objectContaining({ code: 'NOT_IMPLEMENTED' }),
      ]);
    }
  });
});

describe('parameters', () => {
  it.each([
    ['/tickets', { top: '0' }, "'top' must be at least 1"],
    ['/tickets', { top: '1001' }, "'top' must be at most 1000"],
    ['/tickets', { top: 'all' }, "'top' must be a whole number"],
    ['/tickets', { skip: '-1' }, "'skip' must be a whole number"],
    ['/tickets', { type: 'DOUBLE' }, "'type' must be one of SINGLE, MULTI"],
    ['/tickets', { updatedAt: '2025-01-01T00:00:00Z' }, "Unknown parameter 'updatedAt'"],
    ['/tickets', { 'updatedAt[$since]': '2025-01-01T00:00:00Z' }, "Unknown parameter 'updatedAt[$since]'"],
    ['/tickets', { 'updatedAt[$gte]': 'yesterday' }, "'updatedAt[$gte]' must be a timestamp"],
    ['/tickets', { 'batchCounter[$gt]': 'x' }, "'batchCounter[$gt]' must be a number"],
    ['/tickets', { transactionId: 'x' }, "Unknown parameter 'transactionId'"],
    ['/transactions', { seller: 'x' }, "Unknown parameter 'seller'"],
    ['/transactions', { start: 'x' }, "'start' must be a timestamp"],
    ['/transactions/rich', { id: 'x' }, "Unknown parameter 'id'"],
    ['/events', { sortDir: '0' }, "'sortDir' must be one of 1, -1"],
    ['/cancellations', {}, "'transactionId' is not present"],
    [`/events/${GALA}`, { expand: 'x' }, "Unknown parameter 'expand'"],
  ])('%s refuses %o', async (path, query: Record<string, string>, message) => {
    const { ask } = await seller();
    const { status, body } = await ask(path, query);
    expect({ status, body }).toEqual({
      status: 400,
      body: { code: 'BAD_REQUEST', message: expect.stringContaining(message) },
    });
  });

  it('that are unknown are ignored when told so', async () => {
    const { ask } = await seller({ switches: { unknownParameters: 'ignore' } });
    expect((await ask('/tickets', { event: HUNDRED, transactionId: 'x' })).status).toBe(200);
  });
});

describe('transactions', () => {
  it('are found by one event or several', async () => {
    const { ask } = await seller();
    const total = async (event: string) => (await part(ask, '/transactions', { event, top: '1' })).total;
    expect(await total(HUNDRED)).toBe(100);
    expect(await total(`${HUNDRED},${HUNDRED_ONE}`)).toBe(201);
    expect(await total('65f0c0de00000000000000ff')).toBe(0);
    expect((await part(ask, '/transactions/rich', { event: HUNDRED, top: '1' })).total).toBe(100);
  });

  it('are found by status and payment status, words that nobody knows included', async () => {
    const { ask } = await seller();
    const found = async (query: Record<string, string>) =>
      (await part(ask, '/transactions', { event: TRAPS, ...query, ...TOP })).rows;
    expect((await found({ status: 'NEW,ABORTED' })).map(({ status }) => status)).toEqual(['ABORTED', 'NEW']);
    expect(await found({ status: 'ON-HOLD' })).toHaveLength(1);
    expect(await found({ status: 'UNHEARD-OF' })).toEqual([]);
    expect(await found({ paymentStatus: 'CHARGEBACK,DISPUTE' })).toHaveLength(2);
  });

  it('are bounded by when they were made and when they changed', async () => {
    const { ask } = await seller();
    const all = (await part(ask, '/transactions', { event: TRAPS, ...TOP })).rows;
    const count = async (query: Record<string, string>) =>
      (await part(ask, '/transactions', { event: TRAPS, ...query, ...TOP })).total;
    const at = String(all[20]?.['createdAt']);
    expect(await count({ start: at })).toBe(all.length - 20);
    expect(await count({ end: at })).toBe(21);
    const changed = '2025-06-02T09:30:00.000Z';
    const counts = await Promise.all(
      ['$gt', '$gte', '$eq', '$lte'].map((operator) => count({ [`updatedAt[${operator}]`]: changed })),
    );
    expect(counts).toEqual([0, 5, 5, all.length]);
    expect(await count({ 'updatedAt[$lt]': changed, 'updatedAt[$gte]': at })).toBe(
      (await count({ 'updatedAt[$gte]': at })) - 5,
    );
  });

  it('are found by what is known of them', async () => {
    const { ask } = await seller();
    const { rows } = await part(ask, '/transactions', { event: GALA, status: 'COMPLETE', ...TOP });
    const one = rows.find(({ psp, customerId }) => psp !== undefined && customerId !== undefined);
    for (const [parameter, field] of Object.entries({
      id: '_id',
      name: 'name',
      email: 'email',
      customer: 'customerId',
      psp: 'psp',
    })) {
      const found = await part(ask, '/transactions', { event: GALA, [parameter]: String(one?.[field]) });
      expect(idsOf(found.rows)).toContain(one?.['_id']);
      expect(found.total).toBeLessThan(10);
    }
    const coupons = await part(ask, '/transactions', { event: GALA, coupon: 'EARLY-007' });
    expect(coupons.total).toBeGreaterThan(20);
    expect(coupons.rows.every(({ appliedCoupons }) => JSON.stringify(appliedCoupons).includes('EARLY-007'))).toBe(true);
    const cash = await part(ask, '/transactions', { event: GALA, posPaymentMethods: 'cash' });
    expect(cash.rows.every(({ posInfo }) => Object(posInfo).paymentMethod === 'cash')).toBe(true);
  });

  it('are read one by one, with their tickets', async () => {
    const { ask } = await seller();
    const [, , transaction] = (await part(ask, '/transactions', { event: TRAPS })).rows;
    const address = `/transactions/${String(transaction?.['_id'])}`;
    expect((await ask(address)).body).toEqual(transaction);
    const tickets = (await ask(`${address}/tickets`)).body;
    expect(tickets).toEqual([
      expect.objectContaining({ transactionId: transaction?.['_id'] }),
      expect.objectContaining({ transactionId: transaction?.['_id'] }),
    ]);
    for (const id of ['x', '65f0c0de00000000000000ff', GALA]) {
      expect((await ask(`/transactions/${id}`)).status).toBe(404);
      expect((await ask(`/transactions/${id}/tickets`)).status).toBe(404);
      expect((await ask(`/transactions/${id}/cancellations`)).status).toBe(400);
    }
  });

  it('tell what was cancelled of them', async () => {
    const { ask } = await seller();
    const rows = await readAll(ask, '/transactions', { event: TRAPS });
    const partly = rows[16];
    const { body } = await ask(`/transactions/${String(partly?.['_id'])}/cancellations`);
    expect(body).toEqual(partly?.['cancellationInfo']);
    expect(body).toMatchObject({ cancellableItems: [{ cancelledAt: expect.any(String) }, { price: 85 }] });
    const made = await part(ask, '/cancellations', { transactionId: String(partly?.['_id']) });
    expect(made).toMatchObject({ total: 1, rows: [{ transactionId: partly?.['_id'] }] });
    expect((await part(ask, '/cancellations', { transactionId: 'x' })).rows).toEqual([]);
  });
});

describe('tickets', () => {
  it('are found by what is known of them', async () => {
    const { ask } = await seller();
    const rows = await readAll(ask, '/tickets', {
      event: GALA,
      status: 'VALID',
      'updatedAt[$lt]': '2025-03-01T00:00:00.000Z',
    });
    const one = rows.find(({ customerId, name }) => customerId !== undefined && name !== '');
    const seat = Object(one?.['seatingInfo']);
    const known = {
      barcode: one?.['barcode'],
      name: one?.['name'],
      customerId: one?.['customerId'],
      statusId: seat.statusId,
      sectionName: seat.sectionName,
      groupName: seat.groupName,
      rowName: seat.rowName,
      seatName: seat.seatName,
    };
    for (const [name, value] of Object.entries(known)) {
      expect(idsOf(await readAll(ask, '/tickets', { event: GALA, [name]: String(value) }))).toContain(one?.['_id']);
    }
    expect((await ask(`/tickets/${String(one?.['_id'])}`)).body).toEqual(one);
    expect((await ask('/tickets/65f0c0de00000000000000ff')).status).toBe(404);
  }, 20_000);

  it('are found by status, type, delivery, batch and place', async () => {
    const { ask } = await seller();
    const total = async (query: Record<string, string>) =>
      (await part(ask, '/tickets', { event: GALA, top: '1', ...query })).total;
    const statuses = ['VALID', 'INVALID', 'RESERVED', 'DETAILSREQUIRED'];
    const counts = await Promise.all(statuses.map((status) => total({ status })));
    expect(counts.every((count) => count > 20)).toBe(true);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(await total({}));
    expect(await total({ status: 'VALID,DETAILSREQUIRED' })).toBe((counts[0] ?? 0) + (counts[3] ?? 0));
    expect((await total({ deliveryType: 'HARD' })) + (await total({ deliveryType: 'VIRTUAL' }))).toBe(await total({}));
    const printed = await total({ batch: 'batch_007' });
    expect((await total({ 'batchCounter[$lt]': '1000' })) + (await total({ 'batchCounter[$gte]': '1000' }))).toBe(
      printed,
    );
    expect(await total({ gaName: 'Floor' })).toBe(0);
    expect(
      (await part(ask, '/tickets', { event: MARATHON, gaName: 'Start block 01', top: '1' })).total,
    ).toBeGreaterThan(19_000);
    expect((await part(ask, '/tickets', { event: TRAPS, type: 'MULTI' })).rows).toMatchObject([
      { barcode: '000123456789' },
    ]);
  });

  it('of baskets that were never paid do not exist', async () => {
    const { ask } = await seller();
    const [unpaid] = (await part(ask, '/transactions', { event: GALA, status: 'NEW' })).rows;
    expect((await ask(`/transactions/${String(unpaid?.['_id'])}/tickets`)).body).toEqual([]);
    expect(unpaid).toMatchObject({ realPrice: expect.any(Number), tickets: expect.any(Array) });
  });

  it('at a gate are found by barcode and by when they changed', async () => {
    const { ask, askAtGate } = await seller();
    const [ticket] = (await part(ask, '/tickets', { event: HUNDRED })).rows;
    const barcode = String(ticket?.['barcode']);
    expect((await askAtGate(`/accessusers/tickets/${barcode}`)).body).toMatchObject({
      _id: ticket?.['_id'],
      eventId: HUNDRED,
    });
    expect((await askAtGate(`/accessusers/tickets/${barcode}`, { eventId: HUNDRED_ONE })).status).toBe(404);
    const at = String(ticket?.['updatedAt']);
    const total = async (query: Record<string, string>) =>
      (await part(askAtGate, `/accessusers/${HUNDRED}/tickets`, query)).total;
    expect((await total({ from: at })) + (await total({ until: at }))).toBe(await total({}));
    expect((await part(askAtGate, '/accessusers/events')).total).toBe(7);
  });
});

describe('events', () => {
  it('come by their start, or the other way round', async () => {
    const { ask } = await seller();
    const { rows, total } = await part(ask, '/events');
    expect(total).toBe(8);
    expect(rows.map(({ start }) => start)).toEqual(rows.map(({ start }) => start).toSorted());
    expect(idsOf((await part(ask, '/events', { sortDir: '-1' })).rows)).toEqual(idsOf(rows).toReversed());
    expect((await part(ask, '/events/rich')).rows).toEqual(rows);
  });

  it('are found by name, kind, series, start and change', async () => {
    const { ask } = await seller();
    const ids = async (query: Record<string, string>) => idsOf((await part(ask, '/events', query)).rows);
    expect(await ids({ name: 'gala' })).toEqual([GALA]);
    expect(await ids({ type: 'RECURRENCE' })).toHaveLength(3);
    const [root] = await ids({ type: 'ROOT' });
    expect(await ids({ rootId: String(root) })).toHaveLength(3);
    expect(await ids({ childEvents: HUNDRED })).toEqual([root]);
    expect(await ids({ 'start[$gte]': '2027-04-17T18:30:00.000Z', 'start[$lt]': '2027-05-01T00:00:00.000Z' })).toEqual([
      GALA,
    ]);
    expect(await ids({ 'updatedAt[$gte]': '2026-01-01T00:00:00.000Z' })).toEqual([]);
    expect(await ids({ groupEventId: 'x' })).toEqual([]);
    expect((await ask(`/events/${GALA}`)).body).toMatchObject({
      name: 'Spring Gala 2027',
      locationName: 'Harbour Hall',
    });
    expect((await ask('/events/x')).status).toBe(404);
  });
});
