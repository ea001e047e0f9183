import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Collection, eventUrl, pageOf, readAll, Resource, shop, ticketsIn, uidsOf } from './shop.ts';

const Tickets = z.object({ _embedded: z.object({ 'shop:ticket': z.array(Resource) }) });

describe('one ticket', () => {
  it('is the same as in its order, with its product and the secondary sales', async () => {
    const { paylogic, ask } = await shop({ switches: { pageSize: 2 } });
    const { items } = await pageOf(ask, '/orders', { event: eventUrl(paylogic, 'spring-gala-2027') });
    for (const ticket of ticketsIn(items)) {
      const { _embedded, ...rest } = z.looseObject({}).parse((await ask(`/tickets/${ticket.uid}`)).body);
      expect(rest).toEqual(ticket);
      expect(Object.keys(z.looseObject({}).parse(_embedded))).toEqual(['shop:product', 'shop:transfer_sale']);
    }
  });

  it('can name the secondary sales the other way', async () => {
    const { paylogic, ask } = await shop({ switches: { secondarySales: 'shop:secondary_sales' } });
    const [ticket] = paylogic.truth('spring-gala-2027');
    expect((await ask(`/tickets/${ticket?.uid}`)).body).toHaveProperty(['_embedded', 'shop:secondary_sales']);
  });

  it('answers 404 for an unknown uid, 403 for the order of somebody else, 401 without credentials', async () => {
    const { paylogic, ask, askAsGuest, askAsShop, askAsNobody } = await shop();
    const closed = paylogic.truth('trap-door-2027').find(({ isReadable }) => !isReadable);
    const path = `/tickets/${paylogic.truth('trap-door-2027')[0]?.uid}`;
    expect((await ask(`/tickets/${'0'.repeat(32)}`)).status).toBe(404);
    expect((await ask(`/tickets/${closed?.uid}`)).status).toBe(403);
    expect((await ask(path)).status).toBe(200);
    expect((await askAsGuest(path)).status).toBe(403);
    expect((await askAsShop(path)).status).toBe(403);
    expect((await askAsNobody(path)).status).toBe(401);
    expect((await ask(path, { expand: '1' })).status).toBe(400);
  });
});

describe('a ticket by its barcode', () => {
  it('is a list of the one ticket', async () => {
    const { paylogic, ask } = await shop();
    const uid = paylogic.truth('spring-gala-2027')[40]?.uid ?? '';
    const { code } = z.object({ code: z.string() }).parse((await ask(`/tickets/${uid}`)).body);
    const query = { code, event: eventUrl(paylogic, 'spring-gala-2027') };
    const found = Tickets.parse((await ask('/tickets', query)).body)._embedded['shop:ticket'];
    expect(uidsOf(found)).toEqual([uid]);
    const elsewhere = { code, event: eventUrl(paylogic, 'autumn-lights-2025') };
    expect(Tickets.parse((await ask('/tickets', elsewhere)).body)._embedded['shop:ticket']).toEqual([]);
  });

  it('gives an empty list or 404 when nobody has it', async () => {
    const { paylogic, ask } = await shop();
    const query = { code: '000', event: eventUrl(paylogic, 'spring-gala-2027') };
    expect(Tickets.parse((await ask('/tickets', query)).body)._embedded['shop:ticket']).toEqual([]);
    paylogic.switches.set({ barcodeNoMatch: 'not-found' });
    expect(await ask('/tickets', query)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });

  it('needs code and event, and an application', async () => {
    const { paylogic, ask, askAsGuest, askAsShop } = await shop();
    const event = eventUrl(paylogic, 'spring-gala-2027');
    expect((await ask('/tickets', { code: '1' })).status).toBe(400);
    expect((await ask('/tickets', { event })).status).toBe(400);
    expect((await ask('/tickets', { code: '1', event: '42' })).status).toBe(400);
    expect((await ask('/tickets')).status).toBe(403);
    expect((await askAsGuest('/tickets', { code: '1', event })).status).toBe(400);
    expect((await askAsShop('/tickets', { code: '1', event })).status).toBe(403);
  });

  it('is refused when its order is', async () => {
    const { paylogic, ask } = await shop();
    const [first] = paylogic.truth('spring-gala-2027');
    const { code } = z.object({ code: z.string() }).parse((await ask(`/tickets/${first?.uid}`)).body);
    paylogic.switches.set({ forbiddenOrders: [first?.orderUid ?? ''] });
    expect((await ask('/tickets', { code, event: eventUrl(paylogic, 'spring-gala-2027') })).status).toBe(403);
  });
});

describe('the tickets of a guest', () => {
  it('are three lists side by side that lead to the whole ticket', async () => {
    const { askAsGuest } = await shop();
    const { item_count, _embedded: lists } = Collection.parse((await askAsGuest('/tickets')).body);
    expect(Object.keys(lists)).toEqual(['shop:ticket', 'shop:product', 'shop:event']);
    for (const list of Object.values(lists)) expect(list).toHaveLength(item_count);
    const [ticket, product, event] = Object.values(lists).map(([first]) => first);
    expect(Object.keys(ticket ?? {}).sort()).toEqual(['_links', 'has_valid_subscription', 'status', 'uid']);
    expect((await askAsGuest(ticket?._links.self.href ?? '')).body).toMatchObject({
      uid: ticket?.uid,
      _links: {
        'shop:event': event?._links.self,
        'shop:product': product?._links.self,
      },
    });
  });

  it('are paged', async () => {
    const { paylogic, askAsGuest } = await shop();
    const all = uidsOf((await pageOf(askAsGuest, '/tickets')).items);
    paylogic.switches.set({ pageSize: 7 });
    expect(uidsOf(await readAll(askAsGuest, '/tickets'))).toEqual(all);
  });
});

describe('the same seed', () => {
  it('makes the same tickets, another seed others', async () => {
    const read = async (seed: number) => {
      const { paylogic, ask } = await shop({ seed, switches: { pageSize: 20 } });
      const { items } = await pageOf(ask, '/orders', { event: eventUrl(paylogic, 'spring-gala-2027') });
      return JSON.stringify(items).replaceAll(paylogic.origin, '');
    };
    expect(await read(1)).toBe(await read(1));
    expect(await read(1)).not.toBe(await read(2));
  });
});
