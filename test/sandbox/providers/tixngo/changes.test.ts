import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { boxOffice, idsOf, page, readAll } from './box-office.ts';

const START = Date.parse('2026-11-21T12:00:00.000Z');

function handClock() {
  let time = START;
  return { now: () => time, pass: (seconds: number) => void (time += seconds * 1000) };
}

describe('tickets change while they are read', () => {
  it('as fast as the clock runs, and only in events somebody reads', async () => {
    const clock = handClock();
    const { tixngo, ask } = await boxOffice({ now: clock.now, switches: { scansPerSecond: 2, deletesPerSecond: 0.5 } });
    await page(ask, 'trap-door-2027');
    expect(tixngo.truth('trap-door-2027')).toHaveLength(40);
    clock.pass(10);
    expect(tixngo.truth('trap-door-2027')).toHaveLength(35);
    expect(tixngo.truth('autumn-lights-2027')).toHaveLength(1250);
    const since = await page(ask, 'trap-door-2027', 0, 100, { lastUpdatedSince: new Date(START).toISOString() });
    expect(since.total).toBeGreaterThan(5);
    expect(
      since.result.every(({ controlledDate, deletionDate }) => controlledDate !== null || deletionDate !== null),
    ).toBe(true);
  });

  it('not at all when nothing was switched on', async () => {
    const clock = handClock();
    const { ask } = await boxOffice({ now: clock.now });
    const before = await readAll(ask, 'trap-door-2027', 100);
    clock.pass(3600);
    expect(await readAll(ask, 'trap-door-2027', 100)).toEqual(before);
  });

  it('in the same way for the same seed', async () => {
    const run = async () => {
      const clock = handClock();
      const switches = { scansPerSecond: 1, salesPerSecond: 1, deletesPerSecond: 1, vanishesPerSecond: 1 };
      const { tixngo, ask } = await boxOffice({ now: clock.now, switches });
      await page(ask, 'trap-door-2027');
      clock.pass(5);
      return tixngo.truth('trap-door-2027');
    };
    expect(await run()).toEqual(await run());
  });

  it('a deleted ticket leaves the lists without deleted ones, and stays in the others', async () => {
    const clock = handClock();
    const { tixngo, ask } = await boxOffice({ now: clock.now, switches: { deletesPerSecond: 3 } });
    await page(ask, 'trap-door-2027');
    tixngo.tick(1);
    expect((await page(ask, 'trap-door-2027', 0, 2, { excludeDeleted: 'true' })).total).toBe(37);
    const all = await page(ask, 'trap-door-2027', 0, 100);
    expect(all.total).toBe(46);
    const now = new Date(START).toISOString();
    expect(all.result.filter(({ status, deletionDate }) => status === 'DELETED' && deletionDate === now)).toHaveLength(
      3,
    );
  });

  it('a sold ticket joins at the end, or anywhere when told so', async () => {
    const { tixngo, ask } = await boxOffice({ now: () => START, switches: { salesPerSecond: 4 } });
    const before = idsOf((await page(ask, 'trap-door-2027', 0, 100)).result);
    tixngo.tick(1);
    expect(idsOf((await page(ask, 'trap-door-2027', 0, 100)).result).slice(0, 46)).toEqual(before);
    tixngo.switches.set({ salesLand: 'anywhere' });
    tixngo.tick(5);
    const after = idsOf((await page(ask, 'trap-door-2027', 0, 100)).result);
    expect(after).toHaveLength(70);
    expect(after.slice(0, 46)).not.toEqual(before);
  });

  it('a vanished ticket is in no list, so a careless client misses one that moved up', async () => {
    const switches = { changesPerPage: { vanishes: 1, scans: 0, sales: 0, deletes: 0 } };
    const { tixngo, ask } = await boxOffice({ now: () => START, switches });
    const read = new Set(idsOf(await readAll(ask, 'autumn-lights-2027', 50, { excludeDeleted: 'true' })));
    const left = tixngo.truth('autumn-lights-2027');
    expect(left.length).toBeLessThan(1250);
    expect(left.some(({ ticketId }) => !read.has(ticketId))).toBe(true);
  });

  it('fractions of changes add up over the pages', async () => {
    const switches = { changesPerPage: { sales: 0.5, scans: 0, deletes: 0, vanishes: 0 } };
    const { ask } = await boxOffice({ now: () => START, switches });
    const totals: number[] = [];
    for (let turn = 0; turn < 5; turn += 1) totals.push((await page(ask, 'trap-door-2027')).total);
    expect(totals).toEqual([46, 46, 47, 47, 48]);
  });

  it('a changed row moves to the front when the latest come first', async () => {
    const { tixngo, ask } = await boxOffice({
      now: () => START,
      switches: { scansPerSecond: 1, order: 'last-updated-first' },
    });
    const before = idsOf((await page(ask, 'trap-door-2027', 0, 100)).result);
    tixngo.tick(1);
    const [first] = (await page(ask, 'trap-door-2027')).result;
    expect(first?.['controlledDate']).not.toBeNull();
    expect(before[0]).not.toBe(first?.['ticketId']);
  });

  it('the truth can be asked for from another process', async () => {
    const { tixngo } = await boxOffice({ now: () => START });
    const response = await fetch(`${tixngo.control}/truth?eventId=trap-door-2027`);
    expect(await response.json()).toEqual({ eventId: 'trap-door-2027', tickets: tixngo.truth('trap-door-2027') });
    const unknown = await fetch(`${tixngo.control}/truth`);
    expect(unknown.status).toBe(404);
    expect(z.object({ message: z.string() }).parse(await unknown.json()).message).toContain('?eventId=');
  });
});

describe('pages that make no sense', () => {
  it('an empty page in the middle, once', async () => {
    const { ask } = await boxOffice({ switches: { pageTrouble: { kind: 'empty', fromOffset: 4, times: 1 } } });
    expect((await page(ask, 'trap-door-2027', 2)).result).toHaveLength(2);
    expect(await page(ask, 'trap-door-2027', 4)).toEqual({ total: 46, result: [] });
    expect((await page(ask, 'trap-door-2027', 4)).result).toHaveLength(2);
  });

  it('the page before, over and over', async () => {
    const { ask } = await boxOffice({ switches: { pageTrouble: { kind: 'repeated', fromOffset: 2, times: 100 } } });
    const first = await page(ask, 'trap-door-2027', 0);
    expect(await page(ask, 'trap-door-2027', 2)).toEqual(first);
    expect(await page(ask, 'trap-door-2027', 2)).toEqual(first);
  });

  it('a total that lies', async () => {
    const { ask } = await boxOffice({ switches: { totalDelta: 5 } });
    expect((await page(ask, 'trap-door-2027')).total).toBe(51);
  });
});
