import { describe, expect, it } from 'vitest';
import { credentialsMisfit } from '../../../worker/report-check.ts';
import { paylogic as provider } from '../../../worker/providers/paylogic/index.ts';
import { readDataset } from './reading.ts';
import { paylogicRig, sorted } from './paylogic-reading.ts';

const paylogicShop = paylogicRig();
const GALA = 'spring-gala-2027';
const AUTUMN = 'autumn-lights-2025';
const TRAP = 'trap-door-2027';

const uidsOf = (things: readonly { readonly uid: string }[]) => sorted(things.map(({ uid }) => uid));

/** The small event, on pages of so many orders, however the stand-in is set. */
async function autumn(switches: Record<string, unknown> = {}, changes = false) {
  const { paylogic, ...rest } = await paylogicShop({ switches: { pageSize: 20, ...switches }, changes });
  const scope = { eventId: rest.uid(AUTUMN) };
  const idsOf = (readings: ReadonlyMap<string, unknown>) =>
    sorted([...readings.keys()].map((key) => key.split('/')[0]));
  return { paylogic, scope, idsOf, ...rest };
}

describe('tickets of an event', () => {
  it('all come, each once, out of the orders', async () => {
    const { paylogic, read, uid } = await paylogicShop();
    const { rows, certificate } = await read('tickets', { scope: { eventId: uid(GALA) } });
    const truth = paylogic.truth(GALA);
    expect(sorted(rows.map(({ ticketId }) => ticketId))).toEqual(uidsOf(truth));
    const scanned = truth.filter(({ isScanned }) => isScanned);
    expect(sorted(rows.filter(({ checkedIn }) => checkedIn).map(({ ticketId }) => ticketId))).toEqual(uidsOf(scanned));
    expect(certificate).toMatchObject({ complete: true, rowErrors: 0, rows: 2500 });
    expect(rows[0]).toMatchObject({ eventName: 'Spring Gala 2027', ticketType: expect.any(String) });
  });

  it('have the same keys when they are read again, in pages of two, and when the worker was killed meanwhile', async () => {
    const { paylogic, read, scope } = await autumn();
    const keysOf = async (stopAfterPage?: number) => {
      const { readings } = await read('tickets', { scope }, { ...(stopAfterPage && { stopAfterPage }) });
      return sorted([...readings.values()].flatMap(({ rows }) => rows.map(({ key }) => key)));
    };
    const keys = await keysOf();
    expect(keys.length).toBe(240);
    expect(new Set(keys).size).toBe(240);
    paylogic.switches.set({ pageSize: 2 });
    expect(await keysOf()).toEqual(keys);
    expect(await keysOf(7)).toEqual(keys);
  });

  it.each(['links', 'absent'] as const)('are asked for where the list of orders shows %s of them', async (detail) => {
    const { paylogic, read, scope } = await autumn({ listedOrderTickets: detail });
    const { rows, certificate } = await read('tickets', { scope });
    expect(sorted(rows.map(({ ticketId }) => ticketId))).toEqual(uidsOf(paylogic.truth(AUTUMN)));
    expect(certificate).toMatchObject({ complete: true });
    expect(rows.filter(({ barcode }) => barcode === null)).toEqual([]);
  });

  it('are asked for one by one where orders show only their links', async () => {
    const { paylogic, read, scope } = await autumn();
    const filters = { purchased: { from: '2025-02-10', to: '2025-03-01' } };
    const whole = await read('tickets', { scope, filters });
    paylogic.switches.set({ listedOrderTickets: 'absent', orderTickets: 'links' });
    const { rows } = await read('tickets', { scope, filters });
    expect(rows.length).toBeGreaterThan(20);
    expect(sorted(rows.map(({ ticketId }) => ticketId))).toEqual(sorted(whole.rows.map(({ ticketId }) => ticketId)));
    expect(rows.filter(({ ticketType, barcode }) => ticketType === null || barcode === null)).toEqual([]);
    expect(paylogic.requests.filter(({ path }) => path.startsWith('/tickets/')).length).toBe(rows.length);
  });

  it('of orders nobody may see are told of, and the others come', async () => {
    const { paylogic, read, scope } = await autumn({ listedOrderTickets: 'absent' });
    const [closed] = paylogic.trueOrders(AUTUMN);
    paylogic.switches.set({ forbiddenOrders: [closed?.uid ?? ''] });
    const { rows, certificate } = await read('tickets', { scope });
    const readable = paylogic.truth(AUTUMN).filter(({ isReadable }) => isReadable);
    expect(sorted(rows.map(({ ticketId }) => ticketId))).toEqual(uidsOf(readable));
    expect(certificate).toMatchObject({ complete: false, rowErrors: 1 });
    expect(certificate.notes.join()).toContain(`order ${closed?.uid}: no access`);
    const orders = await read('orders', { scope });
    expect(orders.certificate.notes.join()).toContain(`order ${closed?.uid}: no access`);
  });

  it('come without names where the account may not read those', async () => {
    const { read, scope } = await autumn({ botFilter: true });
    const { rows, certificate } = await read('tickets', { scope });
    expect(certificate).toMatchObject({ complete: true, rows: 240 });
    expect(rows[0]).toMatchObject({ ticketType: null, eventName: null, ticketTypeId: expect.any(String) });
  });

  it('of several events, or of all, come in one reading', async () => {
    const { paylogic, read, uid } = await paylogicShop();
    const eventId = `${uid(AUTUMN)}, ${paylogic.origin}/events/${uid(TRAP)}`;
    const { rows, certificate } = await read('tickets', { scope: { eventId } });
    expect(rows.length).toBe(240 + 33);
    expect(certificate.providerTotal).toBe(paylogic.trueOrders(AUTUMN).length + 30);
    expect(new Set(rows.map(({ eventName }) => eventName))).toEqual(
      new Set(['Autumn Lights 2025', '"Valluik", l\'opéra-bouffe']),
    );
  });

  it('of another event in the same order are left to that event', async () => {
    const [mine, other] = ['a', 'b'].map((digit) => digit.repeat(32));
    const ticket = (digit: string, event: string | undefined) => ({
      uid: digit.repeat(32),
      is_scanned: false,
      _links: { 'shop:event': { href: `https://x.example/events/${event}` } },
    });
    const order = {
      uid: '9'.repeat(32),
      created_date: '2027-01-01T00:00:00Z',
      _embedded: { 'shop:ticket': [ticket('1', mine), ticket('2', other), ticket('1', mine)] },
    };
    const dataset = provider({}).datasets.find(({ id }) => id === 'tickets');
    const rowsOf = (eventId = '') => dataset?.read(order, { scope: { eventId }, hash: String });
    const [ofMine, ofOther, ofAll] = [rowsOf(mine), rowsOf(other), rowsOf()];
    expect(ofMine?.rows.map(({ row }) => row['ticketId'])).toEqual(['1'.repeat(32)]);
    expect(ofOther?.rows.map(({ row }) => row['ticketId'])).toEqual(['2'.repeat(32)]);
    expect(ofAll?.rows.length).toBe(2);
    expect(ofMine?.key).not.toBe(ofOther?.key);
  });
});

describe('tickets of a guest who logged in', () => {
  it('come from three lists side by side, and whole from their own addresses', async () => {
    const { paylogic, read, uid, guest } = await paylogicShop({ switches: { pageSize: 20 } });
    const { rows, certificate } = await read('tickets', { credentials: guest, scope: { source: 'guest' } });
    expect(certificate).toMatchObject({ complete: true, rows: rows.length });
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.filter(({ barcode, eventName, ticketType }) => !barcode || !eventName || !ticketType)).toEqual([]);
    const own = await read('orders', { credentials: guest });
    expect(new Set(rows.map(({ orderId }) => orderId))).toEqual(new Set(own.rows.map(({ orderId }) => orderId)));
    const some = await read('tickets', { credentials: guest, scope: { source: 'guest', eventId: uid(GALA) } });
    expect(sorted(some.rows.map(({ ticketId }) => ticketId))).toEqual(
      sorted(rows.filter(({ eventId }) => eventId === uid(GALA)).map(({ ticketId }) => ticketId)),
    );
    expect(paylogic.requests.some(({ path }) => path.startsWith('/orders/'))).toBe(false);
  });

  it('are nothing an application can list', async () => {
    const { read } = await paylogicShop();
    const reading = read('tickets', { scope: { source: 'guest' } });
    await expect(reading).rejects.toMatchObject({ kind: 'auth', said: expect.stringContaining('guests who log in') });
  });
});

describe('pages', () => {
  it.each([
    ['the last leads nowhere', { lastNext: 'absent' }],
    ['the last says null', { lastNext: 'null' }],
    ['the last leads past the end', { lastNext: 'beyond' }],
    ['an empty page follows the last', { lastNext: 'beyond', pastTheEnd: 'empty' }],
    ['one is empty once', { pageTrouble: { kind: 'empty', fromPage: 2, times: 1 } }],
    ['one comes twice', { pageTrouble: { kind: 'repeated', fromPage: 3, times: 1 } }],
  ])('all orders come when %s', async (_, switches) => {
    const { paylogic, read, scope, idsOf } = await autumn(switches);
    const { readings, certificate } = await read('orders', { scope });
    expect(idsOf(readings)).toEqual(uidsOf(paylogic.trueOrders(AUTUMN)));
    expect(certificate.complete).toBe(true);
  });

  it('a count that is too high makes three attempts, and is told', async () => {
    const { paylogic, read, scope, idsOf } = await autumn({ itemCountDelta: 5, lastNext: 'beyond' });
    const { readings, certificate, cursors } = await read('orders', { scope });
    expect(idsOf(readings)).toEqual(uidsOf(paylogic.trueOrders(AUTUMN)));
    expect(certificate).toMatchObject({ complete: false });
    expect(Math.max(...cursors.map(({ pass }) => pass))).toBe(3);
  });
});

describe('a list that changes while it is read', () => {
  it.each(['start', 'end', 'anywhere'] as const)('loses nothing; new orders land at the %s', async (salesLand) => {
    const { paylogic, read, scope, idsOf } = await autumn({ pageSize: 4, salesLand }, true);
    const before = new Set(uidsOf(paylogic.trueOrders(AUTUMN)));
    paylogic.switches.set({
      changesPerPage: { sales: 1, payments: 1, scans: 1, cancellations: 0.5, vanishes: 0.5 },
    });
    const { readings } = await read('orders', { scope });
    const after = uidsOf(paylogic.trueOrders(AUTUMN));
    const seen = new Set(idsOf(readings));
    expect(after.filter((uid) => before.has(uid) && !seen.has(uid))).toEqual([]);
    const sold = after.filter((uid) => !before.has(uid));
    const missed = sold.filter((uid) => !seen.has(uid));
    expect(sold.length).toBeGreaterThan(20);
    // What is sold while the last look goes on comes with the next run.
    const lists = paylogic.requests.filter(({ path }) => path === '/orders');
    const lastRound = lists.length - lists.findLastIndex(({ query }) => query['page'] === undefined);
    expect(missed.length).toBeLessThanOrEqual(lastRound);
  });

  it('is bounded by the beginning of the run, and caught up with from there', async () => {
    const { paylogic, read, scope } = await autumn();
    await read('tickets', { scope });
    const queries = paylogic.requests.filter(({ path }) => path === '/orders').map(({ query }) => query);
    const [first, last] = [queries[0], queries.at(-1)];
    const [bound = ''] = first?.['created_date__lt'] ?? [];
    expect(first).toEqual({ created_date__lt: [bound], event: [`${paylogic.origin}/events/${scope.eventId}`] });
    expect(last?.['created_date__lt']).toBeUndefined();
    expect(String(last?.['created_date__gte']) <= bound).toBe(true);
  });
});

describe('filters', () => {
  it('by day are applied by Paylogic', async () => {
    const { paylogic, read, scope } = await autumn();
    const span = { from: '2025-02-10', to: '2025-03-01' };
    const whole = await read('orders', { scope });
    const wanted = whole.rows.filter(({ createdAt }) => String(createdAt) >= span.from && String(createdAt) < span.to);
    const { rows, certificate } = await read('orders', { scope, filters: { created: span } });
    expect(wanted.length).toBeGreaterThan(5);
    expect(sorted(rows.map(({ orderId }) => orderId))).toEqual(sorted(wanted.map(({ orderId }) => orderId)));
    expect(certificate.filtered).toBe(0);
    const tickets = await read('tickets', { scope, filters: { purchased: span } });
    expect(new Set(tickets.rows.map(({ orderId }) => orderId))).toEqual(new Set(rows.map(({ orderId }) => orderId)));
    expect(paylogic.requests.map(({ query }) => query)).toContainEqual(
      expect.objectContaining({
        created_date__gte: ['2025-02-10T00:00:00Z'],
        created_date__lt: ['2025-03-01T00:00:00Z'],
      }),
    );
  });
});

describe('look-ups', () => {
  it('find tickets by barcode, by uid and by order, and orders by uid', async () => {
    const { read, scope } = await autumn();
    const { rows } = await read('tickets', { scope });
    const [first, second] = rows;
    const codes = [String(first?.['barcode']), '000', String(second?.['barcode'])];
    const byCode = await read('tickets', { scope, lookup: { by: 'barcode', values: codes } });
    expect(byCode.rows.map(({ ticketId }) => ticketId ?? null)).toEqual([
      first?.['ticketId'],
      null,
      second?.['ticketId'],
    ]);
    expect(byCode.rows.map(({ lookupResult }) => lookupResult)).toEqual(['found', 'not found', 'found']);
    const uids = ['f'.repeat(32), String(first?.['ticketId']), 'what is this'];
    const byUid = await read('tickets', { lookup: { by: 'ticket', values: uids } });
    expect(byUid.rows.map(({ lookupResult }) => lookupResult)).toEqual(['not found', 'found', 'not valid']);
    expect(byUid.rows[1]).toMatchObject({ ticketType: expect.any(String), secondarySales: expect.any(String) });
    const order = String(first?.['orderId']);
    const byOrder = await read('tickets', { lookup: { by: 'order', values: [order] } });
    const inOrder = rows.filter(({ orderId }) => orderId === order);
    expect(sorted(byOrder.rows.map(({ ticketId }) => ticketId))).toEqual(
      sorted(inOrder.map(({ ticketId }) => ticketId)),
    );
    const orders = await read('orders', { lookup: { by: 'order', values: [order, '0'.repeat(32)] } });
    expect(orders.rows.map(({ orderId, lookupResult }) => [orderId ?? null, lookupResult])).toEqual([
      [order, 'found'],
      [null, 'not found'],
    ]);
  });

  it('accept a barcode that is refused as unknown, and tell of what may not be seen', async () => {
    const { paylogic, read, scope } = await autumn({ barcodeNoMatch: 'not-found' });
    const results = async (by: string, value: string) =>
      (await read('tickets', { scope, lookup: { by, values: [value] } })).rows.map(({ lookupResult }) => lookupResult);
    expect(await results('barcode', '000')).toEqual(['not found']);
    const [order] = paylogic.trueOrders(AUTUMN);
    paylogic.switches.set({ forbiddenOrders: [order?.uid ?? ''] });
    expect(await results('order', order?.uid ?? '')).toEqual(['no access']);
  });

  it('of barcodes need one event', () => {
    const barcode = provider({})
      .datasets.flatMap(({ lookups }) => lookups)
      .find(({ id }) => id === 'barcode');
    const [one, two] = ['a'.repeat(32), 'b'.repeat(32)];
    expect(barcode?.misfit?.({})).toContain('Event:');
    expect(barcode?.misfit?.({ eventId: `${one},${two}` })).toContain('Event:');
    expect(barcode?.misfit?.({ eventId: one })).toBeNull();
  });

  it('work where orders may not be listed, and the refusal says so', async () => {
    const { paylogic, read, scope } = await autumn({ orderList: false });
    const refusal = { kind: 'auth', said: expect.stringMatching(/looking up .* still works/) };
    await expect(read('orders', { scope })).rejects.toMatchObject(refusal);
    await expect(read('tickets', { scope })).rejects.toMatchObject(refusal);
    const [order] = paylogic.trueOrders(AUTUMN);
    const { rows } = await read('tickets', { lookup: { by: 'order', values: [order?.uid ?? ''] } });
    expect(rows.length).toBeGreaterThan(0);
  });
});

describe('events', () => {
  it('come with those that are over, unless a time of sale is chosen', async () => {
    const { paylogic, read, uid } = await paylogicShop();
    const all = await read('events');
    expect(sorted(all.rows.map(({ eventId }) => eventId))).toEqual(uidsOf(paylogic.events));
    const late = await read('events', { scope: { saleFrom: '2027-01-01' } });
    expect(late.rows.map(({ eventId }) => eventId)).not.toContain(uid(AUTUMN));
    const named = await read('events', { scope: { title: 'Stadsmarathon 2027', language: 'tr' } });
    expect(named.rows).toMatchObject([
      { eventName: 'Şehir Maratonu 2027', venuePostalCode: '01067', venueLatitude: null },
    ]);
    const one = await read('events', { lookup: { by: 'event', values: [uid(AUTUMN)] } });
    expect(one.rows).toMatchObject([{ eventName: 'Autumn Lights 2025', lookupResult: 'found' }]);
  });

  it('that can be none are refused by name', () => {
    for (const dataset of provider({}).datasets.filter(({ id }) => id !== 'events')) {
      expect(dataset.misfit({ eventId: `${'a'.repeat(32)},gala` })).toContain('"gala"');
      expect(dataset.misfit({ eventId: `https://shopping-api.paylogic.com/events/${'a'.repeat(32)}` })).toBeNull();
    }
  });
});

describe('credentials', () => {
  it.each([
    [{}, 'Application name: is missing.'],
    [{ app: 'reports' }, 'Secret: is missing.'],
    [{ app: 'reports', secret: 's' }, null],
    [{ authentication: 'bearer', app: 'reports', secret: 's' }, 'Shop token: is missing.'],
    [{ authentication: 'bearer', bearerToken: 't' }, null],
    [{ authentication: 'cognito', cognitoToken: ' ' }, 'Guest token: is missing.'],
    [{ authentication: 'cognito', cognitoToken: 't' }, null],
    [{ authentication: 'magic' }, 'Log in with: is not one of the choices.'],
  ])('%o: %s', (credentials, misfit) => {
    expect(credentialsMisfit(provider({}), credentials)).toBe(misfit);
  });

  it('of each kind are sent in their own header', async () => {
    const { paylogic, read, guest } = await paylogicShop();
    const shop = { authentication: 'bearer', bearerToken: paylogic.credentials.bearerToken };
    for (const credentials of [shop, guest]) expect((await read('events', { credentials })).rows.length).toBe(4);
    await expect(read('orders', { credentials: shop })).rejects.toMatchObject({ kind: 'auth' });
    await expect(read('events', { credentials: { app: 'x', secret: 'y' } })).rejects.toMatchObject({ kind: 'auth' });
  });

  it('lead to the system they are of', () => {
    const { baseUrl } = provider({});
    expect(baseUrl({})).toBe('https://shopping-api.paylogic.com');
    expect(baseUrl({ environment: 'sandbox' })).toBe('https://shopping-api.sandbox.paylogic.com');
  });
});

describe('refusals', () => {
  it.each([
    ['HTTP/1.1 is sent away', { http1: 'misdirected' }, 'misdirected', undefined],
    ['a filter stands before it', { botFilter: true }, 'misdirected', expect.stringContaining('filter against robots')],
  ] as const)('name who can act: %s', async (_, switches, kind, said) => {
    const { read } = await paylogicShop({ switches });
    await expect(read('events')).rejects.toMatchObject({ kind, said });
  });

  it('of a wrong parameter bring what Paylogic says, if it says something', async () => {
    const { paylogic, read } = await paylogicShop();
    const scope = { eventId: 'c'.repeat(32) };
    await expect(read('orders', { scope })).rejects.toMatchObject({
      kind: 'bad-request',
      said: "Parameter 'event' is no event of yours",
    });
    const { app, secret } = paylogic.credentials;
    const source = { provider: 'paylogic', origin: paylogic.origin, credentials: { app, secret } };
    paylogic.switches.set({ faults: [{ kind: 'status', status: 404 }] });
    await expect(readDataset({ ...source, dataset: 'events', scope: {} })).rejects.toMatchObject({ kind: 'not-found' });
  });
});
