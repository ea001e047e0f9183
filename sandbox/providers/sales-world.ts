import { dice, type Dice } from './random.ts';
import { type OrderLife, type SalesBook, salesBook, sizesFor, type TicketLife } from './sales-book.ts';
import { orderHistory, soldAt, ticketHistory } from './sales-history.ts';

/** What a stand-in has to know of an event to fill it with orders. */
export type SalesEvent = {
  readonly id: string;
  /** Tickets it starts with, whatever became of them. */
  readonly tickets: number;
  /** `false`: every order is a single ticket, so that orders and tickets end at the same page. */
  readonly groups: boolean;
  /** Share of its orders that were never paid, 0 to 1. */
  readonly unpaid: number;
  /** Share of its tickets that were let in before the start, 0 to 1. */
  readonly scanned: number;
};

/** One order of a trap event, made by hand. */
export type SalesTrap = {
  /** Tickets in it. */
  readonly size: number;
  readonly life?: Partial<OrderLife>;
  readonly tickets?: readonly Partial<TicketLife>[];
};

/** One event and what was sold of it. */
export type SalesStore<Event, Trap> = {
  readonly event: Event;
  readonly book: SalesBook;
  /** What is odd about an order; most have nothing. */
  readonly trap: (order: number) => Trap | undefined;
};

/** The events of an organizer; what was sold is made when somebody first asks for it. */
export type SalesWorld<Store, Event> = {
  readonly store: (event: Event) => Store;
  /** The same, and from now on it changes. */
  readonly read: (event: Event) => Store;
  /** Events somebody has read. */
  readonly started: () => readonly Store[];
};

/** @param trapsOf the orders of an event made by hand; `undefined` for one filled by chance */
export function salesWorld<Event extends SalesEvent, Trap extends SalesTrap>(
  name: string,
  seed: number,
  trapsOf: (event: Event) => readonly Trap[] | undefined,
): SalesWorld<SalesStore<Event, Trap>, Event> {
  const stores = new Map<Event, SalesStore<Event, Trap>>();
  const started = new Set<SalesStore<Event, Trap>>();
  const store = (event: Event): SalesStore<Event, Trap> => {
    const made = stores.get(event) ?? salesStore(event, dice(seed, `${name}/${event.id}`), trapsOf(event));
    stores.set(event, made);
    return made;
  };
  const read = (event: Event): SalesStore<Event, Trap> => {
    started.add(store(event));
    return store(event);
  };
  return { store, read, started: () => [...started] };
}

function salesStore<Event extends SalesEvent, Trap extends SalesTrap>(
  event: Event,
  own: Dice,
  traps: readonly Trap[] | undefined,
): SalesStore<Event, Trap> {
  const book = traps ? trapBook(own, traps) : chanceBook(own, event);
  return { event, book, trap: (order) => traps?.[order] };
}

function chanceBook(own: Dice, { tickets, groups, unpaid, scanned }: SalesEvent): SalesBook {
  const sizes = sizesFor(own, tickets, groups ? 6 : 1);
  const orderAtStart = (order: number) => orderHistory(own, order, sizes.length, unpaid);
  const ticketAtStart = (ticket: number, order: number) => ticketHistory(own, ticket, orderAtStart(order), scanned);
  return salesBook({ dice: own, sizes, orderAtStart, ticketAtStart });
}

/** Nothing happens in it by chance. */
function trapBook(own: Dice, traps: readonly SalesTrap[]): SalesBook {
  const sizes = traps.map(({ size }) => size);
  const firstOf = (order: number) => sizes.slice(0, order).reduce((sum, size) => sum + size, 0);
  const at = (order: number) => soldAt(own, order, sizes.length);
  return salesBook({
    dice: own,
    sizes,
    orderAtStart: (order) => {
      const life = {
        soldAt: at(order),
        updatedAt: at(order),
        state: 'complete',
        refundedQuarters: 0,
        edits: 0,
      } as const;
      return { ...life, ...traps[order]?.life };
    },
    ticketAtStart: (ticket, order) => {
      const life = { updatedAt: at(order), voidedAt: null, scans: [], edits: 0 };
      return { ...life, ...traps[order]?.tickets?.[ticket - firstOf(order)] };
    },
  });
}
