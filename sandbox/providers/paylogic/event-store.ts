import { barcodeOf } from '../barcodes.ts';
import { dice, type Dice } from '../random.ts';
import { type Basket, basketOf, basketsOf, newBasket, type Slot } from './baskets.ts';
import type { SandboxEvent } from './catalogue.ts';
import { orderAtStart, type OrderLife } from './order-life.ts';
import { type Trap, TRAPS } from './traps.ts';

/** An order as the sandbox keeps it. */
export type Order = OrderLife & {
  readonly store: EventStore;
  readonly number: number;
  readonly uid: string;
  readonly basket: Basket;
  /** Number of its first ticket in the event. */
  readonly firstTicket: number;
  readonly trap: Trap | undefined;
};

/** One ticket of an order; `number` counts the tickets of the event. */
export type TicketRef = {
  readonly order: Order;
  readonly position: number;
  readonly number: number;
  readonly slot: Slot;
};

/** The orders of one event: made from the seed, plus what changed since the start. */
export type EventStore = {
  readonly event: SandboxEvent;
  readonly dice: Dice;
  /** Numbers of all orders in the order of the list. */
  readonly sequence: readonly number[];
  /** @throws RangeError for a number the event does not have. */
  readonly order: (number: number) => Order;
  readonly ticketUid: (ticket: number) => string;
  readonly isScanned: (ticket: number) => boolean;
  findOrder(uid: string): Order | undefined;
  /** By its uid or the older one that some have. */
  findTicket(uid: string): TicketRef | undefined;
  findCode(code: string): TicketRef | undefined;
  change(order: number, change: Partial<OrderLife>): void;
  scan(ticket: number): void;
  /** A new order at a position of the sequence. */
  sell(at: number, position: number): void;
  /** Removes the order so that nothing ever shows it again. */
  vanish(order: number): void;
};

export function ticketsOf(order: Order): TicketRef[] {
  return order.basket.map((slot, position) => ({ order, position, slot, number: order.firstTicket + position }));
}

export function olderUid(store: EventStore, ticket: number): string {
  return store.dice.hex(ticket, 'older uid', 32);
}

export function eventStore(event: SandboxEvent, seed: number): EventStore {
  const own = dice(seed, `paylogic/${event.id}`);
  const traps = event.id === 'trap-door-2027' ? TRAPS : [];
  const orders: Order[] = [];
  const scanned = new Set<number>();
  const sequence: number[] = [];
  const index = lookUp();
  let tickets = 0;
  const at = (number: number): Order => {
    const order = orders[number];
    if (!order) throw new RangeError(`Event '${event.id}' has no order ${number}.`);
    return order;
  };
  const present = () => index.of(() => sequence.map(at));
  const orderOf = (number: number | undefined) => (number === undefined ? undefined : at(number));
  const refOf = (place: Place | undefined) => place && ticketsOf(at(place.order))[place.position];
  const add = (basket: Basket, life: OrderLife, position: number) => {
    const number = orders.length;
    const uid = own.hex(number, 'order', 32);
    const order = { ...life, store, number, uid, basket, firstTicket: tickets, trap: traps[number] };
    orders.push(order);
    tickets += basket.length;
    sequence.splice(position, 0, number);
    index.add(order);
  };
  const store: EventStore = {
    event,
    dice: own,
    sequence,
    order: at,
    ticketUid: (ticket) => own.hex(ticket, 'ticket', 32),
    isScanned: (ticket) => scanned.has(ticket) || own.happens(ticket, 'scanned', 0.015),
    findOrder: (uid) => orderOf(index.numbers.get(uid)),
    findTicket: (uid) => refOf(present().tickets.get(uid)),
    findCode: (code) => refOf(present().codes.get(code)),
    change: (number, change) => void (orders[number] = { ...at(number), ...change }),
    scan: (ticket) => void scanned.add(ticket),
    sell: (createdAt, position) =>
      add(newBasket(event, own, orders.length), { createdAt, status: 'pending' }, position),
    vanish(number) {
      sequence.splice(sequence.indexOf(number), 1);
      index.drop(at(number));
    },
  };
  const baskets = traps.length > 0 ? traps.map(({ products }) => basketOf(event, products)) : basketsOf(event, own);
  baskets.forEach((basket, number) => add(basket, orderAtStart(own, number, traps[number]), number));
  return store;
}

type Place = { readonly order: number; readonly position: number };
type Index = {
  readonly tickets: Map<string, Place>;
  readonly codes: Map<string, Place>;
};

/** Orders by uid, and where every ticket is: that is made when somebody first looks for one, and then kept up. */
function lookUp() {
  const numbers = new Map<string, number>();
  let known: Index | undefined;
  return {
    numbers,
    of(orders: () => readonly Order[]): Index {
      if (known) return known;
      known = { tickets: new Map(), codes: new Map() };
      for (const order of orders()) enter(known, order);
      return known;
    },
    add(order: Order) {
      numbers.set(order.uid, order.number);
      if (known) enter(known, order);
    },
    drop(order: Order) {
      numbers.delete(order.uid);
      for (const { number } of known ? ticketsOf(order) : []) {
        known?.tickets.delete(order.store.ticketUid(number));
        known?.codes.delete(barcodeOf(order.store.dice, number));
      }
    },
  };
}

function enter(index: Index, order: Order): void {
  const { store } = order;
  for (const { position, number } of ticketsOf(order)) {
    const place = { order: order.number, position };
    index.tickets.set(store.ticketUid(number), place);
    if (order.trap?.olderUid) index.tickets.set(olderUid(store, number), place);
    index.codes.set(barcodeOf(store.dice, number), place);
  }
}
