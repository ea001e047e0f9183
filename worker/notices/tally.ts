import type { Column } from '../../shared/columns.ts';
import type { Row } from '../../shared/records.ts';
import type { Tally } from '../db/tables-notices.ts';

const NONE: Tally = { sold: 0, refunded: 0, checkedIn: 0 };

/** Tickets that let somebody in, also while they are being handed on. */
const SOLD: readonly unknown[] = ['valid', 'pending transfer', 'deletion pending'];
const RETURNED: readonly unknown[] = ['cancelled', 'deleted', 'refunded'];

const count = (value: unknown): number => (typeof value === 'number' && Number.isSafeInteger(value) ? value : 0);
const one = (is: boolean): number => (is ? 1 : 0);
const isMoney = (value: unknown): value is { minor: number } =>
  typeof value === 'object' && value !== null && 'minor' in value && typeof value.minor === 'number';

/** A ticketing system that tells no state only lists what was sold. */
function ofTicket({ status, checkedIn }: Row): Tally {
  const isSold = status == null || SOLD.includes(status);
  return { sold: one(isSold), refunded: one(RETURNED.includes(status)), checkedIn: one(isSold && checkedIn === true) };
}

/** Tickets in the sales; one that gave money back counts as refunded, wholly or in part. */
function ofSale({ status, tickets, refunded }: Row): Tally {
  const isReturned = status === 'refunded' || (isMoney(refunded) && refunded.minor > 0);
  return { sold: status === 'completed' ? count(tickets) : 0, refunded: one(isReturned), checkedIn: 0 };
}

const ofCheckIn = ({ quantity, addOnId }: Row): Tally => ({ ...NONE, checkedIn: addOnId ? 0 : count(quantity ?? 1) });

const ofEvent = ({ issuedTickets, checkedInTickets }: Row): Tally => ({
  ...NONE,
  sold: count(issuedTickets),
  checkedIn: count(checkedInTickets),
});

const COUNTERS: Readonly<Record<string, (row: Row) => Tally>> = {
  tickets: ofTicket,
  attendees: ofTicket,
  orders: ofSale,
  transactions: ofSale,
  'check-ins': ofCheckIn,
  events: ofEvent,
};
/** A sale that is spread out has several rows, one a line: it counts once. */
const SALES: Readonly<Record<string, string>> = { orders: 'orderId', transactions: 'transactionId' };

const NEEDED = [
  'status',
  'checkedIn',
  'tickets',
  'refunded',
  'quantity',
  'addOnId',
  'issuedTickets',
  'checkedInTickets',
];

/** The columns that are counted; none of them is about a person. */
export function tallyColumns(dataset: string, all: readonly Column[]): Column[] {
  if (!COUNTERS[dataset]) return [];
  return all.filter(({ id }) => NEEDED.includes(id) || id === SALES[dataset]);
}

/** What rows come to in the daily summary: counts, nothing of anybody. null: their dataset is none that is summed up. */
export function tallyOf(dataset: string, rows: Iterable<Row>): Tally | null {
  const counter = COUNTERS[dataset];
  return counter ? sumOf(counted(rows, counter, SALES[dataset] ?? null)) : null;
}

function* counted(rows: Iterable<Row>, counter: (row: Row) => Tally, once: string | null): Generator<Tally> {
  const seen = new Set<unknown>();
  for (const row of rows) {
    const id = once === null ? null : row[once];
    if (id != null && seen.has(id)) continue;
    seen.add(id);
    yield counter(row);
  }
}

export function sumOf(tallies: Iterable<Tally>): Tally {
  let sum = NONE;
  for (const { sold, refunded, checkedIn } of tallies) {
    sum = { sold: sum.sold + sold, refunded: sum.refunded + refunded, checkedIn: sum.checkedIn + checkedIn };
  }
  return sum;
}
