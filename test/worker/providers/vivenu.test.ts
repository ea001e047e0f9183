import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startVivenu, type VivenuSimulator } from '../../../sandbox/providers/vivenu/vivenu.ts';
import { fromMajor } from '../../../worker/providers/vivenu/amount.ts';
import { readDataset, type ReadOptions } from './reading.ts';

const CHANGES = { sales: 1, scans: 2, voids: 1, refunds: 1, cancellations: 1, edits: 2 };

describe('reading vivenu', () => {
  let simulator: VivenuSimulator;
  let reset: Parameters<VivenuSimulator['switches']['set']>[0];
  const gala = () => simulator.events.find(({ name }) => name === 'Spring Gala 2027')?.id ?? '';
  const traps = () => simulator.events.find(({ name }) => name.includes('Trap Door'))?.id ?? '';
  beforeAll(async () => {
    simulator = await startVivenu();
    reset = structuredClone(simulator.switches.get());
  });
  afterEach(() => simulator.switches.set(reset));
  afterAll(async () => await simulator.close());

  const read = async (dataset: string, scope: Record<string, string>, options?: ReadOptions, waits?: number[]) => {
    const { origin, credentials } = simulator;
    const source = { provider: 'vivenu', origin, credentials: { ...credentials }, dataset, scope };
    return await readDataset(source, options, waits);
  };
  const idsOf = (things: readonly { _id?: unknown }[]) => things.map(({ _id }) => String(_id)).toSorted();

  it.each([
    ['tickets', 'ticketId'],
    ['transactions', 'transactionId'],
  ] as const)('brings all %s of an event, and says so', async (dataset, key) => {
    const { rows, certificate } = await read(dataset, { eventId: gala() });
    const truth = simulator.truth(gala())[dataset];
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
      const { readings, cursors } = await read('transactions', { eventId: gala() });
      simulator.switches.set({ changesPerPage: null });
      const lost = simulator.truth(gala()).transactions.filter(({ _id }) => !readings.has(String(_id)));
      // What was sold after the last look began is news for the next run. The server tells its time in whole seconds.
      const lastLook = Math.max(...cursors.map(({ began }) => Date.parse(began ?? '1970-01-01')));
      expect(lost.filter(({ createdAt }) => Date.parse(String(createdAt)) < lastLook)).toEqual([]);
    },
  );

  it('reads several events as one list', async () => {
    const both = await read('tickets', { eventId: `${gala()}, ${traps()}` });
    expect(new Set(both.rows.map(({ eventId }) => eventId)).size).toBe(2);
    expect(both.certificate.complete).toBe(true);
  });

  it('asks for less when large pages do not come', async () => {
    simulator.switches.set({ deepReading: { fromSkip: 200, mostTop: 25 } });
    const { rows, certificate } = await read('tickets', { eventId: gala() });
    expect(rows.length).toBe(simulator.truth(gala()).tickets.length);
    expect(certificate.complete).toBe(true);
  });

  it('advances by the rows it got when the server answers fewer', async () => {
    simulator.switches.set({ topCeiling: 30, topAboveCeiling: 'clamp' });
    const { certificate } = await read('tickets', { eventId: gala() });
    expect(certificate).toMatchObject({ complete: true, distinct: simulator.truth(gala()).tickets.length });
  });

  it('lists the events', async () => {
    const { rows } = await read('events', {});
    expect(rows.find(({ eventId }) => eventId === gala())).toMatchObject({ eventName: 'Spring Gala 2027' });
  });

  it('keeps amounts exact although they come as floating-point numbers', () => {
    expect(fromMajor('realPrice', 59.7, 'EUR')).toEqual({ minor: 5970, currency: 'EUR' });
    expect(fromMajor('realPrice', 0.1 + 0.2, 'EUR')).toEqual({ minor: 30, currency: 'EUR' });
    expect(fromMajor('realPrice', 1250, 'JPY')).toEqual({ minor: 1250, currency: 'JPY' });
    expect(fromMajor('realPrice', null, 'EUR')).toBeNull();
    expect(() => fromMajor('realPrice', 10.005, 'EUR')).toThrow('realPrice: no whole number');
  });
});
