import { describe, expect, it } from 'vitest';
import { boxOffice, idsOf, Page, page, readAll } from './box-office.ts';

const TICKETS = '/issued_tickets';

describe('pages', () => {
  it.each([
    ['ev_1003', [100]],
    ['ev_1004', [100, 1]],
    ['ev_1005', [100, 100]],
  ])('of %s end where the rows end', async (event_id, sizes) => {
    const { ask } = await boxOffice();
    for (const path of ['/orders', TICKETS]) {
      const seen: number[] = [];
      for (let after = {}; ;) {
        const { data, links } = await page(ask, path, { event_id, limit: '100', ...after });
        seen.push(data.length);
        if (links.next === null) break;
        expect(links.next).toBe(`/v1${path}?starting_after=${String(data.at(-1)?.['id'])}`);
        after = { starting_after: String(data.at(-1)?.['id']) };
      }
      expect(seen).toEqual(sizes);
    }
  });

  it('may offer one more, empty page after a full one', async () => {
    const { ask } = await boxOffice({ switches: { lastLink: 'when-full' } });
    const { data, links } = await page(ask, TICKETS, { event_id: 'ev_1003' });
    expect(links.next).not.toBeNull();
    const last = await page(ask, TICKETS, { event_id: 'ev_1003', starting_after: String(data.at(-1)?.['id']) });
    expect(last).toEqual({ data: [], links: { next: null, previous: null } });
  });

  it('hold every row once, whatever their size', async () => {
    const { ask } = await boxOffice();
    const whole = await readAll(ask, TICKETS, { event_id: 'ev_1006' });
    expect(new Set(idsOf(whole)).size).toBe(43);
    expect(await readAll(ask, TICKETS, { event_id: 'ev_1006', limit: '2' })).toEqual(whole);
  });

  it('are of 100 when nothing is said, and never larger', async () => {
    const { office, ask } = await boxOffice();
    expect((await page(ask, TICKETS)).data).toHaveLength(100);
    expect((await page(ask, TICKETS, { limit: '101' })).data).toHaveLength(100);
    office.switches.set({ limitAbove100: 'refuse' });
    expect((await ask(TICKETS, { limit: '101' })).status).toBe(400);
    expect((await ask(TICKETS, { limit: '100' })).status).toBe(200);
  });

  it('go back as they went forth', async () => {
    const { ask } = await boxOffice();
    const first = await page(ask, TICKETS, { event_id: 'ev_1004', limit: '40' });
    expect(first.links.previous).toBeNull();
    const second = await page(ask, TICKETS, {
      event_id: 'ev_1004',
      limit: '40',
      starting_after: String(first.data.at(-1)?.['id']),
    });
    const start = String(second.data[0]?.['id']);
    expect(second.links.previous).toBe(`/v1${TICKETS}?ending_before=${start}`);
    expect(await page(ask, TICKETS, { event_id: 'ev_1004', limit: '40', ending_before: start })).toEqual(first);
  });

  it('forget the filters in their links', async () => {
    const { office, ask } = await boxOffice();
    const { links } = await page(ask, TICKETS, { event_id: 'ev_1004', limit: '2' });
    const url = new URL(links.next ?? '', office.origin);
    const next = await page(ask, TICKETS, Object.fromEntries(url.searchParams));
    expect(next.data).toHaveLength(100);
    expect(new Set(next.data.map(({ event_id }) => event_id)).size).toBeGreaterThan(1);
  });

  it('start with the newest, or with the oldest', async () => {
    const { office, ask } = await boxOffice();
    const newest = await readAll(ask, '/orders', { event_id: 'ev_1005' });
    const times = newest.map(({ created_at }) => Number(created_at));
    expect(times).toEqual(times.toSorted((one, other) => other - one));
    office.switches.set({ order: 'oldest-first' });
    expect(await readAll(ask, '/orders', { event_id: 'ev_1005' })).toEqual(newest.toReversed());
  });
});

describe('a cursor', () => {
  it.each(['it_404', 'or_3000001', 'nonsense'])(
    'that names no ticket (%s) is refused or gives nothing',
    async (cursor) => {
      const { office, ask } = await boxOffice();
      const query = { event_id: 'ev_1003', starting_after: cursor };
      expect((await ask(TICKETS, query)).status).toBe(400);
      office.switches.set({ unknownCursor: 'empty' });
      expect((await page(ask, TICKETS, query)).data).toEqual([]);
    },
  );

  it('goes one way only', async () => {
    const { ask } = await boxOffice();
    const query = { event_id: 'ev_1003', starting_after: 'it_3000001', ending_before: 'it_3000001' };
    expect((await ask(TICKETS, query)).status).toBe(400);
  });

  it('still holds when its row left the list meanwhile, unless told otherwise', async () => {
    const { office, ask } = await boxOffice();
    const valid = { event_id: 'ev_1006', status: 'valid', limit: '5' };
    const voided = (await page(ask, TICKETS, { event_id: 'ev_1006', status: 'voided' })).data[0];
    const query = { ...valid, starting_after: String(voided?.['id']) };
    expect((await page(ask, TICKETS, query)).data).toHaveLength(5);
    office.switches.set({ changedCursor: 'unknown' });
    expect((await ask(TICKETS, query)).status).toBe(400);
  });
});

describe('answers that make no sense', () => {
  it('come in another envelope', async () => {
    const { office, ask } = await boxOffice({ switches: { envelope: 'bare-list' } });
    const { body } = await ask('/events');
    expect(body).toHaveLength(8);
    office.switches.set({ envelope: 'other-key' });
    const other = (await ask('/events')).body;
    expect(other).toHaveProperty('results');
    expect(Page.safeParse(other).success).toBe(false);
  });

  it('are empty in the middle, with a link to go on', async () => {
    const { ask } = await boxOffice({ switches: { pageTrouble: { kind: 'empty', times: 1 } } });
    const query = { event_id: 'ev_1005', starting_after: 'it_5000101' };
    expect((await page(ask, TICKETS, { event_id: 'ev_1005' })).data).toHaveLength(100);
    expect(await page(ask, TICKETS, query)).toMatchObject({
      data: [],
      links: { next: '/v1/issued_tickets?starting_after=it_5000101' },
    });
    expect((await page(ask, TICKETS, query)).data).toHaveLength(100);
  });

  it('are the first page over and over', async () => {
    const { ask } = await boxOffice({ switches: { pageTrouble: { kind: 'repeated', times: 100 } } });
    const first = await page(ask, TICKETS, { event_id: 'ev_1005' });
    const query = { event_id: 'ev_1005', starting_after: 'it_5000101' };
    expect(await page(ask, TICKETS, query)).toEqual(first);
    expect(await page(ask, TICKETS, query)).toEqual(first);
  });
});
