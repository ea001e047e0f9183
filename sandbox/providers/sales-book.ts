import type { Dice } from './random.ts';

/** What happened to one order; instants in milliseconds since 1970. */
export type OrderLife = {
  readonly soldAt: number;
  readonly updatedAt: number;
  /** `open`: a basket nobody paid; `reserved`: held, to be paid later; `abandoned`: given up before it was paid. */
  readonly state: 'open' | 'reserved' | 'complete' | 'cancelled' | 'abandoned';
  /** Quarters of the total that went back to the buyer. */
  readonly refundedQuarters: number;
  /** Times the buyer's details were corrected. */
  readonly edits: number;
};

/** One scan at the gate; a negative quantity is somebody leaving. */
export type Scan = { readonly at: number; readonly uploadedAt: number; readonly quantity: number };

/** What happened to one ticket; instants in milliseconds since 1970. */
export type TicketLife = {
  readonly updatedAt: number;
  readonly voidedAt: number | null;
  readonly scans: readonly Scan[];
  /** Times the holder's name was corrected. */
  readonly edits: number;
};

export type SalesBookOptions = {
  readonly dice: Dice;
  /** Tickets of every order, in the order of sale; 0 is an order without tickets. */
  readonly sizes: readonly number[];
  readonly orderAtStart: (order: number) => OrderLife;
  readonly ticketAtStart: (ticket: number, order: number) => TicketLife;
};

/** Orders of one event and their tickets, by number: made from the seed, plus what changed since the start. */
export type SalesBook = {
  readonly dice: Dice;
  orderCount(): number;
  ticketCount(): number;
  ticketsOf(order: number): number[];
  orderOf(ticket: number): number;
  readonly order: (order: number) => OrderLife;
  readonly ticket: (ticket: number) => TicketLife;
  /** Also notes when it changed. */
  changeOrder(order: number, change: Partial<OrderLife>, at: number): void;
  /** Also notes when it changed. */
  changeTicket(ticket: number, change: Partial<TicketLife>, at: number): void;
  /** A new, paid order. */
  sell(at: number): void;
  /** Grows with every change. */
  version(): number;
};

export function salesBook({ dice, sizes, orderAtStart, ticketAtStart }: SalesBookOptions): SalesBook {
  const shape = shapeOf(sizes);
  const orders: (OrderLife | undefined)[] = [];
  const tickets: (TicketLife | undefined)[] = [];
  let version = 0;
  const orderOf = (ticket: number) => known(shape.orders[ticket], 'ticket', ticket);
  const order = (index: number): OrderLife => (orders[index] ??= orderAtStart(index));
  const ticket = (index: number): TicketLife => (tickets[index] ??= ticketAtStart(index, orderOf(index)));
  return {
    dice,
    orderCount: () => shape.firsts.length,
    ticketCount: () => shape.orders.length,
    ticketsOf: (index) => shape.ticketsOf(index),
    orderOf,
    order,
    ticket,
    changeOrder(index, change, at) {
      version += 1;
      orders[index] = { ...order(index), ...change, updatedAt: at };
    },
    changeTicket(index, change, at) {
      version += 1;
      tickets[index] = { ...ticket(index), ...change, updatedAt: at };
    },
    sell(at) {
      version += 1;
      const index = shape.add(sizeOf(dice, shape.firsts.length));
      orders[index] = { soldAt: at, updatedAt: at, state: 'complete', refundedQuarters: 0, edits: 0 };
      for (const one of shape.ticketsOf(index)) tickets[one] = { updatedAt: at, voidedAt: null, scans: [], edits: 0 };
    },
    version: () => version,
  };
}

/** Which tickets belong to which order; both are numbered in the order of sale. */
function shapeOf(sizes: readonly number[]) {
  const firsts: number[] = [];
  const orders: number[] = [];
  const add = (size: number): number => {
    const index = firsts.push(orders.length) - 1;
    for (let count = 0; count < size; count += 1) orders.push(index);
    return index;
  };
  const ticketsOf = (order: number): number[] => {
    const first = known(firsts[order], 'order', order);
    const length = (firsts[order + 1] ?? orders.length) - first;
    return Array.from({ length }, (_, position) => first + position);
  };
  sizes.forEach(add);
  return { firsts, orders, add, ticketsOf };
}

function known(value: number | undefined, kind: string, index: number): number {
  if (value === undefined) throw new RangeError(`There is no ${kind} ${index}.`);
  return value;
}

/** Sizes of orders that hold exactly so many tickets together; with `most` 1 every order is a single ticket. */
export function sizesFor(dice: Dice, tickets: number, most = 6): number[] {
  const sizes: number[] = [];
  for (let left = tickets; left > 0;) {
    const size = Math.min(sizeOf(dice, sizes.length), left, most);
    sizes.push(size);
    left -= size;
  }
  return sizes;
}

function sizeOf(dice: Dice, order: number): number {
  return dice.pick(order, 'size', [1, 1, 2, 2, 2, 2, 3, 4, 4, 6]);
}
