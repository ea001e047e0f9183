import { cartOf } from './cart.ts';
import { major } from './catalogue.ts';
import { idOf } from './ids.ts';
import { iso, type Wire } from './wire.ts';
import type { EventStore } from './world.ts';

/** What could be cancelled of a transaction, and what was: one item a ticket. */
export function cancellableItems(store: EventStore, order: number): Wire[] {
  const { book, event } = store;
  if (!['complete', 'cancelled'].includes(book.order(order).state)) return [];
  return cartOf(store, order).flatMap(({ id, type, position, price, tickets }) =>
    tickets.map((ticket) => {
      const { voidedAt } = book.ticket(ticket);
      return {
        cartItemId: id,
        type: 'ticket',
        name: type.name,
        price: major(event, price),
        taxRate: 0.19,
        origin: { ticketTypeId: idOf(store, 'ticketType', position) },
        ...(voidedAt === null ? {} : { refundId: idOf(store, 'refund', ticket), cancelledAt: iso(voidedAt) }),
      };
    }),
  );
}

/** Cancellations made of a transaction, one for each moment something of it was cancelled. */
export function cancellationsOf(store: EventStore, order: number): Wire[] {
  const done = cancellableItems(store, order).filter((item) => item['cancelledAt'] !== undefined);
  const moments = [...new Set(done.map((item) => item['cancelledAt']))];
  return moments.map((createdAt, position) => ({
    _id: idOf(store, 'refund', 100_000_000 + order * 16 + position),
    transactionId: idOf(store, 'transaction', order),
    cancelledItems: done.filter((item) => item['cancelledAt'] === createdAt),
    refundTarget: 'origin',
    createdAt,
    updatedAt: createdAt,
  }));
}
