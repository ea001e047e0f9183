import type { Dice } from './random.ts';
import type { OrderLife, TicketLife } from './sales-book.ts';

const DAY = 86_400_000;
/** All history lies well before anybody's clock, so that nothing of it looks newly updated. */
const SALES_OPEN = Date.UTC(2025, 1, 3, 8);
const SALES_DAYS = 100;

/** When the order with this number of so many was placed; later numbers never earlier. Whole seconds. */
export function soldAt(dice: Dice, order: number, orders: number): number {
  const share = (order + dice.fraction(order, 'moment')) / orders;
  return SALES_OPEN + Math.floor((share ** 0.7 * SALES_DAYS * DAY) / 1000) * 1000;
}

/** What became of an order before the stand-in started: `unpaid` (0 to 1) of them were never paid. */
export function orderHistory(dice: Dice, order: number, orders: number, unpaid: number): OrderLife {
  const at = soldAt(dice, order, orders);
  const plain: OrderLife = { soldAt: at, updatedAt: at, state: 'complete', refundedQuarters: 0, edits: 0 };
  const later = (aspect: string) => at + whole(dice, order, aspect, 30);
  if (dice.happens(order, 'unpaid', unpaid)) {
    return { ...plain, state: dice.pick(order, 'unpaid state', ['open', 'abandoned', 'reserved']) };
  }
  if (dice.happens(order, 'reserved', 0.02)) return { ...plain, state: 'reserved' };
  if (dice.happens(order, 'cancelled', 0.03)) {
    return { ...plain, state: 'cancelled', refundedQuarters: 4, updatedAt: later('cancelled when') };
  }
  if (dice.happens(order, 'refunded', 0.02)) {
    return { ...plain, refundedQuarters: dice.whole(order, 'quarters', 1, 3), updatedAt: later('refunded when') };
  }
  return plain;
}

/** What became of a ticket of an order before the stand-in started; `scanned` (0 to 1) of the valid ones were let in. */
export function ticketHistory(dice: Dice, ticket: number, order: OrderLife, scanned: number): TicketLife {
  const plain: TicketLife = { updatedAt: order.soldAt, voidedAt: null, scans: [], edits: 0 };
  if (order.state === 'cancelled') return { ...plain, voidedAt: order.updatedAt, updatedAt: order.updatedAt };
  if (order.state !== 'complete') return plain;
  if (dice.happens(ticket, 'voided', 0.02)) {
    const voidedAt = order.soldAt + whole(dice, ticket, 'voided when', 20);
    return { ...plain, voidedAt, updatedAt: voidedAt };
  }
  if (!dice.happens(ticket, 'scanned', scanned)) return plain;
  const at = order.soldAt + whole(dice, ticket, 'scanned when', 40);
  const uploadedAt = at + (dice.happens(ticket, 'offline', 0.1) ? whole(dice, ticket, 'offline for', 0.2) : 0);
  return { ...plain, scans: [{ at, uploadedAt, quantity: 1 }], updatedAt: uploadedAt };
}

function whole(dice: Dice, subject: number, aspect: string, days: number): number {
  return 60_000 + Math.floor((dice.fraction(subject, aspect) * days * DAY) / 1000) * 1000;
}
