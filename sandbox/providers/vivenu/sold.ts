import { EVENTS } from './catalogue.ts';
import { transactionUpdatedAt } from './history.ts';
import { type Kind, numberIn } from './ids.ts';
import type { VivenuState } from './state.ts';
import type { VivenuSwitches } from './switches.ts';
import { isIssued, type TicketRef } from './ticket.ts';
import type { TransactionRef } from './transaction.ts';
import type { EventStore } from './world.ts';

/** The events named in a list separated by commas, or all of them; an unknown one has nothing. */
export function storesFor(state: VivenuState, list: string | undefined): EventStore[] {
  const ids = list?.split(',');
  return EVENTS.filter(({ id }) => ids?.includes(id) ?? true).map(state.world.read);
}

/** Transactions in the order of the day. */
export function transactionsOf(stores: readonly EventStore[], switches: VivenuSwitches): TransactionRef[] {
  const dated = stores.flatMap((store) =>
    Array.from({ length: store.book.orderCount() }, (_, order) => ({
      ref: { store, order },
      createdAt: store.book.order(order).soldAt,
      updatedAt: transactionUpdatedAt(store, order),
    })),
  );
  return inOrder(dated, stores.length > 1, switches);
}

/** Tickets in the order of the day; those of baskets that were never paid do not exist. */
export function ticketsOf(stores: readonly EventStore[], switches: VivenuSwitches): TicketRef[] {
  const dated = stores.flatMap((store) =>
    Array.from({ length: store.book.ticketCount() }, (_, ticket) => ({
      ref: { store, ticket },
      createdAt: store.book.order(store.book.orderOf(ticket)).soldAt,
      updatedAt: store.book.ticket(ticket).updatedAt,
    })).filter(({ ref }) => isIssued(ref)),
  );
  return inOrder(dated, stores.length > 1, switches);
}

type Dated<Ref> = { readonly ref: Ref; readonly createdAt: number; readonly updatedAt: number };

/** Sorting is stable: what was made in the same second stays in the order of its making. */
function inOrder<Ref>(dated: Dated<Ref>[], isMixed: boolean, { order }: VivenuSwitches): Ref[] {
  if (isMixed) dated.sort((one, other) => one.createdAt - other.createdAt);
  if (order === 'newest-first') dated.reverse();
  if (order === 'last-updated-first') dated.sort((one, other) => other.updatedAt - one.updatedAt);
  return dated.map(({ ref }) => ref);
}

/** What an ID names; `undefined` when no event has a number like that. */
export function byId(state: VivenuState, id: string, kind: Kind): { store: EventStore; number: number } | undefined {
  const parts = numberIn(id, kind);
  const event = parts && EVENTS[parts.eventIndex];
  return event && parts && { store: state.world.read(event), number: parts.number };
}
