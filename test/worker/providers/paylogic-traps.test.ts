import { describe, expect, it } from 'vitest';
import type { Row } from '../../../shared/records.ts';
import { TRAPS } from '../../../sandbox/providers/paylogic/traps.ts';
import { byOrder, paylogicRig, sorted } from './paylogic-reading.ts';

const paylogicShop = paylogicRig();
const TRAP = 'trap-door-2027';
const eur = (minor: number) => ({ minor, currency: 'EUR' });

/** The trap event read whole, and each ticket by the number of its trap and its place in the order. */
async function trapped(scope: Record<string, string> = {}, switches = {}) {
  const { paylogic, read, uid } = await paylogicShop({ switches });
  const eventId = uid(TRAP);
  const { rows, certificate } = await read('tickets', { scope: { eventId, ...scope } });
  const grouped = byOrder(rows);
  const orders = paylogic.trueOrders(TRAP);
  const ticketsOf = (trap: number): Row[] => grouped.get(orders[trap]?.uid ?? '') ?? [];
  const trapOf = (fits: (trap: (typeof TRAPS)[number]) => unknown) => TRAPS.findIndex((trap) => fits(trap));
  const ticketsBy = (fits: (trap: (typeof TRAPS)[number]) => unknown) => ticketsOf(trapOf(fits));
  const orderRows = async (more: Record<string, string> = {}) =>
    (await read('orders', { scope: { eventId, ...more } })).rows;
  return { paylogic, read, eventId, rows, certificate, orders, ticketsOf, trapOf, ticketsBy, orderRows };
}

describe('what goes wrong with tickets', () => {
  it('is no reason to lose one; an order that may not be seen is told, and the others come', async () => {
    const { paylogic, rows, certificate, orders, trapOf } = await trapped();
    const readable = paylogic.truth(TRAP).filter(({ isReadable }) => isReadable);
    expect(sorted(rows.map(({ ticketId }) => ticketId))).toEqual(sorted(readable.map(({ uid }) => uid)));
    const closed = orders[trapOf(({ forbidden }) => forbidden)]?.uid;
    expect(certificate).toMatchObject({ complete: false, rowErrors: 1, providerTotal: 30 });
    expect(certificate.notes[0]).toBe(
      `1 records could not be read: order ${closed}: no access, so it is missing with its tickets`,
    );
  });

  it('amounts are exact in any currency, and blank when unknown', async () => {
    const { ticketsBy } = await trapped();
    const prices = (product: string) => ticketsBy(({ products }) => products[0] === product).map(({ price }) => price);
    expect(prices('cents')).toEqual([eur(45)]);
    expect(prices('dear')).toEqual([eur(123_450)]);
    expect(prices('yen')).toEqual(Array(2).fill({ minor: 12_000, currency: 'JPY' }));
    expect(prices('dinar')).toEqual([{ minor: 12_500, currency: 'KWD' }]);
    expect(ticketsBy(({ status }) => status === 'pending')).toMatchObject([{ serviceFee: null, price: eur(8500) }]);
    const withoutPrice = ticketsBy(({ tickets }) => tickets?.some((one) => 'price' in one));
    expect(withoutPrice).toMatchObject([
      { price: null, barcode: null, status: null, checkedIn: null, currency: 'EUR' },
    ]);
  });

  it('texts come in the language that has them', async () => {
    const { ticketsOf, ticketsBy } = await trapped({ language: 'de' });
    expect(ticketsOf(0)[0]).toMatchObject({
      ticketType: expect.stringContaining('Staanplaats «één»'),
      eventName: '"Valluik", l\'opéra-bouffe',
      seatLabel: 'Seat',
      venue: 'Kade 7',
    });
    expect(ticketsBy(({ products }) => products[0] === 'nameless')).toMatchObject([
      { ticketType: null, price: eur(0) },
    ]);
  });

  it('the uid in the body counts, and the link to the product', async () => {
    const { paylogic, read, ticketsOf, eventId } = await trapped({ oneByOne: 'true' });
    const [ticket] = ticketsOf(0);
    expect(ticket?.['link']).not.toContain(String(ticket?.['ticketId']));
    expect(ticket?.['productId']).not.toBe(ticket?.['ticketTypeId']);
    const older = String(ticket?.['link']).slice(-32);
    const found = await read('tickets', { scope: { eventId }, lookup: { by: 'ticket', values: [older] } });
    expect(found.rows).toMatchObject([{ lookedUp: older, ticketId: ticket?.['ticketId'] }]);
    expect(paylogic.truth(TRAP).map(({ uid }) => uid)).toContain(ticket?.['ticketId']);
  });

  it('relations are objects, lists, empty lists or absent, and so is the list of resales under both its names', async () => {
    const { rows, ticketsBy } = await trapped({ oneByOne: 'true' });
    const requests = (fits: Parameters<typeof ticketsBy>[0]) =>
      ticketsBy(fits).map(({ nameRequests }) => (nameRequests === null ? 0 : JSON.parse(String(nameRequests)).length));
    const relation = 'shop:personalization_request';
    const asked = (test: (value: unknown) => boolean) =>
      requests(({ links }) => links?.[0] !== undefined && relation in links[0] && test(links[0][relation]));
    expect(asked((value) => Array.isArray(value) && value.length === 0)).toEqual([0]);
    expect(asked((value) => !Array.isArray(value))).toEqual([1]);
    expect(asked((value) => Array.isArray(value) && value.length === 2)).toEqual([2]);
    expect(ticketsBy(({ embedded }) => embedded === 'object')).toHaveLength(1);
    expect(rows.filter(({ secondarySales }) => secondarySales === null)).toEqual([]);
    // Without a link the ticket is of the event it was asked for.
    expect(ticketsBy(({ links }) => links?.some((one) => 'shop:event' in one))).toMatchObject([{ refundAsked: false }]);
  });

  it('words we do not know stay beside ours', async () => {
    const { ticketsBy } = await trapped();
    expect(ticketsBy(({ tickets }) => tickets?.some(({ status }) => status === 'blocked'))).toMatchObject([
      { status: 'other', providerStatus: 'blocked' },
    ]);
    expect(ticketsBy(({ status }) => status === 'chargeback')).toMatchObject([{ orderStatus: 'other', sold: false }]);
  });

  it.each(['ticket', 'product'] as const)(
    'a package and its parts are told apart by the link to its %s',
    async (leadsTo) => {
      const { ticketsBy, read, eventId } = await trapped({}, { parentLink: leadsTo });
      const [whole, ...parts] = ticketsBy(({ products }) => products[0] === 'package');
      expect(whole).toMatchObject({ isPackage: true, parentTicketId: null, price: eur(19_500) });
      expect(parts).toHaveLength(2);
      for (const part of parts) expect(part).toMatchObject({ isPackage: false, parentTicketId: whole?.['ticketId'] });
      const count = async (packages: string) => (await read('tickets', { scope: { eventId, packages } })).rows.length;
      expect([await count('all'), await count('bought'), await count('parts')]).toEqual([33, 29, 31]);
    },
  );
});

describe('what goes wrong with orders', () => {
  it('costs are text or a number, nothing chosen is blank, and strange references stay as they are', async () => {
    for (const costs of ['string', 'number'] as const) {
      const { orderRows, orders, trapOf } = await trapped({}, { costs });
      const rows = new Map((await orderRows()).map((row) => [row['orderId'], row]));
      const rowOf = (fits: Parameters<typeof trapOf>[0]) => rows.get(orders[trapOf(fits)]?.uid ?? '');
      for (const row of rows.values()) expect(row['paymentCosts'] === null).toBe(row['paymentId'] === null);
      expect(rowOf(({ products }) => products[0] === 'yen')).toMatchObject({ currency: 'JPY', tickets: 2 });
      expect(rowOf(({ status }) => status === 'created')).toMatchObject({ paymentMethod: null, shippingCosts: null });
      expect(rowOf(({ order }) => order?.['reference'])).toMatchObject({
        reference: '0000123',
        externalReference: '=1+1',
      });
      expect(rowOf(({ order }) => order && 'grand_total' in order)).toMatchObject({ total: null, buyerName: null });
      expect(rowOf(({ status }) => status === 'chargeback')).toMatchObject({ status: 'other', sold: false });
    }
  });

  it('lines of an order are paid for once, and make its total', async () => {
    const { orderRows } = await trapped();
    const totals = new Map((await orderRows()).map((row) => [row['orderId'], row]));
    for (const [order, lines] of byOrder(await orderRows({ lines: 'true' }))) {
      const total = totals.get(order)?.['total'];
      const sum = lines.reduce((all, { lineTotal }) => all + minorOf(lineTotal), 0);
      const isKnown = lines.every(
        ({ lineTotal, lineParentProductId }) => lineTotal !== null || lineParentProductId !== null,
      );
      if (total && isKnown) expect([order, sum]).toEqual([order, minorOf(total)]);
      expect(new Set(lines.map(({ lineId }) => lineId)).size).toBe(lines.length);
    }
  });
});

const minorOf = (value: Row[string] | undefined): number =>
  typeof value === 'object' && value !== null ? value.minor : 0;
