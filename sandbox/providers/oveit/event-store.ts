import { dice, type Dice } from '../random.ts';
import type { SandboxEvent, TicketType } from './catalogue.ts';
import { type CheckIn, checkInsAtStart } from './check-ins.ts';
import { type Trap, TRAPS } from './traps.ts';

/** A ticket of an event. */
export type Ticket = {
  readonly store: EventStore;
  /** Counts the tickets of the event, those of today too. */
  readonly number: number;
  /** Counts the orders of the event. */
  readonly order: number;
  /** Milliseconds since 1970. */
  readonly soldAt: number;
  readonly code: string;
  readonly type: TicketType | undefined;
  readonly trap: Trap | undefined;
};

/** The tickets of one event: made from the seed, plus what changed since the start. */
export type EventStore = {
  readonly event: SandboxEvent;
  readonly dice: Dice;
  /** Tickets in the order of the lists; cancelled ones are not among them. */
  tickets(): readonly Ticket[];
  /** Also finds cancelled ones. */
  findCode(code: string): Ticket | undefined;
  findChip(chip: string): Ticket | undefined;
  isCancelled(ticket: Ticket): boolean;
  readonly checkIns: (ticket: Ticket) => readonly CheckIn[];
  checkIn(ticket: Ticket, checkIn: CheckIn): void;
  /** A new order of one to four tickets at a position of the list. */
  sell(at: number, position: number): void;
  cancel(ticket: Ticket): void;
  /** The attendees after a cancelled ticket go on from here. */
  positionOf(ticket: Ticket): number;
};

const DAY = 86_400_000;
/** All history lies well before anybody's clock. */
const SALES_OPEN = Date.UTC(2025, 1, 3, 8);
const SALES_DAYS = 100;

/** Text of the chip a ticket was paired with; `null` for most. */
export function chipOf({ store, number }: Ticket): string | null {
  return store.dice.happens(number, 'chip', 0.05) ? `04${store.dice.hex(number, 'chip text', 12).toUpperCase()}` : null;
}

export function eventStore(event: SandboxEvent, seed: number): EventStore {
  const own = dice(seed, `oveit/${event.slug}`);
  const traps = event.slug === 'trap-door-2027' ? TRAPS : [];
  const places: Ticket[] = [];
  const cancelled = new Set<Ticket>();
  const checkIns = new Map<Ticket, readonly CheckIn[]>();
  const codes = new Map<string, Ticket>();
  let orders = 0;
  let listed: Ticket[] | undefined;
  const add = (order: number, soldAt: number, position: number) => {
    const number = codes.size;
    const trap = traps[number];
    const code = trap?.code ?? own.hex(number, 'code', 10).toUpperCase();
    const type = trap ? event.types[trap.type ?? 0] : event.types[typeAt(own, number, event)];
    const ticket: Ticket = { store, number, order, soldAt, code, type, trap };
    codes.set(code, ticket);
    places.splice(position, 0, ticket);
    listed = undefined;
  };
  const addOrder = (size: number, soldAt: number, position: number) => {
    for (let nth = 0; nth < size; nth += 1) add(orders, soldAt, position + nth);
    orders += 1;
  };
  const store: EventStore = {
    event,
    dice: own,
    tickets: () => (listed ??= places.filter((ticket) => !cancelled.has(ticket))),
    findCode: (code) => codes.get(code),
    findChip: (chip) => places.find((ticket) => chipOf(ticket) === chip),
    isCancelled: (ticket) => cancelled.has(ticket),
    checkIns: (ticket) => checkIns.get(ticket) ?? checkInsAtStart(ticket),
    checkIn: (ticket, checkIn) => void checkIns.set(ticket, [...store.checkIns(ticket), checkIn]),
    sell: (at, position) => addOrder(own.whole(orders, 'size', 1, 4), at, position),
    cancel(ticket) {
      cancelled.add(ticket);
      listed = undefined;
    },
    positionOf: (ticket) => places.slice(0, places.indexOf(ticket)).filter((one) => !cancelled.has(one)).length,
  };
  const start = traps.length || event.tickets;
  while (places.length < start) {
    const size = Math.min(own.whole(orders, 'size', 1, 4), start - places.length);
    addOrder(size, soldAtStart(own, orders), places.length);
  }
  return store;
}

function soldAtStart(own: Dice, order: number): number {
  return SALES_OPEN + Math.floor(((order + own.fraction(order, 'sold')) / 10_000) * SALES_DAYS * DAY);
}

/** The first types sell best. */
function typeAt(own: Dice, number: number, { types }: SandboxEvent): number {
  return Math.floor(own.fraction(number, 'type') ** 2 * types.length);
}
