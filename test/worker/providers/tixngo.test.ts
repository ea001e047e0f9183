import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBench, type Bench } from './tixngo-reading.ts';

const SMALL = { eventId: 'autumn-lights-2027' };
const TRAPS = { eventId: 'trap-door-2027' };

describe('reading TIXNGO', () => {
  let bench: Bench;
  let reset: Parameters<Bench['simulator']['switches']['set']>[0];

  beforeAll(async () => {
    bench = await openBench();
    reset = structuredClone(bench.simulator.switches.get());
  });
  beforeEach(() => {
    bench.simulator.switches.set(reset);
    bench.waits.length = 0;
  });
  afterAll(async () => await bench.close());

  it('brings every live ticket of an event, and says so', async () => {
    const { rows, certificate } = await bench.read(SMALL);
    const truth = bench.simulator.truth(SMALL.eventId).map(({ ticketId }) => ticketId);
    expect(rows.map(({ ticketId }) => ticketId).toSorted()).toEqual(truth.toSorted());
    expect(certificate).toMatchObject({ rows: truth.length, complete: true, rowErrors: 0, notes: [] });
    expect(certificate.distinct).toBe(certificate.providerTotal);
  });

  it('reads the same tickets in pages of two', async () => {
    const whole = await bench.read(TRAPS);
    const small = await bench.read(TRAPS, { settings: { pageSize: 2 } });
    expect(small.rows).toEqual(whole.rows);
    expect(small.cursors.length).toBeGreaterThan(20);
  });

  it('asks for deleted tickets and leaves them out here', async () => {
    const without = await bench.read(TRAPS);
    const including = await bench.read({ ...TRAPS, includeDeleted: 'true' });
    expect(bench.simulator.requests.at(-1)?.query).toMatchObject({ excludeDeleted: ['false'] });
    expect(including.rows.length).toBe(without.certificate.distinct);
    expect(without.certificate.dropped).toBeGreaterThan(0);
    expect(without.rows.filter(({ status }) => status === 'deleted')).toEqual([]);
    const only = await bench.read(TRAPS, { filters: { status: ['deleted'] } });
    expect(only.rows.filter(({ status }) => status === 'deleted').length).toBe(without.certificate.dropped);
  });

  it('never bounds the time of the last change from above', async () => {
    const before = bench.simulator.requests.length;
    await bench.read(TRAPS);
    const queries = bench.simulator.requests.slice(before).map(({ query }) => Object.keys(query));
    expect(queries.flat()).not.toContain('lastUpdatedBefore');
    expect(queries.flat()).toContain('lastUpdatedSince');
  });

  it('reads a range of events, in full and light', async () => {
    const range = { from: '2027-02-01', to: '2027-03-01T00:00:00Z' };
    const truth = bench.simulator.truth(TRAPS.eventId);
    const full = await bench.read(range);
    const light = await bench.read({ ...range, light: 'true' });
    expect(full.certificate).toMatchObject({ complete: true, rows: truth.length });
    expect(light.certificate).toMatchObject({ complete: true, rows: truth.length });
    expect(full.rows.some(({ seatRow }) => seatRow !== null)).toBe(true);
    expect(light.rows[0]).toMatchObject({ eventId: TRAPS.eventId, seatRow: null, metadata: null });
  });

  it('reads several events one after the other', async () => {
    const eventId = `${SMALL.eventId}, ${TRAPS.eventId}, ${SMALL.eventId}`;
    const { rows, certificate } = await bench.read({ eventId });
    const truth = [SMALL, TRAPS].flatMap((one) => bench.simulator.truth(one.eventId));
    expect(rows.map(({ ticketId }) => ticketId).toSorted()).toEqual(truth.map(({ ticketId }) => ticketId).toSorted());
    expect(certificate).toMatchObject({ rows: truth.length, complete: true });
  });

  it('goes on at any page as if it had never stopped', async () => {
    const whole = await bench.read(TRAPS, { settings: { pageSize: 4 } });
    for (const stop of [1, 5, whole.cursors.length - 1]) {
      const resumed = await bench.read(TRAPS, { settings: { pageSize: 4 }, stopAfterPage: stop });
      expect(resumed.rows).toEqual(whole.rows);
      expect(resumed.certificate).toEqual(whole.certificate);
    }
  });

  it('keeps what is easily lost: zeros in front, formulas as text, exact amounts, instants', async () => {
    const { rows } = await bench.read(TRAPS);
    expect(rows.map(({ seatRow }) => seatRow)).toContain('01');
    expect(rows.filter(({ barcode }) => typeof barcode === 'string' && barcode.startsWith('0')).length).toBeGreaterThan(
      0,
    );
    expect(rows.map(({ price }) => price)).toContainEqual({ minor: 1250, currency: expect.any(String) });
    expect(rows.map(({ price }) => price)).toContainEqual({ minor: 0, currency: expect.any(String) });
    expect(rows.some(({ price }) => price === null)).toBe(true);
    for (const { eventStart } of rows) expect(eventStart).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it.each([
    ['scans and deletions at every page', { scans: 3, sales: 0, deletes: 2, vanishes: 0 }],
    ['sales too', { scans: 2, sales: 2, deletes: 1, vanishes: 0 }],
  ])('loses nothing while tickets change: %s', async (_, changesPerPage) => {
    bench.simulator.switches.set({ changesPerPage });
    const { rows, readings } = await bench.read(SMALL, { settings: { pageSize: 50, overlap: 5 } });
    bench.simulator.switches.set({ changesPerPage: null });
    const lost = bench.simulator.truth(SMALL.eventId).filter(({ ticketId }) => !readings.has(ticketId));
    // What was sold after the last catch-up began is news for the next run, not lost.
    expect(lost.length).toBeLessThanOrEqual(changesPerPage.sales);
    expect(rows.length).toBeGreaterThan(1000);
  });

  it('steps back when tickets vanish without a trace, and still finds all that stay', async () => {
    bench.simulator.switches.set({ changesPerPage: { scans: 0, sales: 0, deletes: 0, vanishes: 9 } });
    const { readings, certificate } = await bench.read(SMALL, { settings: { pageSize: 50, overlap: 4 } });
    bench.simulator.switches.set({ changesPerPage: null });
    const lost = bench.simulator.truth(SMALL.eventId).filter(({ ticketId }) => !readings.has(ticketId));
    expect(lost).toEqual([]);
    expect(certificate.notes.join()).toMatch(/came or went while reading/);
  });

  it('does not believe a list ordered by last change either', async () => {
    bench.simulator.switches.set({
      order: 'last-updated-first',
      changesPerPage: { scans: 4, sales: 0, deletes: 1, vanishes: 0 },
    });
    const { readings } = await bench.read(SMALL, { settings: { pageSize: 50, overlap: 5 } });
    bench.simulator.switches.set({ changesPerPage: null });
    expect(bench.simulator.truth(SMALL.eventId).filter(({ ticketId }) => !readings.has(ticketId))).toEqual([]);
  });

  it('says so when the provider counts more than it shows', async () => {
    bench.simulator.switches.set({ totalDelta: 7 });
    const reading = bench.read(TRAPS);
    await expect(reading).rejects.toMatchObject({ kind: 'unexpected-shape', message: /the list ended at/ });
  });

  it('asks again for a page that came empty, and for one that came twice', async () => {
    for (const kind of ['empty', 'repeated'] as const) {
      bench.simulator.switches.set({ pageTrouble: { kind, fromOffset: 1, times: 1 } });
      const { certificate } = await bench.read(TRAPS, { settings: { pageSize: 10 } });
      expect(certificate).toMatchObject({ complete: true, rows: bench.simulator.truth(TRAPS.eventId).length });
    }
  });

  it('refuses a page size the provider does not allow in words', async () => {
    bench.simulator.switches.set({ pageCeiling: 100 });
    await expect(bench.read(SMALL)).rejects.toMatchObject({ kind: 'bad-request' });
  });

  it.each([
    [{ eventId: 'no-such-event' }, {}, 'not-found'],
    [SMALL, { apiKey: 'wrong' }, 'auth'],
    [{ ...SMALL, appId: 'no-such-app' }, {}, /not-found|bad-request|auth/],
  ] as const)('sorts refusals by who can act: %j', async (scope, options, kind) => {
    const error: unknown = await bench.read({ ...scope }, options).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ kind: expect.stringMatching(kind) });
  });

  it('reads nothing from an unknown event when the provider answers it with an empty list', async () => {
    bench.simulator.switches.set({ unknownEvent: 'empty' });
    const { rows, certificate } = await bench.read({ eventId: 'no-such-event' });
    expect(rows).toEqual([]);
    expect(certificate).toMatchObject({ providerTotal: 0, complete: true });
  });
});
