import { dice, type Dice } from '../random.ts';
import { type SalesBook, salesBook, sizesFor } from '../sales-book.ts';
import { orderHistory, soldAt, ticketHistory } from '../sales-history.ts';
import { blockOf, EVENTS, type SandboxEvent } from './catalogue.ts';
import { TRAP_EVENT, type Trap, TRAPS } from './traps.ts';

/** One event and what was sold by its box office. */
export type EventStore = {
  readonly event: SandboxEvent;
  readonly book: SalesBook;
  /** Number of its first order, ticket … */
  readonly block: number;
  /** What is odd about an order; most have nothing. */
  readonly trap: (order: number) => Trap | undefined;
};

/** The events of the box office; what was sold is made when somebody first asks for it. */
export type World = {
  readonly store: (event: SandboxEvent) => EventStore;
  /** The same, and from now on it changes. */
  readonly read: (event: SandboxEvent) => EventStore;
  /** Events somebody has read. */
  readonly started: () => readonly EventStore[];
};

export function world(seed: number): World {
  const stores = new Map<SandboxEvent, EventStore>();
  const started = new Set<EventStore>();
  const store = (event: SandboxEvent): EventStore => {
    const made = stores.get(event) ?? eventStore(event, seed);
    stores.set(event, made);
    return made;
  };
  const read = (event: SandboxEvent): EventStore => {
    started.add(store(event));
    return store(event);
  };
  return { store, read, started: () => [...started] };
}

export function eventById(eventId: string): SandboxEvent | undefined {
  return EVENTS.find(({ id }) => id === eventId);
}

function eventStore(event: SandboxEvent, seed: number): EventStore {
  const own = dice(seed, `ticket-tailor/${event.id}`);
  const isTrap = event.id === TRAP_EVENT;
  return {
    event,
    block: blockOf(event),
    book: isTrap ? trapBook(own) : ordinaryBook(own, event),
    trap: (order) => (isTrap ? TRAPS[order] : undefined),
  };
}

function ordinaryBook(own: Dice, event: SandboxEvent): SalesBook {
  const sizes = sizesFor(own, event.tickets, event.groups ? 6 : 1);
  const orderAtStart = (order: number) => orderHistory(own, order, sizes.length, 0);
  const ticketAtStart = (ticket: number, order: number) =>
    ticketHistory(own, ticket, orderAtStart(order), event.scanned);
  return salesBook({ dice: own, sizes, orderAtStart, ticketAtStart });
}

/** Nothing happens in it by chance. */
function trapBook(own: Dice): SalesBook {
  const sizes = TRAPS.map(({ size }) => size);
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
      return { ...life, ...TRAPS[order]?.life };
    },
    ticketAtStart: (ticket, order) => {
      const life = { updatedAt: at(order), voidedAt: null, scans: [], edits: 0 };
      return { ...life, ...TRAPS[order]?.tickets?.[ticket - firstOf(order)] };
    },
  });
}
