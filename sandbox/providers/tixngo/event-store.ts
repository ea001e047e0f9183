import { dice, type Dice } from '../random.ts';
import type { SandboxEvent } from './catalogue.ts';
import { type Life, lifeAtStart, newLife, updatedAt } from './life.ts';
import { statusOf } from './ticket-status.ts';

/** The ticket with this number in its event. */
export type TicketRef = { readonly store: EventStore; readonly index: number };

/** What a test may compare a report with. */
export type TrueTicket = {
  readonly ticketId: string;
  readonly status: string;
  /** ISO 8601 UTC; `null` when not scanned in. */
  readonly controlledDate: string | null;
  /** ISO 8601 UTC; in no report, but what `lastUpdatedSince` looks at. */
  readonly lastUpdated: string;
};

/** The tickets of one event: made from the seed, plus what changed since the start. */
export type EventStore = {
  readonly event: SandboxEvent;
  readonly dice: Dice;
  /** Numbers of all tickets in the order the vendor's database happens to keep. */
  readonly sequence: readonly number[];
  ticketId(index: number): string;
  readonly life: (index: number) => Life;
  status(index: number): string;
  updatedAt(index: number): number;
  change(index: number, change: Partial<Life>, at: number): void;
  /** A new ticket at a position of the sequence (its end when absent). */
  sell(at: number, position?: number): void;
  /** Removes the ticket so that no report ever shows it again. */
  vanish(index: number): void;
  readonly truth: (index: number) => TrueTicket;
};

export function eventStore(event: SandboxEvent, seed: number): EventStore {
  const own = dice(seed, `tixngo/${event.id}`);
  const sequence = Array.from({ length: event.live + event.deleted }, (_, index) => index);
  const lives = sequence.map((): Life | undefined => undefined);
  const times = sequence.map((): number | undefined => undefined);
  let count = sequence.length;
  const life = (index: number): Life => (lives[index] ??= lifeAtStart(event, own, index));
  const lastUpdated = (index: number): number => (times[index] ??= updatedAt(life(index)));
  const ticketId = (index: number) => own.hex(index, 'ticket', 24);
  const status = (index: number) => statusOf(event, life(index), own, index);
  const set = (index: number, next: Life, at: number) => {
    lives[index] = next;
    times[index] = at;
  };
  return {
    event,
    dice: own,
    sequence,
    ticketId,
    life,
    status,
    updatedAt: lastUpdated,
    change: (index, change, at) => set(index, { ...life(index), ...change }, at),
    sell(at, position = sequence.length) {
      sequence.splice(position, 0, count);
      set(count, newLife(at), at);
      count += 1;
    },
    vanish: (index) => void sequence.splice(sequence.indexOf(index), 1),
    truth: (index) => ({
      ticketId: ticketId(index),
      status: status(index),
      controlledDate: isoOf(life(index).controlledAt),
      lastUpdated: new Date(lastUpdated(index)).toISOString(),
    }),
  };
}

function isoOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
