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
/** Several rows of such a record are the lines of one sale. */
const SALES: readonly string[] = ['orders', 'transactions'];

/** What one record comes to in the daily summary: counts, nothing of anybody. null: its dataset is none that is summed up. */
export function tallyOf(dataset: string, rows: readonly Row[]): Tally | null {
  const counter = COUNTERS[dataset];
  if (!counter) return null;
  return sumOf((SALES.includes(dataset) ? rows.slice(0, 1) : rows).map(counter));
}

export function sumOf(tallies: Iterable<Tally>): Tally {
  let sum = NONE;
  for (const { sold, refunded, checkedIn } of tallies) {
    sum = { sold: sum.sold + sold, refunded: sum.refunded + refunded, checkedIn: sum.checkedIn + checkedIn };
  }
  return sum;
}
