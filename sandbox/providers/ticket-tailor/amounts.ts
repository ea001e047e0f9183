import { type TicketType, ticketTypesOf } from './catalogue.ts';
import type { EventStore } from './world.ts';

/** Money of an order, in minor units. */
export type Amounts = {
  readonly groups: readonly TypeGroup[];
  /** Charged once per order. */
  readonly charge: number;
  readonly tax: number;
  /** Without tax. */
  readonly subtotal: number;
  readonly total: number;
  readonly refunded: number;
};

/** The tickets of one type in an order. */
export type TypeGroup = { readonly type: TicketType; readonly position: number; readonly quantity: number };

const TAX_PERCENT = 19;

/** Which of the event's ticket types a ticket is. */
export function typePosition(store: EventStore, ticket: number): number {
  const { book, event } = store;
  const trap = store.trap(book.orderOf(ticket));
  if (trap) return trap.type ?? 0;
  const last = ticketTypesOf(event).length - 1;
  // Most orders hold one type only.
  const subject = book.dice.happens(ticket, 'other type', 0.15) ? ticket : -book.orderOf(ticket);
  return book.dice.pick(subject, 'type', [0, 0, 0, 1, 1, Math.min(2, last), last]);
}

export function amountsOf(store: EventStore, order: number): Amounts {
  const { event, book } = store;
  const groups = groupsOf(store, order);
  const goods = groups.reduce((sum, { type, quantity }) => sum + quantity * (type.price + type.bookingFee), 0);
  const charge = goods > 0 && book.dice.happens(order, 'charge', 0.3) ? 100 : 0;
  const tax = taxIn(goods + charge, event.taxTreatment);
  const subtotal = event.taxTreatment === 'inclusive' ? goods + charge - tax : goods + charge;
  const total = subtotal + tax;
  return {
    groups,
    charge,
    tax,
    subtotal,
    total,
    refunded: Math.round((total * book.order(order).refundedQuarters) / 4),
  };
}

/** The part of an amount that is tax, or what comes on top of it. */
export function taxIn(amount: number, treatment: 'inclusive' | 'exclusive'): number {
  const base = treatment === 'inclusive' ? 100 + TAX_PERCENT : 100;
  return Math.round((amount * TAX_PERCENT) / base);
}

function groupsOf(store: EventStore, order: number): TypeGroup[] {
  const counts = new Map<number, number>();
  for (const ticket of store.book.ticketsOf(order)) {
    const position = typePosition(store, ticket);
    counts.set(position, (counts.get(position) ?? 0) + 1);
  }
  const types = ticketTypesOf(store.event);
  return [...counts].flatMap(([position, quantity]) => {
    const type = types[position];
    return type ? { type, position, quantity } : [];
  });
}
