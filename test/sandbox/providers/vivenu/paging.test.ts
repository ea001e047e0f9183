import { describe, expect, it } from 'vitest';
import { GALA, HUNDRED, HUNDRED_ONE, idsOf, part, readAll, seller, TRAPS, TWO_HUNDRED } from './seller.ts';

const TICKETS = '/tickets';

describe('parts of a list', () => {
  it.each([
    [HUNDRED, [100, 0]],
    [HUNDRED_ONE, [100, 1, 0]],
    [TWO_HUNDRED, [100, 100, 0]],
  ])('of %s end where the rows end', async (event, sizes) => {
    const { ask } = await seller();
    for (const path of [TICKETS, '/transactions']) {
      const seen: number[] = [];
      for (let skip = 0; seen.at(-1) !== 0; skip += 100) {
        seen.push((await part(ask, path, { event, top: '100', skip: String(skip) })).rows.length);
      }
      expect(seen).toEqual(sizes);
    }
  });

  it('hold every row once, whatever their size', async () => {
    const { ask } = await seller();
    const whole = await readAll(ask, TICKETS, { event: TRAPS });
    expect(new Set(idsOf(whole)).size).toBe(44);
    expect(await readAll(ask, TICKETS, { event: TRAPS, top: '2' })).toEqual(whole);
  });

  it('are of 25 rows when nothing is said', async () => {
    const { ask } = await seller();
    expect((await part(ask, TICKETS, { event: HUNDRED })).rows).toHaveLength(25);
  });

  it('are refused above the ceiling, or shorter than asked for', async () => {
    const { vivenu, ask } = await seller({ switches: { topCeiling: 100 } });
    expect((await ask(TICKETS, { event: GALA, top: '101' })).status).toBe(400);
    vivenu.switches.set({ topAboveCeiling: 'clamp', topCeiling: 40 });
    expect((await part(ask, TICKETS, { event: GALA, top: '1000' })).rows).toHaveLength(40);
    expect(idsOf(await readAll(ask, TICKETS, { event: HUNDRED, top: '1000' }))).toHaveLength(100);
  });

  it('have their own name for each list, or the same one', async () => {
    const { vivenu, ask } = await seller();
    const keys = async () =>
      await Promise.all(
        ['/transactions', TICKETS, '/events', '/cancellations'].map(async (path) => {
          const { body } = await ask(path, path === '/cancellations' ? { transactionId: 'x' } : { top: '1' });
          return Object.keys(Object(body))[0];
        }),
      );
    expect(await keys()).toEqual(['docs', 'rows', 'rows', 'docs']);
    vivenu.switches.set({ envelope: 'docs' });
    expect(await keys()).toEqual(['docs', 'docs', 'docs', 'docs']);
  }, 20_000);

  it('come in the order of their making, or latest change first', async () => {
    const { vivenu, ask } = await seller();
    const oldest = await readAll(ask, TICKETS, { event: TWO_HUNDRED });
    const times = oldest.map(({ createdAt }) => String(createdAt));
    expect(times).toEqual(times.toSorted());
    vivenu.switches.set({ order: 'newest-first' });
    expect(await readAll(ask, TICKETS, { event: TWO_HUNDRED })).toEqual(oldest.toReversed());
    vivenu.switches.set({ order: 'last-updated-first' });
    const changes = (await readAll(ask, TICKETS, { event: TWO_HUNDRED })).map(({ updatedAt }) => String(updatedAt));
    expect(changes).toEqual(changes.toSorted().toReversed());
  });
});

describe('trouble on the way', () => {
  it('is 503 for large parts far down', async () => {
    const { ask } = await seller({ switches: { deepReading: { fromSkip: 50, mostTop: 20 } } });
    expect((await ask(TICKETS, { event: HUNDRED, top: '50' })).status).toBe(200);
    const deep = await ask(TICKETS, { event: HUNDRED, top: '50', skip: '50' });
    expect(deep).toMatchObject({ status: 503, body: { code: 'SERVICE_UNAVAILABLE' } });
    expect((await ask(TICKETS, { event: HUNDRED, top: '20', skip: '50' })).status).toBe(200);
  });

  it('is an empty part in the middle, the part before once more, or a total that lies', async () => {
    const { vivenu, ask } = await seller({ switches: { pageTrouble: { kind: 'empty', fromSkip: 4, times: 1 } } });
    const at = async (skip: string) => await part(ask, TICKETS, { event: TRAPS, top: '4', skip });
    const first = await at('0');
    expect(await at('4')).toEqual({ rows: [], total: 44 });
    expect((await at('4')).rows).toHaveLength(4);
    vivenu.switches.set({ pageTrouble: { kind: 'repeated', fromSkip: 4, times: 2 }, totalDelta: 3 });
    expect(await at('4')).toEqual({ rows: first.rows, total: 47 });
  });
});
