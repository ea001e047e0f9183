import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { eventUrl, pageOf, readAll, shop, ticketsIn, uidsOf } from './shop.ts';

const Refused = z.strictObject({ code: z.string(), message: z.string() });

describe('the list of orders', () => {
  it('gives every ticket of an event, once, with the promised number', async () => {
    const { paylogic, ask } = await shop();
    for (const [id, tickets] of [
      ['spring-gala-2027', 2500],
      ['autumn-lights-2025', 240],
    ] as const) {
      const orders = await readAll(ask, '/orders', { event: eventUrl(paylogic, id) });
      const read = uidsOf(ticketsIn(orders));
      expect(read).toHaveLength(tickets);
      expect(read.sort()).toEqual(
        paylogic
          .truth(id)
          .map(({ uid }) => uid)
          .sort(),
      );
    }
  });

  it('has pages of 500, and counts all orders', async () => {
    const { paylogic, ask } = await shop();
    const page = await pageOf(ask, '/orders', { event: eventUrl(paylogic, 'city-marathon-2027') });
    expect(page.items).toHaveLength(500);
    expect(page.item_count).toBe(paylogic.trueOrders('city-marathon-2027').length);
    expect(paylogic.truth('city-marathon-2027')).toHaveLength(20_000);
  });

  it('can be narrowed by the day an order was made: since is included, before is not', async () => {
    const { paylogic, ask } = await shop();
    const event = eventUrl(paylogic, 'autumn-lights-2025');
    const all = await readAll(ask, '/orders', { event });
    const moment = z.string().parse(all.map(({ created_date }) => created_date).sort()[20]);
    const since = await readAll(ask, '/orders', { event, created_date__gte: moment });
    const before = await readAll(ask, '/orders', { event, created_date__lt: moment });
    expect(since.length + before.length).toBe(all.length);
    expect(since.every(({ created_date }) => String(created_date) >= moment)).toBe(true);
    expect(before.length).toBeGreaterThan(10);
  });

  it('covers all events when none is named', async () => {
    const { paylogic, ask } = await shop({ switches: { pageSize: 1 } });
    const { item_count } = await pageOf(ask, '/orders');
    const sizes = paylogic.events.map(({ id }) => paylogic.trueOrders(id).length);
    expect(item_count).toBe(sizes.reduce((sum, size) => sum + size, 0));
  });

  it.each([
    ['page 0', { page: '0' }, "'page' must be at least 1"],
    ['a page that is no number', { page: 'two' }, "'page' must be a whole number"],
    ['a page given twice', { page: ['1', '2'] }, "'page' must be given once"],
    ['an event that is no address', { event: 'spring-gala-2027' }, "'event' must be the full address"],
    ['an event of somebody else', { event: `https://x.example.org/events/${'0'.repeat(32)}` }, "'event' is no event"],
    ['an odd time', { created_date__gte: 'yesterday' }, "'created_date__gte' must be a timestamp"],
    ['an unknown parameter', { status: 'completed' }, "Unknown parameter 'status'"],
  ])('refuses %s', async (_name, query, message) => {
    const { ask } = await shop();
    const { status, body } = await ask('/orders', query);
    expect(status).toBe(400);
    expect(Refused.parse(body)).toEqual({ code: 'BAD_REQUEST', message: expect.stringContaining(message) });
  });

  it('can be switched off', async () => {
    const { ask } = await shop({ switches: { orderList: false } });
    expect(await ask('/orders')).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  });

  it('shows tickets whole, as links or not at all, as told', async () => {
    const { paylogic, ask } = await shop({ switches: { pageSize: 3, listedOrderTickets: 'links' } });
    const event = eventUrl(paylogic, 'spring-gala-2027');
    const [ticket] = ticketsIn((await pageOf(ask, '/orders', { event })).items);
    expect(Object.keys(ticket ?? {}).sort()).toEqual(['_links', 'has_valid_subscription', 'status', 'uid']);
    paylogic.switches.set({ listedOrderTickets: 'absent' });
    const [order] = (await pageOf(ask, '/orders', { event })).items;
    expect(order).not.toHaveProperty('_embedded');
    expect(ticketsIn([(await ask(`/orders/${order?.uid}`)).body])).not.toEqual([]);
  });
});

describe('one order', () => {
  it('is the same as in the list', async () => {
    const { paylogic, ask } = await shop({ switches: { pageSize: 2 } });
    const { items } = await pageOf(ask, '/orders', { event: eventUrl(paylogic, 'spring-gala-2027') });
    for (const item of items) expect((await ask(`/orders/${item.uid}`)).body).toEqual(item);
  });

  it('adds up: products, service and costs make the grand total; parts of a package are not paid again', async () => {
    const { paylogic, ask } = await shop();
    const Money = z.object({ currency: z.string(), amount: z.string().regex(/^\d+(\.\d+)?$/) });
    const Order = z.looseObject({
      product_total: Money,
      service_costs: Money,
      grand_total: Money,
      payment_method: z.object({ costs: Money }),
      shipping_method: z.object({ costs: Money.optional() }),
    });
    const Ticket = z.looseObject({ price: Money, _links: z.looseObject({}) });
    const orders = await readAll(ask, '/orders', { event: eventUrl(paylogic, 'spring-gala-2027') });
    const cents = (money?: { amount: string }) => Math.round(Number(money?.amount ?? 0) * 100);
    for (const order of orders) {
      const { product_total, service_costs, grand_total, payment_method, shipping_method } = Order.parse(order);
      const parts = [product_total, service_costs, payment_method.costs, shipping_method.costs];
      expect(cents(grand_total)).toBe(parts.reduce((sum, part) => sum + cents(part), 0));
      const alone = ticketsIn([order]).filter(({ _links }) => !('shop:parent' in _links));
      const sum = alone.reduce((all, ticket) => all + cents(Ticket.parse(ticket).price), 0);
      expect(cents(product_total)).toBe(sum);
    }
  });

  it('answers 404 for an unknown uid and 403 for an order somebody may not see', async () => {
    const { paylogic, ask } = await shop();
    expect((await ask(`/orders/${'0'.repeat(32)}`)).status).toBe(404);
    const closed = paylogic.trueOrders('trap-door-2027').filter(({ isReadable }) => !isReadable);
    expect(closed).toHaveLength(1);
    expect((await ask(`/orders/${closed[0]?.uid}`)).status).toBe(403);
    const [first] = paylogic.trueOrders('spring-gala-2027');
    expect((await ask(`/orders/${first?.uid}`)).status).toBe(200);
    paylogic.switches.set({ forbiddenOrders: [first?.uid ?? ''] });
    expect((await ask(`/orders/${first?.uid}`)).status).toBe(403);
    expect((await ask(`/orders/${first?.uid}`, { expand: '1' })).status).toBe(400);
  });
});

describe('who may see which orders', () => {
  it('a guest sees their own, a shop those made in it, and only one at a time', async () => {
    const { paylogic, askAsGuest, askAsShop } = await shop();
    const event = eventUrl(paylogic, 'spring-gala-2027');
    const own = await readAll(askAsGuest, '/orders', { event });
    expect(own.length).toBeGreaterThan(1);
    expect(new Set(own.map(({ consumer }) => JSON.stringify(consumer))).size).toBe(1);
    expect((await askAsShop('/orders', { event })).status).toBe(403);
    const uids = uidsOf(paylogic.trueOrders('spring-gala-2027')).slice(0, 40);
    const seen = await Promise.all(uids.map(async (uid) => (await askAsShop(`/orders/${uid}`)).status));
    expect(new Set(seen)).toEqual(new Set([200, 403]));
    const asGuest = await Promise.all(uids.map(async (uid) => (await askAsGuest(`/orders/${uid}`)).status));
    expect(asGuest).toContain(403);
  });

  it('nobody without credentials, and no application without the right', async () => {
    const { paylogic, ask, askAsNobody } = await shop();
    const [first] = paylogic.trueOrders('spring-gala-2027');
    expect(await askAsNobody(`/orders/${first?.uid}`)).toMatchObject({ status: 401, body: { code: 'UNAUTHORIZED' } });
    expect((await askAsNobody('/orders')).status).toBe(401);
    paylogic.switches.set({ orderRight: false });
    expect((await ask(`/orders/${first?.uid}`)).status).toBe(403);
    expect((await ask('/orders')).status).toBe(403);
  });

  it('and nothing may be changed', async () => {
    const { paylogic } = await shop();
    const response = await fetch(`${paylogic.origin}/orders`, { method: 'POST' });
    expect([response.status, response.headers.get('Allow')]).toEqual([405, 'GET']);
  });
});
