import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  startTicketTailor,
  type TicketTailorSimulator,
} from '../../../sandbox/providers/ticket-tailor/ticket-tailor.ts';
import { reread } from '../../../worker/providers/ticket-tailor/lists.ts';
import { readDataset, type ReadOptions, type Source } from './reading.ts';

const NONE = { sales: 0, scans: 0, voids: 0, refunds: 0, cancellations: 0, edits: 0 };

describe('reading Ticket Tailor while it changes', () => {
  let simulator: TicketTailorSimulator;
  let reset: Parameters<TicketTailorSimulator['switches']['set']>[0];
  beforeAll(async () => {
    simulator = await startTicketTailor();
    reset = structuredClone(simulator.switches.get());
  });
  afterEach(() => simulator.switches.set(reset));
  afterAll(async () => await simulator.close());

  const read = async (dataset: string, scope: Record<string, string>, more: Partial<Source> & ReadOptions = {}) => {
    const { origin, credentials } = simulator;
    const { pageSize = 10, ...source } = more;
    const whole = { provider: 'ticket-tailor', origin, credentials: { ...credentials }, dataset, scope, ...source };
    return await readDataset(whole, { pageSize });
  };
  const queriesSince = (before: number) => simulator.requests.slice(before).map(({ query }) => query);

  it.each(['refuse', 'empty'] as const)(
    'goes on behind an earlier row when rows leave the list and are not known any more: %s',
    async (unknownCursor) => {
      const voids = { ...NONE, voids: 150 };
      const own = await startTicketTailor({
        switches: { unknownCursor, changedCursor: 'unknown', changesPerPage: voids },
      });
      const { origin, credentials } = own;
      const scope = { eventId: 'ev_1001', status: 'valid' };
      const source = { provider: 'ticket-tailor', origin, credentials: { ...credentials }, dataset: 'tickets', scope };
      const { readings, certificate } = await readDataset(source, { pageSize: 100 });
      own.switches.set({ changesPerPage: null });
      const left = own.truth('ev_1001').tickets.filter(({ voided_at: at }) => at === null);
      await own.close();
      expect(left.filter(({ id }) => !readings.has(String(id)))).toEqual([]);
      expect(certificate.complete).toBe(true);
      expect(certificate.stepsBack).toBeGreaterThan(0);
    },
  );

  it('sees a refund on an old order with the next refresh at the latest', async () => {
    simulator.switches.set({ changesPerPage: { ...NONE, refunds: 2 } });
    await read('orders', { eventId: 'ev_1004' });
    simulator.switches.set({ changesPerPage: null });
    const { rows } = await read('orders', { eventId: 'ev_1004' });
    const truth = new Map(simulator.truth('ev_1004').orders.map((order) => [order['id'], order['refund_amount']]));
    expect(rows.some(({ refunded }) => (minorOf(refunded) ?? 0) > 0)).toBe(true);
    for (const { orderId, refunded } of rows) expect(minorOf(refunded)).toBe(truth.get(orderId));
  });

  it('sees a refund on a new order in the same reading', async () => {
    const settings = { rereadDays: 3650 };
    simulator.switches.set({ changesPerPage: { ...NONE, refunds: 2 } });
    const { rows, certificate } = await read('orders', { eventId: 'ev_1003' }, { settings, pageSize: 100 });
    simulator.switches.set({ changesPerPage: null });
    expect(certificate.catchUps).toBeGreaterThan(0);
    // After the only page two orders were refunded; the window shows them, and what came after the window is for the next refresh.
    expect(rows.filter(({ refunded }) => (minorOf(refunded) ?? 0) > 0).length).toBeGreaterThanOrEqual(2);
  });

  it('reads the window once, and then only what came in', () => {
    const since = new Date('2027-05-21T06:00:00Z');
    const day = Date.parse('2027-03-22T06:00:00Z') / 1000;
    expect(reread(60)(since, 1)).toEqual({ 'created_at.gt': String(day - 1) });
    expect(reread(60)(since, 2)).toEqual({ 'created_at.gt': String(since.getTime() / 1000 - 1) });
  });

  it('asks for a range of creation, and keeps its bounds while catching up', async () => {
    const before = simulator.requests.length;
    const created = { from: '2025-02-03T12:00:00.500Z', to: '2025-02-05T12:00:00.500Z' };
    const { rows } = await read('orders', { eventId: 'ev_1001' }, { filters: { created }, pageSize: 100 });
    const truth = simulator.truth('ev_1001').orders.map(({ created_at: at }) => Number(at) * 1000);
    const [from, to] = [Date.parse(created.from), Date.parse(created.to)];
    expect(rows.length).toBe(truth.filter((at) => at >= from && at < to).length);
    expect(rows.length).toBeGreaterThan(0);
    for (const query of queriesSince(before)) {
      expect(query).toMatchObject({ 'created_at.gte': ['1738584000'], 'created_at.lt': ['1738756801'] });
    }
  });

  it('reads the orders of several events, and one that is in both lists once', async () => {
    const { rows, certificate } = await read('orders', { eventId: 'ev_1006, ev_1007' });
    const truth = ['ev_1006', 'ev_1007'].flatMap((id) =>
      simulator.truth(id).orders.map((order) => String(order['id'])),
    );
    expect(rows.map(({ orderId }) => orderId).toSorted()).toEqual([...new Set(truth)].toSorted());
    expect(certificate).toMatchObject({ complete: true, rows: new Set(truth).size });
    const both = rows.filter(({ ticketEventIds }) => ticketEventIds === 'ev_1006, ev_1007');
    expect(both).toHaveLength(1);
    expect(both[0]).toMatchObject({ eventId: 'ev_1006', tickets: 2 });
  });

  it('spreads orders over their lines, each with a key of its own', async () => {
    const { readings, rows } = await read('orders', { eventId: 'ev_1006', lines: 'true' });
    const keys = [...readings.values()].flatMap((reading) => reading.rows.map(({ key }) => key));
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(rows.map(({ lineType }) => lineType))).toEqual(
      new Set(['ticket', 'transaction_charge', 'void', 'donation', 'gift_card', 'surprise', null]),
    );
  });

  it('chooses check-ins here when they cannot be asked for', async () => {
    const { rows } = await read('check-ins', { eventId: 'ev_1003' });
    simulator.switches.set({ checkInFilters: 'refuse' });
    const here = await read(
      'check-ins',
      { eventId: 'ev_1003' },
      { settings: { checkInFilters: false }, pageSize: 100 },
    );
    expect(here.rows.map(({ checkInId }) => checkInId).toSorted()).toEqual(
      rows.map(({ checkInId }) => checkInId).toSorted(),
    );
    expect(here.certificate).toMatchObject({ complete: true });
  });
});

describe('looking things up at Ticket Tailor', () => {
  let simulator: TicketTailorSimulator;
  beforeAll(async () => {
    simulator = await startTicketTailor();
  });
  afterAll(async () => await simulator.close());

  const lookUp = async (dataset: string, by: string, values: readonly string[]) => {
    const { origin, credentials } = simulator;
    const lookup = { by, values };
    const source = { provider: 'ticket-tailor', origin, credentials: { ...credentials }, dataset, scope: {}, lookup };
    const { rows } = await readDataset(source);
    return rows;
  };

  it('finds orders by their ID, in the order of the cells', async () => {
    const rows = await lookUp('orders', 'orderId', ['or_1000002', 'or_999', 'or_1000001', '../ping', 'or_1000002']);
    expect(rows.map(({ lookedUp, lookupResult, orderId }) => [lookedUp, lookupResult, orderId])).toEqual([
      ['or_1000002', 'found', 'or_1000002'],
      ['or_999', 'not found', undefined],
      ['or_1000001', 'found', 'or_1000001'],
      ['../ping', 'not valid', undefined],
      ['or_1000002', 'found', 'or_1000002'],
    ]);
  });

  it('finds all tickets of an order, voided ones too', async () => {
    const { tickets } = simulator.truth('ev_1006');
    const voided = tickets.find(({ voided_at: at }) => at !== null);
    const ofOrder = tickets.filter(({ order_id: id }) => id === voided?.['order_id']);
    const rows = await lookUp('tickets', 'orderId', [String(voided?.['order_id']), 'or_999']);
    expect(rows.map(({ ticketId }) => ticketId)).toEqual([...ofOrder.map(({ id }) => id), undefined]);
    expect(rows.map(({ status }) => status)).toContain('cancelled');
  });

  it.each([
    ['tickets', 'ticketId', 'id'],
    ['tickets', 'barcode', 'barcode'],
    ['orders', 'barcode', 'barcode'],
  ])('finds %s by %s', async (dataset, by, member) => {
    const ticket = simulator.truth('ev_1006').tickets.find(({ barcode }) => barcode === '0012345');
    const [row] = await lookUp(dataset, by, [String(ticket?.[member])]);
    expect(row).toMatchObject({ lookupResult: 'found', orderId: ticket?.['order_id'] });
  });

  it('finds an event, and the scans of a ticket', async () => {
    expect(await lookUp('events', 'eventId', ['ev_1008'])).toMatchObject([{ status: 'published', currency: 'JPY' }]);
    const [scan] = simulator.truth('ev_1006').checkIns;
    const rows = await lookUp('check-ins', 'ticketId', [String(scan?.['issued_ticket_id'])]);
    expect(rows[0]).toMatchObject({ checkInId: scan?.['id'], quantity: scan?.['quantity'] });
  });
});

const minorOf = (value: unknown): number | undefined =>
  typeof value === 'object' && value !== null && 'minor' in value ? Number(value.minor) : undefined;
