import { EVENTS } from './catalogue.ts';
import type { EventStore } from './world.ts';

/** What an ID may name. */
export type Kind = keyof typeof KINDS;

const KINDS = {
  transaction: '1',
  ticket: '2',
  cartItem: '3',
  customer: '4',
  ticketType: '5',
  category: '6',
  seat: '7',
  product: '8',
  history: '9',
  fee: 'a',
  refund: 'b',
  other: 'c',
} as const;

/** 24 hexadecimal characters that look like a database's; they hold the event, the kind and the number. */
export function idOf({ event, book }: Pick<EventStore, 'event' | 'book'>, kind: Kind, number: number): string {
  const eventNumber = hex(EVENTS.indexOf(event) + 1, 2);
  return `65f0${book.dice.hex(number, kind, 10)}${KINDS[kind]}${eventNumber}${hex(number, 7)}`;
}

/** The number in an ID of this kind, and the event; `undefined` for any other text. */
export function numberIn(id: string, kind: Kind): { eventIndex: number; number: number } | undefined {
  const parts = new RegExp(`^65f0[0-9a-f]{10}${KINDS[kind]}([0-9a-f]{2})([0-9a-f]{7})$`).exec(id);
  const [, event, number] = parts ?? [];
  if (event === undefined || number === undefined) return undefined;
  return { eventIndex: Number.parseInt(event, 16) - 1, number: Number.parseInt(number, 16) };
}

function hex(number: number, length: number): string {
  return number.toString(16).padStart(length, '0');
}
