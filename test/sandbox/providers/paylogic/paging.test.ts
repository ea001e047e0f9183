import { describe, expect, it } from 'vitest';
import { address, eventUrl, pageOf, readAll, shop, uidsOf } from './shop.ts';

const TRAPS = 'trap-door-2027';

describe('paging', () => {
  it('links first, previous, next and last; no previous at the start, no next at the end', async () => {
    const { paylogic, ask } = await shop({ switches: { pageSize: 2 } });
    const event = eventUrl(paylogic, TRAPS);
    const url = (page?: number) =>
      address(paylogic, '/orders', { event, ...(page === undefined ? {} : { page: String(page) }) });
    const links = async (page: string) => (await pageOf(ask, '/orders', { event, page }))._links;
    expect(await links('1')).toMatchObject({
      self: { href: url() },
      first: { href: url() },
      next: { href: url(2) },
      last: { href: url(15) },
      curies: [{ name: 'shop', href: `${paylogic.origin}/rels/{rel}`, templated: true }],
    });
    expect(await links('1')).not.toHaveProperty('prev');
    expect(await links('15')).toMatchObject({
      self: { href: url(15) },
      prev: { href: url(14) },
      first: { href: url() },
    });
    expect(await links('15')).not.toHaveProperty('next');
  });

  it('reads every order once by following next', async () => {
    const { paylogic, ask } = await shop({ switches: { pageSize: 2 } });
    const read = uidsOf(await readAll(ask, '/orders', { event: eventUrl(paylogic, TRAPS) }));
    expect(read).toEqual(uidsOf(paylogic.trueOrders(TRAPS)));
    expect(new Set(read).size).toBe(30);
  });

  it('keeps to the borders: one order more or less than a page', async () => {
    const { paylogic, ask } = await shop();
    const event = eventUrl(paylogic, TRAPS);
    for (const [pageSize, last] of [
      [29, 1],
      [30, 30],
      [31, 30],
    ] as const) {
      paylogic.switches.set({ pageSize });
      const { items, _links } = await pageOf(ask, '/orders', { event, page: pageSize === 29 ? '2' : '1' });
      expect([items.length, 'next' in _links]).toEqual([last, false]);
    }
  });

  it('gives the last page again past the end, or nothing when told so', async () => {
    const { paylogic, ask } = await shop({ switches: { pageSize: 20 } });
    const event = eventUrl(paylogic, TRAPS);
    const last = await pageOf(ask, '/orders', { event, page: '2' });
    expect(last.items).toHaveLength(10);
    expect(await pageOf(ask, '/orders', { event, page: '3' })).toEqual(last);
    expect(await pageOf(ask, '/orders', { event, page: '999' })).toEqual(last);
    paylogic.switches.set({ pastTheEnd: 'empty' });
    expect((await pageOf(ask, '/orders', { event, page: '3' })).items).toEqual([]);
  });

  it('can end with a next that is null, or lead round for ever', async () => {
    const { paylogic, ask } = await shop({ switches: { pageSize: 20, lastNext: 'null' } });
    const event = eventUrl(paylogic, TRAPS);
    const last = async () => (await pageOf(ask, '/orders', { event, page: '2' }))._links.next;
    expect(await last()).toBeNull();
    paylogic.switches.set({ lastNext: 'beyond' });
    const next = await last();
    expect(next?.href).toContain('page=3');
    expect(uidsOf((await pageOf(ask, next?.href ?? '')).items)).toEqual(
      uidsOf((await pageOf(ask, '/orders', { event, page: '2' })).items),
    );
  });

  it('can count more than there is, and give a page empty or twice', async () => {
    const { paylogic, ask } = await shop({ switches: { pageSize: 10, itemCountDelta: 5 } });
    const event = eventUrl(paylogic, TRAPS);
    const first = await pageOf(ask, '/orders', { event });
    expect(first.item_count).toBe(35);
    paylogic.switches.set({ pageTrouble: { kind: 'empty', fromPage: 2, times: 1 } });
    expect((await pageOf(ask, '/orders', { event, page: '2' })).items).toEqual([]);
    expect((await pageOf(ask, '/orders', { event, page: '2' })).items).toHaveLength(10);
    paylogic.switches.set({ pageTrouble: { kind: 'repeated', fromPage: 2, times: 2 } });
    expect((await pageOf(ask, '/orders', { event, page: '2' })).items).toEqual(first.items);
  });

  it('an empty collection is one page', async () => {
    const { paylogic, ask } = await shop();
    const query = { event: eventUrl(paylogic, TRAPS), created_date__gte: '2030-01-01T00:00:00Z' };
    const page = await pageOf(ask, '/orders', query);
    expect([page.item_count, page.items, 'next' in page._links]).toEqual([0, [], false]);
  });
});
