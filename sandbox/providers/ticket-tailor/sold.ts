import { Refusal } from '../refusal.ts';
import { blockOf, EVENTS } from './catalogue.ts';
import { type CheckInRef, checkInNumber, scanOf } from './check-in.ts';
import type { TicketRef } from './issued-ticket.ts';
import type { OrderRef } from './order.ts';
import type { TicketTailorState } from './state.ts';
import { eventById, type EventStore } from './world.ts';

/** Everything sold in some events, oldest first. */
export type Sold = {
  readonly orders: (stores: readonly EventStore[]) => readonly OrderRef[];
  readonly tickets: (stores: readonly EventStore[]) => readonly TicketRef[];
  readonly checkIns: (stores: readonly EventStore[]) => readonly CheckInRef[];
};

/** Remembers each list until something changes, so that its pages are not sorted again one by one. */
export function sold(): Sold {
  return { orders: remembered(ordersOf), tickets: remembered(ticketsOf), checkIns: remembered(checkInsOf) };
}

/**
 * The events whose orders a filter can reach; all of them when it names none.
 *
 * @throws Refusal 404 for an unknown event or series, if the switches want that.
 */
export function storesFor(
  state: TicketTailorState,
  filter: { event?: string | undefined; series?: string | undefined },
): EventStore[] {
  const { event, series } = filter;
  const isKnown = event === undefined || eventById(event) !== undefined;
  if (!isKnown && state.switches().unknownEvent === 'not-found') throw new Refusal(404, `No such event: '${event}'`);
  // An order may hold tickets of a second event, and a ticket may name another series than its order does.
  const reached = EVENTS.filter(({ id, alsoSells }) => event === undefined || id === event || alsoSells === event);
  return reached
    .filter(({ seriesId, alsoSells }) => series === undefined || seriesId === series || alsoSells !== undefined)
    .map(state.world.read);
}

type Dated<Ref> = { readonly ref: Ref; readonly at: number; readonly number: number };

function remembered<Ref>(list: (store: EventStore) => Dated<Ref>[]): (stores: readonly EventStore[]) => readonly Ref[] {
  let known: { key: string; refs: readonly Ref[] } | undefined;
  return (stores) => {
    const key = stores.map(({ event, book }) => `${event.id} ${book.version()}`).join();
    if (known?.key !== key) {
      const dated = stores.flatMap(list).sort((one, other) => one.at - other.at || one.number - other.number);
      known = { key, refs: dated.map(({ ref }) => ref) };
    }
    return known.refs;
  };
}

function ordersOf(store: EventStore): Dated<OrderRef>[] {
  return Array.from({ length: store.book.orderCount() }, (_, order) => ({
    ref: { store, order },
    at: store.book.order(order).soldAt,
    number: blockOf(store.event) + order,
  }));
}

function ticketsOf(store: EventStore): Dated<TicketRef>[] {
  const { book, event } = store;
  return Array.from({ length: book.ticketCount() }, (_, ticket) => ({
    ref: { store, ticket },
    at: book.order(book.orderOf(ticket)).soldAt,
    number: blockOf(event) + ticket,
  }));
}

function checkInsOf(store: EventStore): Dated<CheckInRef>[] {
  return ticketsOf(store).flatMap(({ ref }) =>
    store.book.ticket(ref.ticket).scans.map((_, position) => {
      const scan = { ...ref, position };
      return { ref: scan, at: scanOf(scan).uploadedAt, number: checkInNumber(scan) };
    }),
  );
}

/** What an ID such as `or_1000001` names; `undefined` when no event has a number like that. */
export function byNumber(
  state: TicketTailorState,
  id: string,
  prefix: string,
): { store: EventStore; index: number } | undefined {
  const digits = new RegExp(`^${prefix}_(\\d{1,12})$`).exec(id)?.[1];
  const number = Number(digits ?? 0) - 1;
  const event = EVENTS.find((one) => blockOf(one) === Math.floor(number / 1_000_000) * 1_000_000);
  return event && { store: state.world.read(event), index: number % 1_000_000 };
}
