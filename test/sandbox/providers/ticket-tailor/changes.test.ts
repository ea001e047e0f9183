import { describe, expect, it } from 'vitest';
import { boxOffice, idsOf, page, readAll } from './box-office.ts';

const START = Date.parse('2026-11-21T12:00:00.000Z');
const NOTHING = { sales: 0, scans: 0, voids: 0, refunds: 0, cancellations: 0, edits: 0 };
const GALA = { event_id: 'ev_1001' };

describe('what is sold changes while it is read', () => {
  it('as fast as the clock runs, and only in events somebody reads', async () => {
    let time = START;
    const changesPerSecond = { ...NOTHING, sales: 2, scans: 1, voids: 0.5, refunds: 1, cancellations: 0.5, edits: 1 };
    const { office, ask } = await boxOffice({ now: () => time, switches: { changesPerSecond } });
    const before = office.truth('ev_1001');
    await page(ask, '/orders', GALA);
    time += 10_000;
    const { orders, tickets, checkIns } = office.truth('ev_1001');
    expect(orders.length - before.orders.length).toBe(20);
    expect(tickets.length).toBeGreaterThan(before.tickets.length + 20);
    expect(checkIns.length - before.checkIns.length).toBe(10);
    const old = new Map(before.orders.map((order) => [order['id'], order]));
    const changed = orders.filter(
      (order) => old.has(order['id']) && JSON.stringify(old.get(order['id'])) !== JSON.stringify(order),
    );
    expect(changed.length).toBeGreaterThan(20);
    expect(office.truth('ev_1003').orders).toHaveLength(100);
  });

  it('not at all when nothing was switched on', async () => {
    let time = START;
    const { ask } = await boxOffice({ now: () => time });
    const before = await readAll(ask, '/issued_tickets', { event_id: 'ev_1005' });
    time += 86_400_000;
    expect(await readAll(ask, '/issued_tickets', { event_id: 'ev_1005' })).toEqual(before);
  });

  it('in the same way for the same seed', async () => {
    const run = async () => {
      const changesPerSecond = { sales: 1, scans: 1, voids: 1, refunds: 1, cancellations: 1, edits: 1 };
      const { office, ask } = await boxOffice({ now: () => START, switches: { changesPerSecond } });
      await page(ask, '/orders', { event_id: 'ev_1006' });
      office.tick(5);
      return office.truth('ev_1006');
    };
    expect(await run()).toEqual(await run());
  });

  it('a new order is in front of the page being read, so nothing is read twice or left out', async () => {
    const { office, ask } = await boxOffice({
      now: () => START,
      switches: { changesPerPage: { ...NOTHING, sales: 3 } },
    });
    const before = idsOf(office.truth('ev_1005').orders);
    const read = idsOf(await readAll(ask, '/orders', { event_id: 'ev_1005', limit: '50' }));
    expect(read.toSorted()).toEqual(before.toSorted());
    const since = { event_id: 'ev_1005', 'created_at.gte': String(START / 1000) };
    expect((await page(ask, '/orders', since)).data.length).toBeGreaterThanOrEqual(12);
  });

  it('with the oldest first a new order comes at the end', async () => {
    const switches = { order: 'oldest-first', changesPerPage: { ...NOTHING, sales: 1 } } as const;
    const { ask } = await boxOffice({ now: () => START, switches });
    expect(await readAll(ask, '/orders', { event_id: 'ev_1004', limit: '50' })).toHaveLength(103);
  });

  it('a late refund shows in no list by time, only in the order itself', async () => {
    const { office, ask } = await boxOffice({
      now: () => START,
      switches: { changesPerSecond: { ...NOTHING, refunds: 5 } },
    });
    await page(ask, '/orders', GALA);
    const refunded = () => office.truth('ev_1001').orders.filter((order) => Number(order['refund_amount']) > 0).length;
    const before = refunded();
    office.tick(1);
    expect(refunded()).toBeGreaterThan(before);
    expect((await page(ask, '/orders', { ...GALA, 'created_at.gte': '1760000000' })).data).toEqual([]);
  });

  it('a voided ticket says when, its order gets a line, and no money moves', async () => {
    const { office, ask } = await boxOffice({
      now: () => START,
      switches: { changesPerSecond: { ...NOTHING, voids: 1 } },
    });
    await page(ask, '/orders', GALA);
    office.tick(1);
    const ticket = office.truth('ev_1001').tickets.find(({ updated_at }) => updated_at === START / 1000);
    expect(ticket).toMatchObject({ status: 'void', voided_at: START / 1000 });
    const { body } = await ask(`/orders/${String(ticket?.['order_id'])}`);
    expect(body).toMatchObject({ status: 'completed', refund_amount: 0 });
    expect(JSON.stringify(body)).toContain('"type":"void"');
  });

  it('the truth can be asked for from another process', async () => {
    const { office } = await boxOffice({ now: () => START });
    const response = await fetch(`${office.control}/truth?eventId=ev_1006`);
    expect(await response.json()).toEqual(JSON.parse(JSON.stringify(office.truth('ev_1006'))));
    expect((await fetch(`${office.control}/truth`)).status).toBe(404);
    expect(() => office.truth('ev_9')).toThrow(RangeError);
  });

  it('is remembered with what was asked', async () => {
    const { office, ask } = await boxOffice();
    await ask('/orders', { 'created_at.gte': '1' });
    expect(office.requests).toEqual([
      { method: 'GET', path: '/v1/orders', query: { 'created_at.gte': ['1'] }, status: 200 },
    ]);
  });
});
