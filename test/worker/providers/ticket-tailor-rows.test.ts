import { describe, expect, it } from 'vitest';
import { createProviders } from '../../../worker/providers/index.ts';
import { testHash } from './reading.ts';

/** What Ticket Tailor answers, and the rows that become of it, both by hand. */
function readOne(dataset: string, record: unknown, scope: Record<string, string> = {}) {
  const provider = createProviders({}).find(({ id }) => id === 'ticket-tailor');
  const found = provider?.datasets.find(({ id }) => id === dataset);
  if (!found) throw new Error(`there is no dataset ${dataset}`);
  return found.read(record, { scope, hash: testHash });
}

const filled = (row: object | undefined) =>
  Object.fromEntries(Object.entries(row ?? {}).filter(([, value]) => value !== null));

const day = (iso: string, unix: number) => ({
  date: iso.slice(0, 10),
  formatted: 'Sat 17 Apr 2027 8:30 PM',
  iso,
  time: iso.slice(11, 16),
  timezone: '+02:00',
  unix,
});
const START = day('2027-04-17T20:30:00+02:00', 1_807_986_600);
const END = day('2027-04-18T00:00:00+02:00', 1_807_999_200);
const gbp = (minor: number) => ({ minor, currency: 'GBP' });

const line = (id: string, type: string, total: number, rest: object = {}) => ({
  object: 'line_item',
  id,
  type,
  description: type,
  booking_fee: 0,
  item_id: null,
  quantity: 1,
  total,
  value: total,
  ...rest,
});
const LINES = [
  line('li_1', 'ticket', 10_340, {
    description: 'Balcony',
    booking_fee: 170,
    item_id: 'tt_7',
    quantity: 2,
    value: 8617,
  }),
  line('li_2', 'transaction_charge', 100),
  line('li_3', 'donation', 500),
  line('li_4', 'gift_card', -2000),
  line('li_5', 'void', -5000),
  line('li_6', 'tax', 19),
];
const TICKETS = [
  { id: 'it_1', event_id: 'ev_1' },
  { id: 'it_2', event_id: 'ev_2' },
];
const SUMMARY = { id: 'ev_1', event_series_id: 'es_1', name: 'Gala', start_date: START, end_date: END, venue: null };

const ORDER = {
  object: 'order',
  id: 'or_1',
  buyer_details: {
    name: 'Ada Fairbairn',
    first_name: 'Ada',
    last_name: 'Fairbairn',
    email: 'ada@example.org',
    phone: '+44 20 7946 0958',
    address: { address_1: '1 Example Road', address_2: null, address_3: null, postal_code: '01234' },
    custom_questions: [],
  },
  created_at: 1_747_807_200,
  credited_out_amount: 0,
  currency: { code: 'gbp', base_multiplier: 100 },
  event_summary: SUMMARY,
  issued_tickets: TICKETS,
  line_items: LINES,
  marketing_opt_in: 'false',
  meta_data: [],
  payment_method: { external_id: 'acct_1', id: 'pm_1', type: 'stripe', name: null, instructions: null },
  refund_amount: 5000,
  status: 'canceled',
  status_message: null,
  subtotal: 3940,
  tax: 19,
  tax_treatment: 'exclusive',
  total: 3959,
  total_paid: 3959,
  txn_id: 'pi_1',
};

const ORDER_ROW = {
  orderId: 'or_1',
  status: 'cancelled',
  providerStatus: 'canceled',
  createdAt: '2025-05-21T06:00:00.000Z',
  eventId: 'ev_1',
  eventName: 'Gala',
  eventStart: '2027-04-17T18:30:00.000Z',
  eventEnd: '2027-04-17T22:00:00.000Z',
  tickets: 2,
  buyerFirstName: 'Ada',
  buyerLastName: 'Fairbairn',
  buyerName: 'Ada Fairbairn',
  buyerEmail: 'ada@example.org',
  buyerPhone: '+44 20 7946 0958',
  total: gbp(3959),
  subtotal: gbp(3940),
  tax: gbp(19),
  fees: gbp(440),
  refunded: gbp(5000),
  paid: gbp(3959),
  currency: 'GBP',
  paymentMethod: 'stripe',
  paymentReference: 'pi_1',
  ticketEventIds: 'ev_1, ev_2',
  eventSeriesId: 'es_1',
  eventSummary: JSON.stringify(SUMMARY),
  address1: '1 Example Road',
  postalCode: '01234',
  marketingOptIn: false,
  credited: gbp(0),
  taxTreatment: 'exclusive',
  baseMultiplier: 100,
  paymentMethodId: 'pm_1',
  paymentAccount: 'acct_1',
  lineItems: JSON.stringify(LINES),
  issuedItems: JSON.stringify(TICKETS),
  object: 'order',
};

describe('an order of Ticket Tailor', () => {
  it('is one row, with the fees of its lines in one sum', () => {
    const { key, rows } = readOne('orders', ORDER);
    expect(key).toBe('or_1');
    expect(rows.map((row) => row.key)).toEqual(['or_1']);
    expect(filled(rows[0]?.row)).toEqual(ORDER_ROW);
  });

  it('is a row for each line when that is wanted; amounts keep their own sign', () => {
    const { rows } = readOne('orders', ORDER, { lines: 'true' });
    expect(rows.map(({ key }) => key)).toEqual(LINES.map(({ id }) => `or_1/${id}`));
    const lineOf = (index: number) =>
      Object.fromEntries(Object.entries(filled(rows[index]?.row)).filter(([id]) => !(id in ORDER_ROW)));
    expect(filled(rows[0]?.row)).toMatchObject(ORDER_ROW);
    expect([0, 1, 2, 3, 4, 5].map(lineOf)).toEqual([
      {
        lineId: 'li_1',
        lineType: 'ticket',
        lineName: 'Balcony',
        lineQuantity: 2,
        lineTax: gbp(1723),
        lineFee: gbp(340),
        lineTotal: gbp(10_340),
        lineItemId: 'tt_7',
        lineValue: gbp(8617),
      },
      plainLine('li_2', 'transaction_charge', 100, { lineFee: gbp(100) }),
      plainLine('li_3', 'donation', 500),
      plainLine('li_4', 'gift_card', -2000),
      plainLine('li_5', 'void', -5000),
      plainLine('li_6', 'tax', 19, { lineTax: gbp(19) }),
    ]);
  });

  it('keeps its one row when it tells no lines, and knows no fees then', () => {
    for (const line_items of [undefined, null, []]) {
      const { rows } = readOne('orders', { ...ORDER, line_items }, { lines: 'true' });
      expect(rows.map(({ key }) => key)).toEqual(['or_1']);
      expect(rows[0]?.row).toMatchObject({ fees: null, lineId: null, total: gbp(3959) });
    }
  });

  it.each([
    ['the newer spelling', { ...SUMMARY, event_id: 'ev_9' }, 'ev_9'],
    ['the older spelling', SUMMARY, 'ev_1'],
    ['its tickets', { ...SUMMARY, id: null }, 'ev_1'],
    ['its tickets when there is no summary', null, 'ev_1'],
  ])('tells its event by %s', (_, event_summary, eventId) => {
    expect(readOne('orders', { ...ORDER, event_summary }).rows[0]?.row).toMatchObject({ eventId });
  });

  it('takes amounts by what the order says of its units, and leaves unknown ones blank', () => {
    const currency = { code: 'jpy', base_multiplier: 1 };
    const { rows } = readOne('orders', { ...ORDER, currency, refund_amount: null });
    expect(rows[0]?.row).toMatchObject({ total: { minor: 3959, currency: 'JPY' }, refunded: null });
  });
});

function plainLine(lineId: string, lineType: string, total: number, rest: object = {}) {
  return {
    lineId,
    lineType,
    lineName: lineType,
    lineQuantity: 1,
    lineTax: gbp(0),
    lineFee: gbp(0),
    lineTotal: gbp(total),
    lineValue: gbp(total),
    ...rest,
  };
}

const TICKET = {
  object: 'issued_ticket',
  id: 'it_1',
  barcode: '0012345',
  checked_in: 'false',
  created_at: 1_747_807_200,
  updated_at: 1_748_856_600,
  voided_at: 1_748_856_600,
  status: 'void',
  description: 'Balcony',
  ticket_type_id: 'tt_7',
  listed_price: 4990,
  listed_currency: { code: 'eur', base_multiplier: 100 },
  event_id: 'ev_2',
  order_id: 'or_1',
  email: 'ada@example.org',
  full_name: null,
};

describe('a voided ticket of Ticket Tailor', () => {
  it('is cancelled, and comes only when it is asked for', () => {
    expect(readOne('tickets', TICKET).rows).toEqual([]);
    const { rows } = readOne('tickets', TICKET, { includeDeleted: 'true' });
    expect(filled(rows[0]?.row)).toEqual({
      ticketId: 'it_1',
      status: 'cancelled',
      providerStatus: 'void',
      eventId: 'ev_2',
      orderId: 'or_1',
      ticketType: 'Balcony',
      ticketTypeId: 'tt_7',
      ownerEmail: 'ada@example.org',
      barcode: '0012345',
      checkedIn: false,
      price: { minor: 4990, currency: 'EUR' },
      currency: 'EUR',
      createdAt: '2025-05-21T06:00:00.000Z',
      updatedAt: '2025-06-02T09:30:00.000Z',
      voidedAt: '2025-06-02T09:30:00.000Z',
      baseMultiplier: 100,
      object: 'issued_ticket',
    });
  });

  it.each([
    ['void', null, 'cancelled'],
    ['voided', null, 'cancelled'],
    ['valid', 1_748_856_600, 'cancelled'],
    ['valid', null, 'valid'],
    ['on_hold', null, 'other'],
    [null, null, null],
  ])('is told by its word or its time: %s, %s', (status, voided_at, word) => {
    const { rows } = readOne('tickets', { ...TICKET, status, voided_at }, { includeDeleted: 'true' });
    expect(rows[0]?.row).toMatchObject({ status: word, providerStatus: status });
  });
});

describe('an event of Ticket Tailor', () => {
  it('is a row with its sale', () => {
    const ticketTypes = [{ object: 'ticket_type', id: 'tt_7', name: 'Balcony', price: 4990, quantity: 100 }];
    const { key, rows } = readOne('events', {
      object: 'event',
      id: 'ev_1',
      name: 'Gala',
      status: 'sales_closed',
      start: START,
      end: { iso: END.iso },
      timezone: 'Europe/Berlin',
      currency: 'jpy',
      revenue: 12_000,
      total_issued_tickets: 12,
      total_orders: 5,
      private: 'true',
      created_at: 1_747_807_200,
      venue: { name: 'Harbour Hall', postal_code: '20457', country: 'DE' },
      ticket_types: ticketTypes,
      bundles: [],
    });
    expect(key).toBe('ev_1');
    expect(filled(rows[0]?.row)).toEqual({
      eventId: 'ev_1',
      eventName: 'Gala',
      status: 'closed',
      providerStatus: 'sales_closed',
      eventStart: '2027-04-17T18:30:00.000Z',
      eventEnd: '2027-04-17T22:00:00.000Z',
      timeZone: 'Europe/Berlin',
      venue: 'Harbour Hall',
      venuePostalCode: '20457',
      venueCountry: 'DE',
      issuedTickets: 12,
      orders: 5,
      revenue: { minor: 12_000, currency: 'JPY' },
      currency: 'JPY',
      createdAt: '2025-05-21T06:00:00.000Z',
      startDetails: JSON.stringify(START),
      endDetails: JSON.stringify({ iso: END.iso }),
      private: true,
      ticketTypeDetails: JSON.stringify(ticketTypes),
      object: 'event',
    });
  });
});
