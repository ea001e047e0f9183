import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  startTicketTailor,
  type TicketTailorSimulator,
} from '../../../sandbox/providers/ticket-tailor/ticket-tailor.ts';
import type { Filters } from '../../../shared/filters.ts';
import { pace } from '../../../worker/providers/ticket-tailor/pace.ts';
import { toAmount } from '../../../worker/providers/ticket-tailor/values.ts';
import { readDataset, type ReadOptions } from './reading.ts';

describe('reading Ticket Tailor', () => {
  let simulator: TicketTailorSimulator;
  let reset: Parameters<TicketTailorSimulator['switches']['set']>[0];
  let eventId: string;
  beforeAll(async () => {
    simulator = await startTicketTailor();
    reset = structuredClone(simulator.switches.get());
    eventId = simulator.events.toSorted((a, b) => a.tickets - b.tickets)[0]?.id ?? '';
  });
  afterEach(() => simulator.switches.set(reset));
  afterAll(async () => await simulator.close());

  const read = async (
    dataset: string,
    scope: Record<string, string> = {},
    options?: ReadOptions,
    waits?: number[],
    filters: Filters = {},
  ) => {
    const { origin, credentials } = simulator;
    const source = { provider: 'ticket-tailor', origin, credentials: { ...credentials }, dataset, scope, filters };
    return await readDataset(source, options, waits);
  };
  const idsOf = (things: readonly { id?: unknown }[]) => things.map(({ id }) => String(id)).toSorted();
  const main = () => simulator.events.find(({ name }) => name === 'Spring Gala 2027')?.id ?? '';

  it('brings all tickets of the big event, voided ones left out and counted', async () => {
    const { readings, rows, certificate } = await read('tickets', { eventId: main() });
    const { tickets } = simulator.truth(main());
    expect([...readings.keys()].toSorted()).toEqual(idsOf(tickets));
    const voided = tickets.filter(({ voided_at: at }) => at !== null).length;
    expect(certificate).toMatchObject({ complete: true, distinct: tickets.length, dropped: voided });
    expect(rows.length).toBe(tickets.length - voided);
    const only = await read('tickets', { eventId: main() }, {}, [], { status: ['cancelled'] });
    expect(only.rows.length).toBe(voided);
  });

  it.each([
    ['orders', 'orderId'],
    ['tickets', 'ticketId'],
    ['check-ins', 'checkInId'],
  ] as const)('reads the same %s in pages of two, oldest or newest first', async (dataset, id) => {
    const whole = await read(dataset, { eventId });
    for (const order of ['oldest-first', 'newest-first'] as const) {
      simulator.switches.set({ order });
      const { rows } = await read(dataset, { eventId }, { pageSize: 2 });
      expect(rows.map((row) => row[id]).toSorted()).toEqual(whole.rows.map((row) => row[id]).toSorted());
    }
  });

  it('understands a bare list and says so when the list is called something else', async () => {
    const { rows } = await read('orders', { eventId });
    simulator.switches.set({ envelope: 'bare-list' });
    expect((await read('orders', { eventId })).rows).toEqual(rows);
    simulator.switches.set({ envelope: 'other-key' });
    await expect(read('orders', { eventId })).rejects.toMatchObject({ kind: 'unexpected-shape' });
  });

  it('reads one list of events, with what was sold', async () => {
    const { rows, certificate } = await read('events');
    expect(rows.length).toBe(simulator.events.length);
    expect(certificate.complete).toBe(true);
    expect(rows.find(({ eventId: id }) => id === main())).toMatchObject({
      eventName: 'Spring Gala 2027',
      eventStart: '2027-04-17T18:30:00.000Z',
      issuedTickets: expect.any(Number),
    });
  });

  it('keeps amounts exact, whatever the smallest unit is', async () => {
    const { rows } = await read('orders', { eventId });
    for (const { total, refunded } of rows) {
      expect(total).toMatchObject({ minor: expect.any(Number), currency: expect.stringMatching(/^[A-Z]{3}$/) });
      expect(refunded).not.toBeUndefined();
    }
    expect(toAmount('total', 1250, { code: 'gbp', base_multiplier: 100 })).toEqual({ minor: 1250, currency: 'GBP' });
    expect(toAmount('total', 1250, { code: 'jpy', base_multiplier: 1 })).toEqual({ minor: 1250, currency: 'JPY' });
    expect(toAmount('total', 125_000, { code: 'jpy', base_multiplier: 100 })).toEqual({ minor: 1250, currency: 'JPY' });
    expect(toAmount('total', null, { code: 'gbp' })).toBeNull();
  });

  it('finds what is sold while it reads', async () => {
    simulator.switches.set({
      changesPerPage: { sales: 2, scans: 3, voids: 1, refunds: 1, cancellations: 0, edits: 1 },
    });
    const { readings } = await read('tickets', { eventId }, { pageSize: 10 });
    simulator.switches.set({ changesPerPage: null });
    const before = new Set(readings.keys());
    const lost = simulator.truth(eventId).tickets.filter(({ id }) => !before.has(String(id)));
    const newest = Math.max(
      ...[...readings.values()].map(({ rows: [first] }) => Date.parse(String(first?.row['createdAt'] ?? 0))),
    );
    // Only what was sold after the last look is missing; the next run finds it.
    expect(lost.filter(({ created_at: at }) => Number(at) * 1000 < newest)).toEqual([]);
  });

  it('spreads the last fifth of the quota over the time that is left', async () => {
    const now = new Date('2027-05-21T06:00:00Z');
    const headers = (remaining: number) => (name: string) =>
      ({
        'x-rate-limit-limit': '5000',
        'x-rate-limit-remaining': String(remaining),
        'x-rate-limit-reset': '1810965600',
      })[name] ?? null;
    const reset2 = new Date((1_810_965_600 - 600) * 1000);
    expect(pace(headers(4000), reset2)).toBe(0);
    expect(pace(headers(900), reset2)).toBe(1500);
    expect(pace(headers(500), reset2)).toBe(600_000);
    expect(pace(() => null, now)).toBe(0);
    const small = await startTicketTailor({ switches: { rateLimit: { requests: 20, windowSeconds: 1800 } } });
    const { origin, credentials } = small;
    const source = { provider: 'ticket-tailor', origin, credentials: { ...credentials }, dataset: 'orders', scope: {} };
    const waits: number[] = [];
    await readDataset(source, { pageSize: 2 }, waits).catch(() => undefined);
    await small.close();
    expect(waits.length).toBeGreaterThanOrEqual(4);
    for (const wait of waits) expect(wait).toBeGreaterThan(10_000);
  });

  it.each([
    ['a wrong key', 'orders', {}, { apiKey: 'sk_wrong' }, 'auth'],
    ['an unknown event', 'orders', { eventId: 'ev_0' }, {}, 'not-found'],
  ] as const)('sorts refusals by who can act: %s', async (_, dataset, scope, credentials, kind) => {
    simulator.switches.set({ unknownEvent: 'not-found' });
    const source = {
      provider: 'ticket-tailor',
      origin: simulator.origin,
      credentials: { ...simulator.credentials, ...credentials },
      dataset,
      scope: { ...scope },
    };
    await expect(readDataset(source)).rejects.toMatchObject({ kind });
  });
});
