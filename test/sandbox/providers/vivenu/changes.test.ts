import { describe, expect, it } from 'vitest';
import { GALA, HUNDRED, idsOf, part, readAll, seller, TRAPS, TWO_HUNDRED } from './seller.ts';

const START = Date.parse('2026-11-21T12:00:00.000Z');
const NOW = new Date(START).toISOString();
const NOTHING = { sales: 0, scans: 0, voids: 0, refunds: 0, cancellations: 0, edits: 0 };
const ALL = { sales: 2, scans: 1, voids: 1, refunds: 1, cancellations: 1, edits: 1 };

describe('what is sold changes while it is read', () => {
  it('as fast as the clock runs, only in events somebody reads, and updatedAt tells', async () => {
    let time = START;
    const { vivenu, ask } = await seller({ now: () => time, switches: { changesPerSecond: ALL } });
    const before = new Map(vivenu.truth(GALA).transactions.map((one) => [one['_id'], JSON.stringify(one)]));
    await part(ask, '/transactions', { event: GALA });
    time += 5000;
    const now = vivenu.truth(GALA).transactions;
    expect(now.length - before.size).toBe(10);
    const changed = now.filter((one) => before.get(one['_id']) !== JSON.stringify(one));
    const since = await readAll(ask, '/transactions', { event: GALA, 'updatedAt[$gte]': NOW });
    expect(idsOf(since).toSorted()).toEqual(changed.map(({ _id }) => _id).toSorted());
    expect(vivenu.truth(HUNDRED).transactions).toHaveLength(100);
  });

  it('tickets too: sold, let in, void, cancelled, renamed', async () => {
    const { vivenu, ask } = await seller({ now: () => START, switches: { changesPerSecond: ALL } });
    const before = new Map(vivenu.truth(TWO_HUNDRED).tickets.map((one) => [one['_id'], JSON.stringify(one)]));
    await part(ask, '/tickets', { event: TWO_HUNDRED });
    vivenu.tick(3);
    const now = vivenu.truth(TWO_HUNDRED).tickets;
    const changed = now.filter((one) => before.get(one['_id']) !== JSON.stringify(one));
    const since = await readAll(ask, '/tickets', { event: TWO_HUNDRED, 'updatedAt[$gte]': NOW });
    expect(idsOf(since).toSorted()).toEqual(changed.map(({ _id }) => _id).toSorted());
    const kinds = JSON.stringify(since);
    for (const word of ['ticket.validated', 'INVALID', 'VALID']) expect(kinds).toContain(word);
  });

  it('not at all when nothing was switched on, and the same for one seed', async () => {
    const run = async (changesPerSecond: typeof ALL | null) => {
      const { vivenu, ask } = await seller({ now: () => START, switches: { changesPerSecond } });
      await part(ask, '/tickets', { event: TRAPS });
      vivenu.tick(5);
      return vivenu.truth(TRAPS);
    };
    expect(await run(ALL)).toEqual(await run(ALL));
    expect(await run(null)).not.toEqual(await run(ALL));
    expect(await run(null)).toEqual((await seller()).vivenu.truth(TRAPS));
  });

  it('the total of a filtered list shrinks, so a careless client passes over rows', async () => {
    const { vivenu, ask } = await seller({ now: () => START, switches: { changesPerPage: { ...NOTHING, voids: 3 } } });
    const first = await part(ask, '/tickets', { event: TWO_HUNDRED, status: 'VALID', top: '10' });
    const read: unknown[] = [];
    for (let skip = 0; ; skip += 10) {
      const { rows } = await part(ask, '/tickets', {
        event: TWO_HUNDRED,
        status: 'VALID',
        top: '10',
        skip: String(skip),
      });
      read.push(...idsOf(rows));
      if (rows.length < 10) break;
    }
    const still = vivenu.truth(TWO_HUNDRED).tickets.filter(({ status }) => status === 'VALID');
    expect(still.length).toBeLessThan(first.total);
    expect(still.some(({ _id }) => !read.includes(_id))).toBe(true);
  });

  it('a changed row moves to the front when the latest come first', async () => {
    const { vivenu, ask } = await seller({
      now: () => START,
      switches: { order: 'last-updated-first', changesPerSecond: { ...NOTHING, scans: 1 } },
    });
    const before = await part(ask, '/tickets', { event: TWO_HUNDRED, top: '1' });
    vivenu.tick(1);
    const [first] = (await part(ask, '/tickets', { event: TWO_HUNDRED, top: '1' })).rows;
    expect(first).toMatchObject({ updatedAt: NOW });
    expect(idsOf(before.rows)).not.toContain(first?.['_id']);
  });

  it('the truth can be asked for from another process, and what was asked is remembered', async () => {
    const { vivenu, ask } = await seller({ now: () => START });
    const response = await fetch(`${vivenu.control}/truth?eventId=${TRAPS}`);
    expect(await response.json()).toEqual(JSON.parse(JSON.stringify(vivenu.truth(TRAPS))));
    expect((await fetch(`${vivenu.control}/truth`)).status).toBe(404);
    expect(() => vivenu.truth('x')).toThrow(RangeError);
    await ask('/events', { 'start[$gte]': NOW });
    expect(vivenu.requests).toEqual([
      { method: 'GET', path: '/api/events', query: { 'start[$gte]': [NOW] }, status: 200 },
    ]);
  });
});
