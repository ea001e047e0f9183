import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createProviders } from '../../../worker/providers/index.ts';
import { openBench, type Bench } from './tixngo-reading.ts';

const DAYS = { from: '2025-02-01', to: '2025-02-04' };
const MINUTES = { from: '2025-02-03T08:00:00Z', to: '2025-02-03T08:05:00Z' };

describe('what TIXNGO tells besides tickets', () => {
  let bench: Bench;
  let reset: Parameters<Bench['simulator']['switches']['set']>[0];
  let whole: Awaited<ReturnType<Bench['read']>>;
  beforeAll(async () => {
    bench = await openBench();
    whole = await bench.read(MINUTES, { dataset: 'status-logs' });
    reset = structuredClone(bench.simulator.switches.get());
  });
  afterEach(() => bench.simulator.switches.set(reset));
  afterAll(async () => await bench.close());

  it.each(['null', 'empty', 'absent'] as const)(
    'reads status logs key after key, until the key is %s',
    async (logEnd) => {
      bench.simulator.switches.set({ logEnd });
      const paged = await bench.read(MINUTES, { dataset: 'status-logs', settings: { logPageSize: 100 } });
      expect(whole.rows.length).toBeGreaterThan(200);
      expect(paged.rows).toEqual(whole.rows);
      expect(paged.cursors.length).toBeGreaterThan(2);
      expect(paged.certificate).toMatchObject({ complete: true, providerTotal: null, rows: whole.rows.length });
      for (const { at } of whole.rows)
        expect(String(at) >= '2025-02-03T08:00' && String(at) < '2025-02-03T08:05').toBe(true);
    },
  );

  it('filters status logs at TIXNGO, several words at a time', async () => {
    const only = { ...DAYS, actions: 'Download, Activate' };
    const { rows } = await bench.read(only, { dataset: 'status-logs' });
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ action }) => action !== 'Download' && action !== 'Activate')).toEqual([]);
    for (const { at } of rows) expect(String(at) >= '2025-02-01' && String(at) < '2025-02-04').toBe(true);
    expect(bench.simulator.requests.at(-1)?.query['actionNames']).toEqual(['Download', 'Activate']);
  });

  it('keeps the lines of chosen events, which TIXNGO cannot be asked for', async () => {
    const eventId = 'autumn-lights-2027';
    const { rows, certificate } = await bench.read({ ...MINUTES, eventId }, { dataset: 'status-logs' });
    expect(rows.length).toBeGreaterThan(0);
    expect(rows).toEqual(whole.rows.filter((row) => row['eventId'] === eventId));
    expect(certificate).toMatchObject({ complete: true, dropped: whole.rows.length - rows.length });
  });

  it.each(['array', 'result'] as const)(
    'counts events at a moment, whatever the answer is wrapped in: %s',
    async (shape) => {
      bench.simulator.switches.set({ statisticsShape: shape });
      const eventId = 'autumn-lights-2027, trap-door-2027';
      const { rows, certificate } = await bench.read({ eventId }, { dataset: 'statistics' });
      expect(rows.map((row) => row['eventId'])).toEqual(['autumn-lights-2027', 'trap-door-2027']);
      expect(rows[0]).toMatchObject({ validTickets: 1250, totalTickets: expect.any(Number) });
      expect(certificate.complete).toBe(true);
    },
  );

  it('lists the events of a month that is over', async () => {
    const { rows, certificate } = await bench.read(
      { period: '2025-02' },
      { dataset: 'events', settings: { pageSize: 2 } },
    );
    expect(rows.length).toBeGreaterThan(1);
    expect(certificate).toMatchObject({ complete: true, providerTotal: rows.length });
    expect(rows[0]).toMatchObject({ eventCode: expect.any(String), injected: expect.any(Number) });
  });

  it.each([
    ['status-logs', { appId: 'a', from: '2025-02-04', to: '2025-02-01' }, /^Until: must be later/],
    ['statistics', { eventId: 'a,b,c,d,e,f,g,h,i' }, /^Events: TIXNGO counts at most 8/],
    ['statistics', { eventId: ' , ' }, /^Events: name at least one/],
    ['events', { period: '2025-13' }, /^Month: write year and month/],
    ['tickets', { appId: 'a' }, /^Event: name one event/],
    ['tickets', { appId: 'a', eventId: 'x', light: 'true' }, /^Common columns only/],
    ['tickets', { appId: 'a', from: '2027-02-01', to: '2027-01-01' }, /^Events until: must be later/],
  ])('says what does not fit: %s %j', (id, scope, sentence) => {
    const [tixngo] = createProviders({});
    expect(tixngo?.datasets.find((dataset) => dataset.id === id)?.misfit(scope)).toMatch(sentence);
  });
});
