import type { OrderLife } from '../sales-book.ts';
import { type Amounts, amountsOf, discountOf, outerFee } from './amounts.ts';
import { buyerFields, buyerOf } from './buyer.ts';
import { cartTicketOf, COUPON, hasCoupon, netOf, TAX_RATE } from './cart.ts';
import { cancellableItems } from './cancellation.ts';
import { major, SELLER_ID } from './catalogue.ts';
import { transactionHistory, transactionUpdatedAt } from './history.ts';
import { idOf } from './ids.ts';
import { paymentFields } from './payment.ts';
import { iso, type Wire } from './wire.ts';
import type { EventStore } from './world.ts';

/** The transaction with this number in its event. */
export type TransactionRef = { readonly store: EventStore; readonly order: number };

const STATUS: Readonly<Record<OrderLife['state'], string>> = {
  open: 'NEW',
  reserved: 'RESERVED-BY-SYSTEM',
  abandoned: 'ABORTED',
  complete: 'COMPLETE',
  cancelled: 'CANCELED',
};

/** A transaction as it is sent. */
export function transactionOf(ref: TransactionRef): Wire {
  const { store, order } = ref;
  const { event, book } = store;
  const amounts = amountsOf(store, order);
  const wire = {
    _id: transactionId(ref),
    sellerId: SELLER_ID,
    eventId: event.id,
    status: transactionStatus(ref),
    secret: book.dice.hex(order, 'secret', 32),
    createdAt: iso(book.order(order).soldAt),
    updatedAt: iso(transactionUpdatedAt(store, order)),
    ...buyerFields(store, order),
    ...itemFields(store, order, amounts),
    ...moneyFields(store, order, amounts),
    ...discountFields(store, order, amounts),
    ...paymentFields(store, order, amounts.real),
    ...transactionHistory(store, order),
    cancellationInfo: { cancellableItems: cancellableItems(store, order) },
    cancellationReason: book.order(order).state === 'cancelled' ? reasonOf(ref) : undefined,
    ...deliveryFields(ref),
    ...technicalFields(ref),
  };
  return { ...wire, ...store.trap(order)?.transaction?.(wire) };
}

export function transactionId({ store, order }: TransactionRef): string {
  return idOf(store, 'transaction', order);
}

export function transactionStatus({ store, order }: TransactionRef): string {
  return store.trap(order)?.status ?? STATUS[store.book.order(order).state];
}

function itemFields(store: EventStore, order: number, { cart, programme, postage }: Amounts): Wire {
  const { event } = store;
  const priced = (price: number) => ({ price: major(event, price), netPrice: netOf(event.minorUnits, price) });
  const product = {
    type: 'product',
    _id: idOf(store, 'other', order),
    name: 'Programme',
    amount: 1,
    taxRate: 0.07,
    productVariantId: idOf(store, 'product', 0),
    isFulfillable: false,
  };
  const post = { itemId: idOf(store, 'other', 50_000_000 + order), type: 'fulfillmentType', taxRate: TAX_RATE };
  return {
    tickets: cart.map((item) => cartTicketOf(store, item)),
    products: programme === null ? [] : [{ ...product, ...priced(programme) }],
    additionalItems:
      postage === null ? [] : [{ ...post, ...priced(postage), data: { fulfillmentTypeId: idOf(store, 'other', 2) } }],
  };
}

function moneyFields(store: EventStore, order: number, { regular, real, outer, inner }: Amounts): Wire {
  const { event } = store;
  const count = store.book.ticketsOf(order).length;
  const fee = (name: string, amount: number, value: number, type: string, at: number) => ({
    _id: idOf(store, 'fee', order * 2 + at),
    amount,
    value,
    total: Math.round(amount * value * 100) / 100,
    type,
    name,
    publicName: name,
    exposed: at === 0,
    scheme: { schemeId: idOf(store, 'fee', 90_000_000), feeId: idOf(store, 'fee', 90_000_001 + at) },
  });
  const paying = outer > 0 ? outer / 150 : 0;
  return {
    currency: event.currency,
    regularPrice: major(event, regular),
    realPrice: major(event, real),
    paymentCharge: major(event, Math.round(real * 0.01)),
    innerCharge: major(event, inner),
    outerCharge: major(event, outer),
    innerFeeComponents: {
      _id: idOf(store, 'fee', 10_000_000 + order),
      fix: [],
      var: [fee('System fee', count, 0.02, 'onCart', 1)],
    },
    outerFeeComponents: {
      _id: idOf(store, 'fee', 20_000_000 + order),
      fix: [fee('Booking fee', paying, outerFee(event), 'onTicket', 0)],
      var: [],
    },
    taxRate: TAX_RATE,
  };
}

function discountFields(store: EventStore, order: number, amounts: Amounts): Wire {
  if (!hasCoupon(store, order))
    return { vouchers: [], appliedCoupons: [], appliedDiscountGroups: [], posDiscounts: [] };
  const discount = {
    _id: idOf(store, 'other', 60_000_000 + order),
    discountId: idOf(store, 'other', 3),
    category: 'coupon',
    name: 'Early bird',
    type: 'var',
    value: 0.1,
  };
  return {
    vouchers: [],
    appliedCoupons: [{ _id: idOf(store, 'other', 3), code: COUPON }],
    appliedDiscountGroups: [],
    posDiscounts: [],
    appliedDiscountInfo: {
      items: amounts.cart.map(({ id, type, price, tickets }, position) => ({
        _id: idOf(store, 'other', 70_000_000 + order * 8 + position),
        itemId: id,
        amount: tickets.length,
        regularPrice: major(store.event, type.price),
        price: major(store.event, price),
        varDiscounts: [discount],
        fixDiscounts: [],
      })),
      discounts: [{ ...discount, absoluteDiscountValue: major(store.event, discountOf(store, order, amounts)) }],
    },
  };
}

function reasonOf({ store, order }: TransactionRef): string {
  const reasons = ['REQUESTED_BY_CUSTOMER', 'CLAIM', 'COMMUNICATION_ERROR', 'TRAINING/TEST'];
  return store.book.dice.pick(order, 'reason', reasons);
}

function deliveryFields({ store, order }: TransactionRef): Wire {
  if (!store.book.dice.happens(order, 'delivery', 0.05)) return {};
  const { firstName, lastName, country } = buyerOf(store, order);
  const name = `${firstName} ${lastName}`;
  return {
    deliveryAddress: { fullAddress: null, street: 'Hafenstraße 4', postal: '20457', city: 'Hamburg', country, name },
    identification: [{ type: 'spain_tax_id', identifier: `0${store.book.dice.digits(order, 'tax id', 7)}Z` }],
  };
}

function technicalFields({ store, order }: TransactionRef): Wire {
  const own = store.book.dice;
  return {
    ticketMailSend: store.book.order(order).state === 'complete',
    orderMailSend: own.happens(order, 'order mail', 0.9),
    extraFields: own.happens(order, 'extra', 0.3)
      ? { heard_of_us: own.pick(order, 'heard', ['Плакат', 'رفيق', '=cmd']) }
      : {},
    channel: own.pick(order, 'channel', ['web', 'web', 'widget']),
    underShop: own.happens(order, 'under shop', 0.1) ? idOf(store, 'other', 4) : undefined,
    userAgent: {
      _id: idOf(store, 'other', 80_000_000 + order),
      ua: 'Mozilla/5.0 (sandbox)',
      browser: { name: own.pick(order, 'browser', ['Firefox', 'Chrome', 'Safari']) },
      device: {},
      engine: {},
      os: {},
      cpu: {},
    },
    ipLookup: {
      ip: `192.0.2.${own.whole(order, 'ip', 1, 254)}`,
      lookup: { country: 'DE', eu: '1', city: 'Hamburg', ll: [53.5, 10] },
    },
    locationCenter: [53.5, 10],
    preferredLanguage: own.pick(order, 'language', ['de', 'en', 'fr', 'zh-TW']),
    invoiceVersion: 'v2',
    seatingReservationToken: store.event.seated ? own.hex(order, 'seat token', 24) : undefined,
  };
}
