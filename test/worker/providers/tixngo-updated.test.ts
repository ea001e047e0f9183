import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBench, type Bench } from './tixngo-reading.ts';

const LARGE = { eventId: 'autumn-lights-2027' };
const SMALL = { eventId: 'trap-door-2027' };
const FROM = '2025-03-01T12:00:00.000Z';
const TO = '2025-05-01T12:00:00.000Z';

/** The filter for when a ticket changed, which TIXNGO knows and does not show. */
describe('tickets of TIXNGO that changed in a stretch of time', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await openBench();
  });
  afterAll(async () => await bench.close());

  const idsOf = async (updated: { from?: string; to?: string }) => {
    const { rows } = await bench.read(SMALL, { filters: { updated }, settings: { pageSize: 5 } });
    return new Set(rows.map(({ ticketId }) => ticketId));
  };

  it('are those that changed since the beginning, without those that changed since the end', async () => {
    const [since, after, between, before] = [
      await idsOf({ from: FROM }),
      await idsOf({ from: TO }),
      await idsOf({ from: FROM, to: TO }),
      await idsOf({ to: TO }),
    ];
    expect(after.size).toBeGreaterThan(0);
    expect(between.size).toBeGreaterThan(0);
    expect([...between].toSorted()).toEqual([...since].filter((id) => !after.has(id)).toSorted());
    expect(before.size + after.size).toBe((await idsOf({})).size);
  });

  it('are asked for with a lower bound alone', async () => {
    const before = bench.simulator.requests.length;
    await idsOf({ from: FROM, to: TO });
    const queries = bench.simulator.requests.slice(before).map(({ query }) => query);
    expect(queries.flatMap((query) => Object.keys(query))).not.toContain('lastUpdatedBefore');
    expect(queries[0]).toMatchObject({ lastUpdatedSince: [FROM] });
    expect(queries.map((query) => query['lastUpdatedSince']?.[0])).toContain(TO);
  });

  it('are not those that change while they are read', async () => {
    const { switches } = bench.simulator;
    switches.set({ changesPerPage: { scans: 5, sales: 0, deletes: 0, vanishes: 0 } });
    const to = new Date(Date.now() - 60_000).toISOString();
    const { rows } = await bench.read(LARGE, { filters: { updated: { to } }, settings: { pageSize: 100 } });
    switches.set({ changesPerPage: null });
    const scanned = rows.filter(({ checkedInAt }) => typeof checkedInAt === 'string' && checkedInAt >= to);
    expect(scanned.length).toBeLessThanOrEqual(5);
    expect(rows.length).toBeGreaterThan(1000);
  });
});
