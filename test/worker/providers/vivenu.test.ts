import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startVivenu, type VivenuSimulator } from '../../../sandbox/providers/vivenu/vivenu.ts';
import { fromMajor } from '../../../worker/providers/vivenu/amount.ts';
import { readDataset, type ReadOptions, type Source } from './reading.ts';

const CHANGES = { sales: 1, scans: 2, voids: 1, refunds: 1, cancellations: 1, edits: 2 };

describe('reading vivenu', () => {
  let simulator: VivenuSimulator;
  let reset: Parameters<VivenuSimulator['switches']['set']>[0];
  const gala = () => simulator.events.find(({ name }) => name === 'Spring Gala 2027')?.id ?? '';
  /** 150 tickets, some of them in baskets that were never paid. */
  const kyoto = () => '65f0c0de0000000000000008';
  /** 200 tickets. */
  const evening = () => '65f0c0de0000000000000006';
  const traps = () => simulator.events.find(({ name }) => name.includes('Trap Door'))?.id ?? '';
  beforeAll(async () => {
    simulator = await startVivenu();
    reset = structuredClone(simulator.switches.get());
  });
  afterEach(() => simulator.switches.set(reset));
  afterAll(async () => await simulator.close());

  const read = async (
    dataset: string,
    scope: Record<string, string>,
    options?: ReadOptions,
    more?: Pick<Source, 'filters' | 'lookup'>,
  ) => {
    const { origin, credentials } = simulator;
    return await readDataset(
      { provider: 'vivenu', origin, credentials: { ...credentials }, dataset, scope, ...more },
      options,
    );
  };
  const idsOf = (things: readonly { _id?: unknown }[]) => things.map(({ _id }) => String(_id)).toSorted();

  it.each([
    ['tickets', 'ticketId', gala, 1000],
    ['transactions', 'transactionId', kyoto, 25],
  ] as const)('brings all %s of an event, and says so', async (dataset, key, event, pageSize) => {
    const { rows, certificate } = await read(dataset, { eventId: event() }, { pageSize });
    const truth = simulator.truth(event())[dataset];
    expect(rows.map((row) => String(row[key])).toSorted()).toEqual(idsOf(truth));
    expect(certificate).toMatchObject({ complete: true, rowErrors: 0, distinct: truth.length });
  });

  it.each(['docs', 'rows', 'documented'] as const)(
    'reads the same in pages of two, whatever the list is called: %s',
    async (envelope) => {
      simulator.switches.set({ envelope });
      const whole = await read('tickets', { eventId: traps() });
      const paged = await read('tickets', { eventId: traps() }, { pageSize: 2 });
      expect(paged.rows).toEqual(whole.rows);
    },
  );

  it.each(['oldest-first', 'newest-first', 'last-updated-first'] as const)(
    'loses nothing that changes while it reads, %s',
    async (order) => {
      simulator.switches.set({ order, changesPerPage: CHANGES });
      const started = new Date().toISOString();
      const { readings, cursors } = await read('transactions', { eventId: evening() }, { pageSize: 50 });
      simulator.switches.set({ changesPerPage: null });
      const lost = simulator.truth(evening()).transactions.filter(({ _id }) => !readings.has(String(_id)));
      const lostBefore = (moment: string, member: 'createdAt' | 'updatedAt') =>
        lost.filter((sale) => String(sale[member]) < moment).map(({ _id }) => _id);
      // The last look reaches a minute further back than the one before it began. What changed later is news for the next run.
      const lastSince = cursors.findLast(({ since }) => since !== null)?.since ?? '';
      const lookBefore = new Date(Date.parse(lastSince) + 60_000).toISOString();
      expect([lostBefore(started, 'createdAt'), lostBefore(lookBefore, 'updatedAt')]).toEqual([[], []]);
    },
  );

  it('reads several events as one list', async () => {
    const both = await read('tickets', { eventId: `${evening()}, ${traps()}` });
    expect(new Set(both.rows.map(({ eventId }) => eventId)).size).toBe(2);
    expect(both.certificate.complete).toBe(true);
  });

  it('asks for less when large pages do not come', async () => {
    simulator.switches.set({ deepReading: { fromSkip: 60, mostTop: 25 } });
    const { rows, certificate } = await read('tickets', { eventId: evening() });
    expect(rows.length).toBe(simulator.truth(evening()).tickets.length);
    expect(certificate.complete).toBe(true);
  });

  it('advances by the rows it got when the server answers fewer', async () => {
    simulator.switches.set({ topCeiling: 30, topAboveCeiling: 'clamp' });
    const { certificate } = await read('tickets', { eventId: evening() });
    expect(certificate).toMatchObject({ complete: true, distinct: simulator.truth(evening()).tickets.length });
  });

  it('lists the events', async () => {
    const { rows } = await read('events', {});
    expect(rows.find(({ eventId }) => eventId === gala())).toMatchObject({ eventName: 'Spring Gala 2027' });
  });

  it('names the event of each ticket and transaction, with one more request', async () => {
    const before = simulator.requests.length;
    const [{ rows: tickets }, { rows: sales }] = [
      await read('tickets', { eventId: traps() }),
      await read('transactions', { eventId: traps() }),
    ];
    for (const { eventName } of [...tickets, ...sales]) expect(eventName).toMatch(/Trap Door/);
    const asked = simulator.requests.slice(before).filter(({ path }) => path === '/api/events');
    expect(asked.length).toBe(2);
  });

  it('brings a sale of three tickets as three, and the tickets it stands for as three rows', async () => {
    const sale = simulator.truth(traps()).transactions[3]?.['_id'];
    const lookup = { by: 'transactionId', values: [String(sale)] };
    const { rows: sales } = await read('transactions', { lines: 'true' }, {}, { lookup });
    expect(sales.map((row) => [row['lineType'], row['lineQuantity'], row['lineTotal'], row['tickets']])).toEqual([
      ['ticket', 3, { minor: 25_500, currency: 'EUR' }, 3],
      ['fee', 3, { minor: 450, currency: 'EUR' }, 3],
    ]);
    const { rows: tickets } = await read('tickets', {}, {}, { lookup });
    expect(tickets.map((row) => [row['transactionId'], row['lookupResult']])).toEqual(
      [3, 3, 3].map(() => [sale, 'found']),
    );
  });

  it('says what was not found, in the order of the cells', async () => {
    const [one] = simulator.truth(traps()).tickets;
    const values = ['nothing', String(one?.['barcode']), ''];
    const { rows } = await read('tickets', {}, {}, { lookup: { by: 'barcode', values } });
    expect(rows.map((row) => [row['lookedUp'], row['lookupResult'], row['ticketId']])).toEqual([
      ['nothing', 'not found', undefined],
      [one?.['barcode'], 'found', one?.['_id']],
      ['', 'not valid', undefined],
    ]);
    const ids = ['..', '65f0c0de00000000000000ff', String(one?.['_id'])];
    const { rows: byId } = await read('tickets', {}, {}, { lookup: { by: 'ticketId', values: ids } });
    expect(byId.map((row) => row['lookupResult'])).toEqual(['not valid', 'not found', 'found']);
  });

  it('adds up what was given back, when cancellations are asked for', async () => {
    const { rows } = await read('transactions', { eventId: traps(), cancellations: 'true', status: 'COMPLETE' });
    const refunds = rows.filter((row) => row['refunded'] !== null);
    expect(refunds.map((row) => [row['refunded'], row['cancelledItems']])).toEqual(
      refunds.map(() => [{ minor: 8500, currency: 'EUR' }, 1]),
    );
    expect(refunds.length).toBe(2);
    expect(refunds[0]?.['cancellations']).toContain('refundId');
  });

  it('counts a rebooked ticket once among the valid ones, and keeps one of no transaction', async () => {
    const { rows } = await read('tickets', { eventId: traps() });
    const rebooked = rows.find((row) => row['originTicketId'] !== null);
    const origin = rows.find((row) => row['ticketId'] === rebooked?.['originTicketId']);
    expect([rebooked?.['status'], origin?.['status']]).toEqual(['valid', 'cancelled']);
    expect(rows.filter((row) => row['transactionId'] === null).length).toBe(4);
    expect(rows.filter((row) => row['checkedIn'] === true).length).toBe(1);
    expect(rows.find((row) => row['providerStatus'] === 'FROZEN')).toMatchObject({ status: 'other' });
  });

  it('lets vivenu apply ranges, and applies them again', async () => {
    const all = await read('transactions', { eventId: traps() });
    const [from, to] = [String(all.rows[10]?.['createdAt']), String(all.rows[20]?.['createdAt'])];
    const { rows, certificate } = await read(
      'transactions',
      { eventId: traps() },
      {},
      { filters: { created: { from, to } } },
    );
    const within = all.rows.filter((row) => String(row['createdAt']) >= from && String(row['createdAt']) < to);
    expect(rows).toEqual(within);
    expect(certificate.fetched).toBeLessThan(all.certificate.fetched);
    const updated = await read('transactions', { eventId: traps() }, {}, { filters: { updated: { from } } });
    expect(updated.rows).toEqual(all.rows.filter((row) => String(row['updatedAt']) >= from));
  });

  it('keeps amounts exact although they come as floating-point numbers', () => {
    expect(fromMajor('realPrice', 59.7, 'EUR')).toEqual({ minor: 5970, currency: 'EUR' });
    expect(fromMajor('realPrice', 0.1 + 0.2, 'EUR')).toEqual({ minor: 30, currency: 'EUR' });
    expect(fromMajor('realPrice', 1250, 'JPY')).toEqual({ minor: 1250, currency: 'JPY' });
    expect(fromMajor('realPrice', null, 'EUR')).toBeNull();
    expect(() => fromMajor('realPrice', 10.005, 'EUR')).toThrow('realPrice: no whole number');
  });
});
