import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { eventUrl, readAll, type Resource, shop, ticketsIn } from './shop.ts';

async function trapDoor() {
  const { paylogic, ask } = await shop();
  const orders = await readAll(ask, '/orders', { event: eventUrl(paylogic, 'trap-door-2027') });
  return { paylogic, ask, orders, tickets: ticketsIn(orders) };
}

const some = (rows: readonly Resource[], holds: (row: Resource) => boolean) => expect(rows.some(holds)).toBe(true);
const amountIn = (value: unknown) => z.object({ amount: z.unknown() }).safeParse(value).data?.amount;

describe('the trap door', () => {
  it('has relations as object, list, empty list, and none', async () => {
    const { tickets } = await trapDoor();
    const requests = tickets.map(({ _links }) => _links['shop:personalization_request']);
    expect(requests).toContainEqual([]);
    expect(requests).toContainEqual({ href: expect.stringMatching(/^http:.*requests\/1$/) });
    expect(requests).toContainEqual([{ href: expect.anything() }, { href: expect.anything() }]);
    some(tickets, ({ _links }) => !('shop:refund_requests' in _links));
    some(tickets, ({ _links }) => Array.isArray(_links['shop:event']));
  });

  it('has odd amounts, in currencies without and with three decimals', async () => {
    const { tickets } = await trapDoor();
    for (const amount of ['0.45', '1234.50', '0.00', '12000', '12.500']) {
      some(tickets, ({ price }) => amountIn(price) === amount);
    }
  });

  it('has a pending order without fees and a package with its parts', async () => {
    const { orders, tickets } = await trapDoor();
    const pending = orders.filter(({ status }) => status === 'pending');
    for (const ticket of ticketsIn(pending)) expect(ticket['service_fee_paid']).toBeNull();
    const part = tickets.find(({ _links }) => 'shop:parent' in _links);
    const whole = z.object({ href: z.string() }).parse(part?._links['shop:parent']);
    some(tickets, ({ _links }) => _links.self.href === whole.href);
  });

  it('can lead from a part to the product of its package', async () => {
    const { paylogic, ask } = await shop({ switches: { parentLink: 'product' } });
    const orders = await readAll(ask, '/orders', { event: eventUrl(paylogic, 'trap-door-2027') });
    const part = ticketsIn(orders).find(({ _links }) => 'shop:parent' in _links);
    expect(part?._links['shop:parent']).toEqual({ href: expect.stringContaining('/products/') });
  });

  it('has a gift with its old price, texts in Dutch alone, and names that are no formulas', async () => {
    const { orders, tickets } = await trapDoor();
    const nameOf = (row: Resource) => z.object({ first_name: z.string() }).safeParse(row['consumer']).data?.first_name;
    some(tickets, (ticket) => nameOf(ticket) === 'Zoë' && amountIn(ticket['price']) === '1234.50');
    some(tickets, (ticket) => nameOf(ticket) === '=HYPERLINK("http://x","y")');
    some(orders, ({ reference }) => reference === '0000123');
    some(orders, ({ consumer }) => consumer === null);
    some(orders, ({ shipping_method }) => JSON.stringify(shipping_method) === '{}');
  });

  it('has one order the application may not see: a uid and links in the list, 403 alone', async () => {
    const { ask, orders } = await trapDoor();
    const closed = orders.filter((order) => !('status' in order));
    expect(closed).toHaveLength(1);
    expect(Object.keys(closed[0] ?? {}).sort()).toEqual(['_links', 'uid']);
    expect((await ask(closed[0]?._links.self.href ?? '')).status).toBe(403);
  });

  it('has tickets embedded as an object, as an empty list and not at all', async () => {
    const { orders } = await trapDoor();
    const embedded = orders.map(
      (order) => z.looseObject({ _embedded: z.looseObject({}) }).safeParse(order).data?._embedded,
    );
    some(orders, (order) => !('_embedded' in order) && order['status'] === 'expired');
    expect(embedded).toContainEqual({ 'shop:ticket': [] });
    expect(embedded).toContainEqual({ 'shop:ticket': expect.objectContaining({ uid: expect.any(String) }) });
  });

  it('has a ticket whose own link shows an older uid, under which it can be read', async () => {
    const { ask, tickets } = await trapDoor();
    const odd = tickets.filter(({ uid, _links }) => !_links.self.href.endsWith(uid));
    expect(odd).toHaveLength(1);
    expect((await ask(odd[0]?._links.self.href ?? '')).body).toMatchObject({ uid: odd[0]?.uid });
    expect((await ask(`/tickets/${odd[0]?.uid}`)).body).toMatchObject({ uid: odd[0]?.uid });
  });

  it('has an embedded product with another uid than its links, and both names of secondary sales', async () => {
    const { ask, tickets } = await trapDoor();
    const names = new Set<string>();
    let differing = 0;
    const Whole = z.looseObject({ _embedded: z.looseObject({ 'shop:product': z.looseObject({ uid: z.string() }) }) });
    for (const { uid, _links } of tickets) {
      const { _embedded } = Whole.parse((await ask(`/tickets/${uid}`)).body);
      Object.keys(_embedded).forEach((name) => names.add(name));
      if (!JSON.stringify(_links['shop:product']).includes(_embedded['shop:product'].uid)) differing += 1;
    }
    expect([...names].sort()).toEqual(['shop:product', 'shop:secondary_sales', 'shop:transfer_sale']);
    expect(differing).toBe(1);
  });

  it('has costs as text and as a number, words nobody knows, and members missing or null', async () => {
    const { orders, tickets } = await trapDoor();
    const costs = orders.map(
      ({ payment_method }) => z.object({ costs: z.unknown() }).safeParse(payment_method).data?.costs,
    );
    expect(new Set(costs.map(amountIn).map((amount) => typeof amount))).toContain('number');
    expect(new Set(costs.map(amountIn).map((amount) => typeof amount))).toContain('string');
    some(orders, ({ status }) => status === 'chargeback');
    some(tickets, ({ status }) => status === 'blocked');
    some(tickets, (ticket) => !('status' in ticket));
    some(tickets, ({ seating }) => seating === null);
  });

  it('can give all costs as numbers', async () => {
    const { paylogic, ask } = await shop({ switches: { costs: 'number' } });
    const [order] = paylogic.trueOrders('spring-gala-2027');
    const Costs = z.looseObject({ payment_method: z.object({ costs: z.object({ amount: z.number() }) }) });
    expect(Costs.safeParse((await ask(`/orders/${order?.uid}`)).body).success).toBe(true);
  });
});
