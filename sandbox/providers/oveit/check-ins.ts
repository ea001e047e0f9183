import type { Ticket } from './event-store.ts';
import { isoOf } from './instants.ts';

/** One admission, or one use of an add-on. */
export type CheckIn = {
  /** `null`: the admission itself. */
  readonly addon: number | null;
  /** Milliseconds since 1970. */
  readonly at: number;
};

export type CheckInJson = { readonly addon_id: number | null; readonly date: string };

const HOUR = 3_600_000;
/** When those were let in whose event has no start or lies ahead: a rehearsal. */
const REHEARSAL = Date.UTC(2025, 5, 2, 9);

/** What happened to a ticket before the sandbox started. */
export function checkInsAtStart(ticket: Ticket): CheckIn[] {
  const { store, number, type } = ticket;
  const { event, dice } = store;
  if (!dice.happens(number, 'admitted', event.admitted)) return [];
  const isOver = event.startsAt !== null && event.startsAt < Date.UTC(2026, 0);
  const opened = isOver && event.startsAt !== null ? event.startsAt - HOUR : REHEARSAL;
  const at = opened + Math.floor(dice.fraction(number, 'admitted when') * 2 * HOUR);
  const [addon] = type?.addons ?? [];
  const uses = addon ? dice.whole(number, 'uses', 0, addon.uses) : 0;
  const used = Array.from({ length: uses }, (_, nth) => ({ addon: addon?.id ?? null, at: at + (nth + 1) * 600_000 }));
  return [{ addon: null, at }, ...used];
}

export function checkInJson({ store }: Ticket, { addon, at }: CheckIn): CheckInJson {
  return { addon_id: addon, date: isoOf(at, store.event.offset) };
}

/** Whether the guest was let in; uses of add-ons alone do not count. */
export function isCheckedIn(ticket: Ticket): boolean {
  return ticket.store.checkIns(ticket).some(({ addon }) => addon === null);
}
