import { personOf } from '../people.ts';
import { dice, type Dice } from '../random.ts';
import type { OrderLife } from '../sales-book.ts';
import { type Amounts, amountsOf } from './amounts.ts';
import { blockOf } from './catalogue.ts';
import { dateObject } from './date-object.ts';
import { issuedTicketOf } from './issued-ticket.ts';
import { lineItemsOf } from './line-items.ts';
import type { TicketTailorSwitches } from './switches.ts';
import { unix, type Wire, word } from './wire.ts';
import type { EventStore } from './world.ts';

/** The order with this number in its event. */
export type OrderRef = { readonly store: EventStore; readonly order: number };

const people = dice(1, 'people');
const METHODS = ['stripe', 'stripe', 'stripe', 'paypal', 'offline', 'operator'] as const;

/** An order as it is sent. */
export function orderOf(ref: OrderRef, switches: TicketTailorSwitches): Wire {
  const { store, order } = ref;
  const life = store.book.order(order);
  const amounts = amountsOf(store, order);
  const wire = {
    object: 'order',
    id: orderId(ref),
    buyer_details: buyerOf(ref),
    created_at: unix(life.soldAt),
    currency: { base_multiplier: store.event.baseMultiplier, code: store.event.currency },
    event_summary: eventSummary(ref),
    issued_tickets: store.book.ticketsOf(order).map((ticket) => issuedTicketOf({ store, ticket }, switches)),
    line_items: lineItemsOf(store, order, amounts, switches),
    status: orderStatus(ref, switches),
    status_message: null,
    ...moneyOf(store, amounts, life),
    ...paymentOf(store.book.dice, order, amounts, life),
    ...remarksOf(store.book.dice, order),
  };
  return { ...wire, ...store.trap(order)?.order?.(wire) };
}

export function orderId({ store, order }: OrderRef): string {
  return `or_${blockOf(store.event) + order + 1}`;
}

/** The order's status word, which is also what the list filters by. */
export function orderStatus({ store, order }: OrderRef, { cancelledWord }: TicketTailorSwitches): string {
  const { state } = store.book.order(order);
  if (state === 'cancelled') return cancelledWord;
  return state === 'complete' ? 'completed' : 'pending';
}

/** A corrected order has another buyer. */
export function buyerNumber({ book }: EventStore, order: number): number {
  return book.dice.whole(order, `buyer ${book.order(order).edits}`, 0, 60_000);
}

function buyerOf({ store, order }: OrderRef): Wire {
  const own = store.book.dice;
  const { firstName, lastName, email, phone } = personOf(people, buyerNumber(store, order));
  const isRecent = own.happens(order, 'recent form', 0.8);
  return {
    address: addressOf(own, order),
    custom_questions: questionsOf(own, order),
    email,
    name: `${firstName} ${lastName}`,
    phone: own.happens(order, 'phone', 0.7) ? phone : null,
    ...(isRecent ? { first_name: firstName, last_name: lastName } : {}),
  };
}

function addressOf(own: Dice, order: number): Wire {
  const isKnown = own.happens(order, 'address', 0.5);
  const street = `${own.whole(order, 'house', 1, 180)} ${own.pick(order, 'street', ['Hafenstraße', 'Rue du Château', 'Example Road'])}`;
  return {
    address_1: isKnown ? street : null,
    address_2: isKnown && own.happens(order, 'flat', 0.2) ? `Flat ${own.whole(order, 'flat number', 1, 30)}` : null,
    address_3: isKnown && own.happens(order, 'care of', 0.03) ? 'c/o Fairbairn' : null,
    postal_code: isKnown ? own.digits(order, 'postal code', 5) : null,
  };
}

/** Answers a buyer gave at the checkout. */
export function questionsOf(own: Dice, subject: number): Wire[] {
  if (!own.happens(subject, 'questions', 0.4)) return [];
  const heard = {
    question: 'How did you hear of us?',
    answer: own.pick(subject, 'heard', ['Плакат', 'رفيق', 'a poster']),
  };
  const diet = {
    question: 'Anything you do not eat?',
    answer: own.pick(subject, 'diet', [null, 'vegan', '-1 allergy']),
  };
  return own.happens(subject, 'second question', 0.5) ? [heard, diet] : [heard];
}

function eventSummary({ store: { event, book }, order }: OrderRef): Wire {
  const isOlder = book.dice.happens(order, 'older summary', 0.5);
  return {
    ...(isOlder ? { id: event.id } : {}),
    event_id: event.id,
    event_series_id: event.seriesId,
    name: event.name,
    start_date: dateObject(Date.parse(event.startsAt)),
    end_date: dateObject(Date.parse(event.endsAt)),
    venue: { name: 'Harbour Hall', postal_code: '20457', country: 'DE' },
  };
}

function moneyOf(store: EventStore, amounts: Amounts, { state }: OrderLife): Wire {
  return {
    subtotal: amounts.subtotal,
    tax: amounts.tax,
    tax_treatment: store.event.taxTreatment,
    total: amounts.total,
    total_paid: state === 'reserved' ? 0 : amounts.total,
    refund_amount: amounts.refunded,
    credited_out_amount: 0,
    refunded_voucher_id: null,
  };
}

function paymentOf(own: Dice, order: number, { total }: Amounts, { state }: OrderLife): Wire {
  const paid = state === 'reserved' ? 'offline' : own.pick(order, 'method', METHODS);
  const type = total === 0 ? 'no_cost' : paid;
  const isOnline = type === 'stripe' || type === 'paypal';
  return {
    payment_method: {
      external_id: isOnline ? `acct_${own.hex(0, 'account', 12)}` : null,
      id: type === 'no_cost' ? null : `pm_${order % 3}`,
      type,
      name: type === 'offline' ? 'Bank transfer' : null,
      instructions: type === 'offline' ? 'Pay within 14 days.' : null,
    },
    txn_id: isOnline ? `${type === 'stripe' ? 'pi_' : ''}${own.hex(order, 'transaction', 20)}` : null,
  };
}

function remarksOf(own: Dice, order: number): Wire {
  return {
    marketing_opt_in: own.happens(order, 'asked', 0.8) ? word(own.happens(order, 'opted in', 0.4)) : null,
    referral_tag: own.happens(order, 'referred', 0.2)
      ? own.pick(order, 'tag', ['newsletter', 'friends & family'])
      : null,
    meta_data: own.happens(order, 'meta data', 0.3) ? { crm_id: `0${own.digits(order, 'crm', 6)}` } : [],
    notes: own.happens(order, 'notes', 0.05) ? 'Wheelchair, side entrance' : null,
  };
}
