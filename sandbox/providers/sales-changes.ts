import { z } from 'zod';
import { type Change, type Changes, changesWhileRead } from './changes.ts';
import { dice, type Dice } from './random.ts';
import type { SalesBook } from './sales-book.ts';

const KINDS = ['sales', 'scans', 'voids', 'refunds', 'cancellations', 'edits'] as const;
type Kind = (typeof KINDS)[number];

const rate = z.number().min(0).max(10_000).default(0);

const Rates = z.strictObject({
  /** New orders. */
  sales: rate,
  /** Tickets let in. */
  scans: rate,
  /** Single tickets voided, which gives no money back. */
  voids: rate,
  /** Orders of which another quarter is paid back. */
  refunds: rate,
  /** Orders cancelled with everything in them. */
  cancellations: rate,
  /** Orders of which buyer and first holder are corrected. */
  edits: rate,
});
type Rates = z.infer<typeof Rates>;

/** Switches of a stand-in whose orders change while they are read. */
export const salesChangeSwitches = {
  /** In every event somebody has read, per second of the clock, e.g. `{"scans": 2}`. */
  changesPerSecond: Rates.nullable().default(null),
  /** After every page of orders, tickets or check-ins; fractions add up, so 0.5 is one change every second page. */
  changesPerPage: Rates.nullable().default(null),
};

type SalesChangeSwitches = { changesPerSecond: Rates | null; changesPerPage: Rates | null };
type Store = { readonly book: SalesBook };

const NOTHING: Rates = Rates.parse({});

/** Orders are placed, scanned, voided, refunded, cancelled and corrected while they are read. */
export function salesChanges<S extends Store>(options: {
  readonly seed: number;
  readonly now: () => number;
  readonly started: () => readonly S[];
  readonly switches: () => SalesChangeSwitches;
}): Changes<S> {
  const own = dice(options.seed, 'sales changes');
  return changesWhileRead<S, Kind>({
    kinds: KINDS,
    now: options.now,
    started: options.started,
    perSecond: () => options.switches().changesPerSecond ?? NOTHING,
    perPage: () => options.switches().changesPerPage,
    perform: (change) => perform(change, own),
  });
}

function perform({ kind, store: { book }, at, turn }: Change<Store, Kind>, own: Dice): void {
  if (kind === 'sales') return book.sell(at);
  if (kind === 'scans' || kind === 'voids') {
    const ticket = findFrom(own, turn, book.ticketCount(), (one) => isUsable(book, one));
    if (ticket !== undefined) changeTicket(book, kind, ticket, at);
    return;
  }
  const order = findFrom(own, turn, book.orderCount(), (one) => isPaid(book, one));
  if (order !== undefined) changeOrder(book, kind, order, at);
}

/** The first number that fits, from a rolled one on, round the end. */
function findFrom(own: Dice, turn: number, count: number, fits: (one: number) => boolean): number | undefined {
  const start = own.whole(turn, 'start', 0, Math.max(count - 1, 0));
  for (let step = 0; step < count; step += 1) {
    const one = (start + step) % count;
    if (fits(one)) return one;
  }
  return undefined;
}

function isUsable(book: SalesBook, ticket: number): boolean {
  const { voidedAt, scans } = book.ticket(ticket);
  return voidedAt === null && scans.length === 0 && book.order(book.orderOf(ticket)).state === 'complete';
}

function isPaid(book: SalesBook, order: number): boolean {
  const { state, refundedQuarters } = book.order(order);
  return state === 'complete' && refundedQuarters < 4;
}

function changeTicket(book: SalesBook, kind: 'scans' | 'voids', ticket: number, at: number): void {
  if (kind === 'voids') return book.changeTicket(ticket, { voidedAt: at }, at);
  book.changeTicket(ticket, { scans: [{ at, uploadedAt: at, quantity: 1 }] }, at);
}

function changeOrder(book: SalesBook, kind: 'refunds' | 'cancellations' | 'edits', order: number, at: number): void {
  const { refundedQuarters, edits } = book.order(order);
  if (kind === 'refunds') return book.changeOrder(order, { refundedQuarters: refundedQuarters + 1 }, at);
  if (kind === 'edits') {
    const [first] = book.ticketsOf(order);
    if (first !== undefined) book.changeTicket(first, { edits: book.ticket(first).edits + 1 }, at);
    return book.changeOrder(order, { edits: edits + 1 }, at);
  }
  book.changeOrder(order, { state: 'cancelled', refundedQuarters: 4 }, at);
  for (const ticket of book.ticketsOf(order)) {
    if (book.ticket(ticket).voidedAt === null) book.changeTicket(ticket, { voidedAt: at }, at);
  }
}
