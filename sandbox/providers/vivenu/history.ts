import type { OrderLife, Scan } from '../sales-book.ts';
import { idOf } from './ids.ts';
import { iso, type Wire } from './wire.ts';
import type { EventStore } from './world.ts';

type Entry = { readonly type: string; readonly at: number; readonly risk?: 'DANGER' | 'GOOD' };

/** When a transaction last changed; a ticket of it that became void is a change of it too. */
export function transactionUpdatedAt({ book }: EventStore, order: number): number {
  const voids = book.ticketsOf(order).map((ticket) => book.ticket(ticket).voidedAt ?? 0);
  return Math.max(book.order(order).updatedAt, ...voids);
}

/** `history` (the older form) and `historyEntries` of a transaction. */
export function transactionHistory(store: EventStore, order: number): Wire {
  const entries = entriesOf(store, order);
  const [created] = entries;
  return {
    history: created && [
      {
        _id: idOf(store, 'history', order * 16),
        date: iso(created.at),
        title: 'Transaction created',
        message: 'The cart was filled.',
        type: 'YOURTICKET',
        risk: 'NEUTRAL',
      },
    ],
    historyEntries: entries.map(({ type, at, risk }, position) => ({
      _id: idOf(store, 'history', order * 16 + position + 1),
      date: iso(at),
      userId: type === 'commented' ? idOf(store, 'other', 1) : undefined,
      data: {},
      type,
      risk: risk ?? 'NEUTRAL',
    })),
  };
}

function entriesOf(store: EventStore, order: number): Entry[] {
  const { book } = store;
  const life = book.order(order);
  const voids = book.ticketsOf(order).flatMap((ticket) => book.ticket(ticket).voidedAt ?? []);
  const partly = life.state === 'cancelled' ? [] : voids;
  return [
    { type: 'created', at: life.soldAt },
    ...outcomeOf(life),
    ...(life.state === 'complete' && life.refundedQuarters > 0
      ? [{ type: life.refundedQuarters < 4 ? 'partial.refunded' : 'refunded', at: life.updatedAt }]
      : []),
    ...[...new Set(partly)].map((at) => ({ type: 'partial.canceled', at })),
    ...(life.edits > 0 ? [{ type: 'commented', at: life.updatedAt }] : []),
  ].slice(0, 15);
}

function outcomeOf({ state, soldAt, updatedAt, refundedQuarters }: OrderLife): Entry[] {
  const paid: Entry[] = [
    { type: 'payment.succeeded', at: soldAt, risk: 'GOOD' },
    { type: 'completed', at: soldAt },
  ];
  switch (state) {
    case 'complete':
      return paid;
    case 'cancelled':
      return [
        ...paid,
        { type: 'canceled', at: updatedAt },
        ...(refundedQuarters > 0 ? [{ type: 'refunded', at: updatedAt }] : []),
      ];
    case 'abandoned':
      return [
        { type: 'payment.failed', at: soldAt, risk: 'DANGER' },
        { type: 'aborted', at: updatedAt },
      ];
    case 'reserved':
      return [{ type: 'reserved', at: soldAt }];
    case 'open':
      return [];
  }
}

/** `history` of a ticket: made, and let in. */
export function ticketHistory(store: EventStore, ticket: number, createdAt: number, scans: readonly Scan[]): Wire[] {
  const entry = (type: string, at: number, position: number) => ({
    _id: idOf(store, 'history', 100_000_000 + ticket * 16 + position),
    date: iso(at),
    type,
  });
  return [
    entry('ticket.created', createdAt, 0),
    ...scans.map(({ at }, index) => entry('ticket.validated', at, index + 1)),
  ];
}
