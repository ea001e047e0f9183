import type { OrderLife } from '../sales-book.ts';
import { idOf } from './ids.ts';
import { iso, type Wire } from './wire.ts';
import type { EventStore } from './world.ts';

/** Whether it was sold at a counter rather than on the web. */
export function isPos({ book }: EventStore, order: number): boolean {
  return book.order(order).state === 'complete' && book.dice.happens(order, 'counter', 0.1);
}

/** How a transaction was paid. @param price in minor units */
export function paymentFields(store: EventStore, order: number, price: number): Wire {
  const own = store.book.dice;
  const life = store.book.order(order);
  if (isPos(store, order)) return { ...posFields(store, order), paymentStatus: refundedOr(life, 'POS-RECEIVED') };
  const method =
    price === 0 ? 'external' : own.pick(order, 'method', ['stripe', 'stripe', 'paypal', 'local', 'vivenu-payments']);
  const isOnline = method !== 'local' && method !== 'external';
  return {
    paymentMethod: method,
    paymentStatus: statusOf(life, method),
    psp: isOnline ? own.hex(order, 'psp', 16).toUpperCase() : undefined,
    paymentInfo: {
      _id: idOf(store, 'other', 30_000_000 + order),
      psp: isOnline ? own.hex(order, 'psp', 16).toUpperCase() : undefined,
      gateway: isOnline ? 'managed' : method,
      method: isOnline ? own.pick(order, 'variant', ['card', 'sepa', 'wallet']) : undefined,
      riskScore: own.whole(order, 'risk', 0, 40),
    },
    // Often missing on sales of the web.
    origin: own.happens(order, 'origin', 0.4) ? 'yourticket' : undefined,
  };
}

function posFields(store: EventStore, order: number): Wire {
  return {
    paymentMethod: 'local',
    origin: 'pos',
    posId: idOf(store, 'other', 5),
    userId: idOf(store, 'other', 1),
    posInfo: {
      _id: idOf(store, 'other', 40_000_000 + order),
      sessionId: idOf(store, 'other', 6),
      billingNo: `00${order}`,
      paymentMethod: store.book.dice.pick(order, 'pos method', ['cash', 'card']),
      canceledAt: store.book.order(order).refundedQuarters === 4 ? iso(store.book.order(order).updatedAt) : undefined,
    },
  };
}

function statusOf(life: OrderLife, method: string): string {
  switch (life.state) {
    case 'open':
      return 'AWAITING';
    case 'abandoned':
      return 'FAILED';
    case 'reserved':
      return method === 'local' ? 'LOCAL-AWAITING' : 'PENDING';
    case 'cancelled':
      return life.refundedQuarters > 0 ? 'REFUND' : 'CANCELED';
    case 'complete':
      return refundedOr(life, paidWord(method));
  }
}

function paidWord(method: string): string {
  if (method === 'local') return 'LOCAL-RECEIVED';
  return method === 'external' ? 'EXTERNAL' : 'RECEIVED';
}

function refundedOr({ refundedQuarters }: OrderLife, otherwise: string): string {
  return refundedQuarters === 4 ? 'REFUND' : otherwise;
}
