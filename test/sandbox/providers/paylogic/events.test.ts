import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CHANNELS } from '../../../../sandbox/providers/paylogic/event.ts';
import { Collection, eventUrl, pageOf, readAll, shop, uidsOf } from './shop.ts';

const LONG_AGO = { sale_start__gte: '2000-01-01T00:00:00Z' };

describe('events', () => {
  it('are those on sale now, unless a sale date is named', async () => {
    const { paylogic, ask } = await shop();
    const uid = (id: string) => paylogic.events.find((event) => event.id === id)?.uid;
    const onSale = uidsOf(await readAll(ask, '/events'));
    expect(onSale).toEqual([uid('spring-gala-2027'), uid('city-marathon-2027'), uid('trap-door-2027')]);
    expect(uidsOf(await readAll(ask, '/events', LONG_AGO))).toContain(uid('autumn-lights-2025'));
    paylogic.switches.set({ defaultSaleFilter: false });
    expect(await readAll(ask, '/events')).toHaveLength(4);
  });

  it('vanish from the list when their sale is over', async () => {
    const { ask } = await shop({ now: () => Date.parse('2028-01-01T00:00:00Z') });
    expect(await readAll(ask, '/events')).toEqual([]);
    expect(await readAll(ask, '/events', LONG_AGO)).toHaveLength(4);
  });

  it.each([
    [{ title: 'Lentegala 2027' }, ['spring-gala-2027']],
    [{ title__startswith: 'Stads' }, ['city-marathon-2027']],
    [{ subtitle: 'Een avond aan het water' }, ['spring-gala-2027']],
    [{ artist: '=TRAP()' }, ['trap-door-2027']],
    [{ merchant_name: 'Harbour Hall', 'location.name': 'Kade 7' }, ['city-marathon-2027', 'trap-door-2027']],
    [{ 'location.postal_code': '1011 AB' }, ['spring-gala-2027']],
    [{ 'location.city': 'Rotterdam' }, []],
    [{ 'location.country': 'NL', event_start__lt: '2027-04-17T18:30:00Z' }, ['trap-door-2027']],
    [{ event_start: '2027-04-17T18:30:00Z' }, ['spring-gala-2027']],
    [{ event_end__lte: '2027-04-17T23:00:00Z', event_end__gt: '2027-02-06T22:00:00Z' }, ['spring-gala-2027']],
    [{ sale_end__lt: '2026-01-01T00:00:00Z' }, ['autumn-lights-2025']],
  ])('can be narrowed by %o', async (query, ids) => {
    const { paylogic, ask } = await shop();
    const known = new Map(paylogic.events.map(({ id, uid }) => [uid, id]));
    const found = uidsOf(await readAll(ask, '/events', query));
    expect(found.map((uid) => known.get(uid))).toEqual(ids);
  });

  it.each([
    [{ event_start__startswith: '2027' }, "Unknown parameter 'event_start__startswith'"],
    [{ title__gte: 'A' }, "Unknown parameter 'title__gte'"],
    [{ sale_end: 'soon' }, "'sale_end' must be a timestamp"],
  ])('refuse %o', async (query, message) => {
    const { ask } = await shop();
    expect(await ask('/events', query)).toEqual({
      status: 400,
      body: { code: 'BAD_REQUEST', message: expect.stringContaining(message) },
    });
  });

  it('one alone is the same as in the list; unknown ones are 404', async () => {
    const { paylogic, ask, askAsShop, askAsNobody } = await shop();
    const [first] = await readAll(ask, '/events');
    const url = eventUrl(paylogic, 'spring-gala-2027');
    expect((await askAsShop(url)).body).toEqual(first);
    expect((await askAsNobody(url)).status).toBe(401);
    expect((await ask(`/events/${'0'.repeat(32)}`)).status).toBe(404);
  });

  it('are paged like everything', async () => {
    const { ask } = await shop({ switches: { pageSize: 2 } });
    expect(await readAll(ask, '/events')).toHaveLength(3);
    expect((await pageOf(ask, '/events', { page: '9' })).items).toHaveLength(1);
  });
});

describe('products', () => {
  it('are those of events on sale, or of one event', async () => {
    const { paylogic, ask } = await shop();
    expect(await readAll(ask, '/products')).toHaveLength(7 + 3 + 8);
    expect(await readAll(ask, '/products', { event: eventUrl(paylogic, 'city-marathon-2027') })).toHaveLength(3);
    expect(await readAll(ask, '/products', { event: eventUrl(paylogic, 'autumn-lights-2025') })).toEqual([]);
  });

  it.each([
    [{ name: 'Balkon' }, 1],
    [{ name__startswith: 'Gala' }, 1],
    [{ subtitle: 'Garage Noord' }, 1],
    [{ price: '85' }, 2],
    [{ price__gt: '120', price__lte: '195.00' }, 2],
    [{ price__lt: '0.5', price_cur: 'EUR' }, 3],
    [{ price_cur: 'JPY' }, 1],
    [{ is_soldout: 'true' }, 2],
    [{ sale_end__lt: '2027-03-01T00:00:00Z' }, 8],
  ])('can be narrowed by %o', async (query, count) => {
    const { ask } = await shop();
    expect(await readAll(ask, '/products', query)).toHaveLength(count);
  });

  it.each([{ price: 'dear' }, { is_soldout: 'maybe' }, { event: '7' }])('refuse %o', async (query) => {
    const { ask } = await shop();
    expect((await ask('/products', query)).status).toBe(400);
  });
});

describe('channels', () => {
  it('need no account, and show events, sales, theme and service', async () => {
    const { askAsNobody } = await shop();
    for (const { uid, type } of CHANNELS) {
      const { status, body } = await askAsNobody(`/channels/${uid}`);
      expect(status).toBe(200);
      expect(body).toMatchObject({ uid, type, item_count: 3 });
      const { _embedded } = z.looseObject({ _embedded: z.looseObject({}) }).parse(body);
      expect(Object.keys(_embedded)).toEqual(['shop:event', 'shop:sale', 'shop:theme', 'shop:customer_service']);
    }
    expect((await askAsNobody(`/channels/${'0'.repeat(32)}`)).status).toBe(404);
  });
});

describe('the way there', () => {
  it('answers 421 to HTTP/1.1 when told so', async () => {
    const { ask } = await shop({ switches: { http1: 'misdirected' } });
    expect(await ask('/orders')).toMatchObject({ status: 421, body: { code: 'MISDIRECTED_REQUEST' } });
  });

  it('keeps robots from events with a web page when told so', async () => {
    const { paylogic, ask } = await shop({ switches: { botFilter: true } });
    const response = await fetch(`${paylogic.origin}/events`);
    expect([response.status, await response.text()]).toEqual([403, expect.stringContaining('robot')]);
    expect((await ask('/orders')).status).toBe(200);
  });

  it('answers errors in one shape', async () => {
    const { paylogic, ask } = await shop();
    const body = JSON.stringify({ faults: [{ kind: 'status', status: 503 }] });
    const headers = { 'Content-Type': 'application/json' };
    await fetch(`${paylogic.control}/switches`, { method: 'POST', headers, body });
    expect(await ask('/events')).toEqual({ status: 503, body: { code: 'INTERNAL_ERROR', message: 'Simulated 503' } });
    expect((await ask('/nowhere')).body).toMatchObject({ code: 'NOT_FOUND' });
    expect(paylogic.requests.map(({ path, status }) => `${path} ${status}`)).toEqual(['/events 503', '/nowhere 404']);
  });

  it('lists other links under the address the caller used', async () => {
    const { paylogic, ask } = await shop();
    const local = paylogic.origin.replace('127.0.0.1', 'localhost');
    const { _links } = Collection.parse((await ask(`${local}/events`)).body);
    expect(_links.self.href).toBe(`${local}/events`);
  });
});
