import { major, type TicketType, ticketTypesOf } from './catalogue.ts';
import { idOf } from './ids.ts';
import type { Wire } from './wire.ts';
import type { EventStore } from './world.ts';

/** The tickets of one type in a transaction: one item of the cart, however many they are. */
export type CartItem = {
  readonly id: string;
  readonly type: TicketType;
  readonly position: number;
  /** Ticket numbers. */
  readonly tickets: readonly number[];
  /** After discounts, per piece, in minor units. */
  readonly price: number;
};

export const TAX_RATE = 0.19;

/** Takes a tenth off. */
export const COUPON = 'EARLY-007';

/** Which of the event's ticket types a ticket is. */
export function typePosition(store: EventStore, ticket: number): number {
  const { book, event } = store;
  const trap = store.trap(book.orderOf(ticket));
  if (trap) return trap.type ?? 0;
  const last = ticketTypesOf(event).length - 1;
  // Most carts hold one type only.
  const subject = book.dice.happens(ticket, 'other type', 0.15) ? ticket : -book.orderOf(ticket);
  return book.dice.pick(subject, 'type', [0, 0, 0, 1, 1, Math.min(2, last), last]);
}

/** What the cart of a transaction held. */
export function cartOf(store: EventStore, order: number): CartItem[] {
  const byType = new Map<number, number[]>();
  for (const ticket of store.book.ticketsOf(order)) {
    const position = typePosition(store, ticket);
    byType.set(position, [...(byType.get(position) ?? []), ticket]);
  }
  const factor = hasCoupon(store, order) ? 0.9 : 1;
  const types = ticketTypesOf(store.event);
  return [...byType].flatMap(([position, tickets]) => {
    const type = types[position];
    const [first] = tickets;
    if (!type || first === undefined) return [];
    return { id: idOf(store, 'cartItem', first), type, position, tickets, price: Math.round(type.price * factor) };
  });
}

export function hasCoupon({ book }: EventStore, order: number): boolean {
  return book.dice.happens(order, 'coupon', 0.04);
}

/** The cart item a ticket belongs to. */
export function cartItemOf(store: EventStore, ticket: number): CartItem {
  const item = cartOf(store, store.book.orderOf(ticket)).find(({ tickets }) => tickets.includes(ticket));
  if (!item) throw new RangeError(`Ticket ${ticket} is in no cart.`);
  return item;
}

/** A cart item as a transaction shows it: `amount` is how many, the price is for one. */
export function cartTicketOf(store: EventStore, item: CartItem): Wire {
  const { event, book } = store;
  const [first = 0] = item.tickets;
  const price = major(event, item.price);
  return {
    type: 'ticket',
    _id: item.id,
    name: item.type.name,
    amount: item.tickets.length,
    price,
    netPrice: netOf(event.minorUnits, item.price),
    // Absent rates are the transaction's.
    taxRate: book.dice.happens(first, 'own rate', 0.8) ? TAX_RATE : null,
    triggeredBy: book.dice.happens(first, 'triggered', 0.05) ? [idOf(store, 'other', first)] : undefined,
    ticketTypeId: idOf(store, 'ticketType', item.position),
    categoryRef: idOf(store, 'category', item.position),
    asHardTicket: isHard(store, book.orderOf(first)),
    meta: {},
    addOns: [],
    taxInfo: taxInfoOf(store, item),
  };
}

export function isHard({ book }: EventStore, order: number): boolean {
  return book.dice.happens(order, 'hard ticket', 0.03);
}

/** Without tax, in major units and rounded to the smallest one. */
export function netOf(minorUnits: number, price: number): number {
  return Math.round(price / (1 + TAX_RATE)) / minorUnits;
}

function taxInfoOf({ event }: EventStore, { price, tickets }: CartItem): Wire {
  const net = netOf(event.minorUnits, price);
  const perUnit = Math.round((major(event, price) - net) * event.minorUnits) / event.minorUnits;
  const total = Math.round(perUnit * tickets.length * event.minorUnits) / event.minorUnits;
  const netTotal = Math.round(net * tickets.length * event.minorUnits) / event.minorUnits;
  return { taxItems: [{ name: 'USt.', rate: TAX_RATE, perUnit, total, netTotal, netPerUnit: net }] };
}
