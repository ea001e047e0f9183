import { describe, expect, it } from 'vitest';
import { vivenu } from '../../../worker/providers/vivenu/index.ts';
import { testHash } from './reading.ts';

function readingOf(dataset: string, record: object, scope: Record<string, string> = {}) {
  const found = vivenu({}).datasets.find(({ id }) => id === dataset);
  if (!found) throw new Error(`there is no vivenu ${dataset}`);
  return found.read(record, { scope, hash: testHash });
}
const rowOf = (dataset: string, record: object) => readingOf(dataset, record).rows[0]?.row ?? {};

const filled = (row: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
const eur = (minor: number) => ({ minor, currency: 'EUR' });

const TRANSACTION = {
  _id: '65f000000000000000000001',
  sellerId: '65f0000000000000000000aa',
  eventId: '65f0000000000000000000e1',
  status: 'COMPLETE',
  paymentStatus: 'RECEIVED',
  secret: 'open-sesame',
  createdAt: '2027-01-02T03:04:05.678Z',
  updatedAt: '2027-01-03T03:04:05.678Z',
  name: 'Jo Wren',
  prename: 'Jo',
  lastname: 'Wren',
  email: 'jo.wren@example.org',
  state: '',
  currency: 'EUR',
  regularPrice: 100.3,
  realPrice: 96.1,
  innerCharge: 1.9018,
  outerCharge: 4.5,
  taxRate: 0.19,
  paymentMethod: 'stripe',
  psp: 'PSP-1',
  tickets: [
    {
      type: 'ticket',
      _id: 'item_stalls',
      name: 'Stalls',
      amount: 3,
      price: 27.1,
      netPrice: 22.77,
      taxRate: null,
      ticketTypeId: 'type_1',
      taxInfo: { taxItems: [{ name: 'VAT', rate: 0.19, perUnit: 4.3268, total: 12.9804 }] },
    },
  ],
  products: [
    { type: 'product', _id: 'item_book', name: 'Programme', amount: 1, price: 5, netPrice: 4.67, taxRate: 0.07 },
  ],
  additionalItems: [{ itemId: 'item_post', type: 'fulfillmentType', price: 5.3, netPrice: 4.45, taxRate: 0.19 }],
  outerFeeComponents: {
    fix: [
      { _id: 'fee_1', amount: 3, value: 1.5, total: 4.5, type: 'onTicket', name: 'booking', publicName: 'Booking fee' },
    ],
    var: [],
  },
  appliedDiscountInfo: {
    items: [{ _id: 'd1', itemId: 'item_stalls', amount: 3, regularPrice: 30, price: 27.1 }],
    discounts: [{ _id: 'discount_1', name: 'Early bird', type: 'var', value: 0.1, absoluteDiscountValue: 8.7 }],
  },
  cancellationInfo: {
    cancellableItems: [
      {
        cartItemId: 'item_stalls',
        type: 'ticket',
        name: 'Stalls',
        price: 27.1,
        refundId: 're_1',
        cancelledAt: '2027-01-03T03:04:05.678Z',
      },
      {
        cartItemId: 'item_stalls',
        type: 'ticket',
        name: 'Stalls',
        price: 27.1,
        cancelledAt: '2027-01-03T03:04:05.678Z',
      },
      { cartItemId: 'item_stalls', type: 'ticket', name: 'Stalls', price: 27.1 },
    ],
  },
};

const WHOLE = {
  transactionId: '65f000000000000000000001',
  status: 'completed',
  providerStatus: 'COMPLETE',
  paymentStatus: 'RECEIVED',
  createdAt: '2027-01-02T03:04:05.678Z',
  updatedAt: '2027-01-03T03:04:05.678Z',
  eventId: '65f0000000000000000000e1',
  tickets: 3,
  buyerFirstName: 'Jo',
  buyerLastName: 'Wren',
  buyerName: 'Jo Wren',
  buyerEmail: 'jo.wren@example.org',
  total: eur(9610),
  fees: eur(450),
  discount: eur(870),
  refunded: eur(2710),
  currency: 'EUR',
  paymentMethod: 'stripe',
  paymentReference: 'PSP-1',
  regularPrice: eur(10_030),
  innerCharge: eur(190),
  taxRate: 0.19,
  cancelledItems: 2,
  sellerId: '65f0000000000000000000aa',
  secret: 'open-sesame',
};

describe('a transaction of vivenu', () => {
  it('is one row, with three tickets in one item of the cart counted as three', () => {
    const { key, rows } = readingOf('transactions', TRANSACTION);
    const {
      ticketItems,
      productItems,
      additionalItems,
      outerFees,
      discounts,
      cancellationInfo,
      cancelledLines,
      ...plain
    } = filled(rows[0]?.row ?? {});
    expect([key, rows.length, plain]).toEqual(['65f000000000000000000001', 1, WHOLE]);
    const raw = [ticketItems, productItems, additionalItems, outerFees, discounts, cancellationInfo, cancelledLines];
    for (const text of raw) expect(text).toMatch(/^[[{].+[\]}]$/);
  });

  it('is one row for each ticket item, product, postage, fee and discount, and they add up to its total', () => {
    const { rows } = readingOf('transactions', TRANSACTION, { lines: 'true' });
    const lines = rows.map(({ key, row }) => {
      const line = Object.entries(filled(row)).filter(([id]) => id.startsWith('line') && id !== 'lineDetails');
      return { key, total: row['total'], ...Object.fromEntries(line) };
    });
    const of = (id: string) => ({ key: `65f000000000000000000001/${id}`, total: eur(9610), lineId: id });
    expect(lines).toEqual([
      {
        ...of('item_stalls'),
        lineType: 'ticket',
        lineName: 'Stalls',
        lineQuantity: 3,
        linePrice: eur(2710),
        lineRegularPrice: eur(3000),
        lineTax: eur(1298),
        lineTaxRate: 0.19,
        lineTotal: eur(8130),
        lineCancelled: 2,
      },
      {
        ...of('item_book'),
        lineType: 'product',
        lineName: 'Programme',
        lineQuantity: 1,
        linePrice: eur(500),
        lineTax: eur(33),
        lineTaxRate: 0.07,
        lineTotal: eur(500),
        lineCancelled: 0,
      },
      {
        ...of('item_post'),
        lineType: 'fulfillmentType',
        lineQuantity: 1,
        linePrice: eur(530),
        lineTax: eur(85),
        lineTaxRate: 0.19,
        lineTotal: eur(530),
        lineCancelled: 0,
      },
      {
        ...of('fee_1'),
        lineType: 'fee',
        lineName: 'Booking fee',
        lineQuantity: 3,
        linePrice: eur(150),
        lineTotal: eur(450),
      },
      { ...of('discount_1'), lineType: 'discount', lineName: 'Early bird', lineDiscount: eur(870) },
    ]);
    expect(8130 + 500 + 530 + 450).toBe(9610);
  });

  it('keeps its row when there are no lines, and keeps lines apart that have one ID or none', () => {
    const { rows: none } = readingOf('transactions', { _id: '1', status: 'NEW', tickets: [] }, { lines: 'true' });
    expect(none.map(({ key, row }) => [key, row['lineId'], row['tickets']])).toEqual([['1', null, 0]]);
    const tickets = [
      { _id: 'same', amount: 1, price: 1 },
      { _id: 'same', amount: 1, price: 2 },
      { amount: 1, price: 3 },
    ];
    const { rows } = readingOf('transactions', { _id: '1', tickets }, { lines: 'true' });
    expect(rows.map(({ key }) => key)).toEqual(['1/same', '1/ticket-2', '1/ticket-3']);
  });

  it('says nothing it was not told: no refund without one, no discount below 0, no tickets without a number', () => {
    const row = rowOf('transactions', {
      _id: '1',
      status: 'COMPLETE',
      paymentStatus: 'REFUND',
      realPrice: 20,
      regularPrice: 10,
      tickets: [{ price: 1 }],
      cancellationInfo: { cancellableItems: [] },
    });
    expect([row['refunded'], row['discount'], row['tickets'], row['fees']]).toEqual([null, null, null, null]);
    expect(row['total']).toEqual({ minor: 2000, currency: 'XXX' });
  });

  it('adds up refunds of the cancellations that were asked for', () => {
    const item = { cartItemId: 'a', type: 'ticket', price: 0.1 };
    const row = rowOf('transactions', {
      _id: '1',
      currency: 'EUR',
      cancellationsMade: [
        { refundId: 're_1', cancelledItems: [item, { ...item, price: 0.2 }] },
        { cancelledItems: [item] },
        { cancelledItems: [{ ...item, refundId: 're_2' }] },
      ],
    });
    expect(row['refunded']).toEqual(eur(40));
  });

  it.each([
    ['COMPLETE', 'completed'],
    ['NEW', 'pending'],
    ['RESERVED-BY-SYSTEM', 'reserved'],
    ['ABORTED', 'aborted'],
    ['CANCELED', 'cancelled'],
    ['ON-HOLD', 'other'],
  ])('%s is called %s', (status, word) => {
    expect(rowOf('transactions', { _id: '1', status })).toMatchObject({ status: word, providerStatus: status });
  });
});

const TICKET = {
  _id: '65f000000000000000000101',
  sellerId: '65f0000000000000000000aa',
  eventId: '65f0000000000000000000e1',
  transactionId: '',
  ticketTypeId: 'type_1',
  ticketName: 'Stalls',
  status: 'VALID',
  barcode: '000123456789',
  secret: 'open-sesame',
  name: 'Jo Wren',
  firstname: 'Jo',
  lastname: 'Wren',
  email: 'jo.wren@example.org',
  postal: '01067',
  currency: 'EUR',
  realPrice: 85,
  regularPrice: 85.5,
  createdAt: '2027-01-02T03:04:05.678Z',
  updatedAt: '2027-01-03T03:04:05.678Z',
  seatingInfo: {
    _type: 6,
    statusId: 's1',
    sectionName: 'Left',
    groupName: 'A',
    rowName: '01',
    seatName: '007',
    gate: 'West',
  },
  origin: 'rebooking',
  originTicketId: '65f000000000000000000100',
  history: [
    { _id: 'h1', date: '2027-01-02T03:04:05.678Z', type: 'ticket.created' },
    { _id: 'h2', date: '2027-05-21T19:00:00.000Z', type: 'ticket.validated' },
    { _id: 'h3', date: '2027-05-21T18:00:00.000Z', type: 'ticket.validated' },
    'something else',
  ],
  claimed: true,
};

describe('a ticket of vivenu', () => {
  it('is one row', () => {
    const { history, seating, ...plain } = filled(rowOf('tickets', TICKET));
    expect(plain).toEqual({
      ticketId: '65f000000000000000000101',
      status: 'valid',
      providerStatus: 'VALID',
      eventId: '65f0000000000000000000e1',
      ticketType: 'Stalls',
      ticketTypeId: 'type_1',
      ownerFirstName: 'Jo',
      ownerLastName: 'Wren',
      ownerName: 'Jo Wren',
      ownerEmail: 'jo.wren@example.org',
      barcode: '000123456789',
      checkedIn: true,
      checkedInAt: '2027-05-21T18:00:00.000Z',
      entrance: 'West',
      seatSection: 'Left',
      seatRow: '01',
      seat: '007',
      price: eur(8500),
      currency: 'EUR',
      createdAt: '2027-01-02T03:04:05.678Z',
      updatedAt: '2027-01-03T03:04:05.678Z',
      regularPrice: eur(8550),
      seatGroup: 'A',
      postalCode: '01067',
      origin: 'rebooking',
      originTicketId: '65f000000000000000000100',
      sellerId: '65f0000000000000000000aa',
      secret: 'open-sesame',
    });
    expect([history, seating]).toEqual([expect.stringContaining('something else'), expect.stringContaining('"s1"')]);
  });

  it('is not called unused when its history tells of no admission', () => {
    expect(rowOf('tickets', { ...TICKET, history: [] })).toMatchObject({ checkedIn: null, checkedInAt: null });
  });

  it.each([
    ['VALID', 'valid'],
    ['DETAILSREQUIRED', 'incomplete'],
    ['RESERVED', 'reserved'],
    ['INVALID', 'cancelled'],
    ['BLANK', 'other'],
    ['FROZEN', 'other'],
  ])('%s is called %s', (status, word) => {
    expect(rowOf('tickets', { ...TICKET, status })).toMatchObject({ status: word, providerStatus: status });
  });
});
