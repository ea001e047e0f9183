import { EVENTS } from './catalogue.ts';
import { checkInOf } from './check-in.ts';
import { issuedTicketOf, ticketEvent } from './issued-ticket.ts';
import { orderOf } from './order.ts';
import type { Sold } from './sold.ts';
import type { TicketTailorState } from './state.ts';
import type { Wire } from './wire.ts';
import { eventById } from './world.ts';

/** What a test may compare a report with: everything of one event now, as it would be sent, oldest first. */
export type Truth = {
  readonly eventId: string;
  readonly orders: readonly Wire[];
  readonly tickets: readonly Wire[];
  readonly checkIns: readonly Wire[];
};

/**
 * Orders placed for the event, and tickets and check-ins that are for it.
 *
 * @throws RangeError for an unknown event.
 */
export function truthOf(state: TicketTailorState, sold: Sold, eventId: string): Truth {
  const event = eventById(eventId);
  if (!event) throw new RangeError(`No event '${eventId}' in the sandbox.`);
  state.changes.advance();
  const selling = EVENTS.filter(({ id, alsoSells }) => id === eventId || alsoSells === eventId);
  const stores = selling.map(state.world.store);
  const switches = state.switches();
  return {
    eventId,
    orders: sold.orders([state.world.store(event)]).map((ref) => orderOf(ref, switches)),
    tickets: sold
      .tickets(stores)
      .filter((ref) => ticketEvent(ref).id === eventId)
      .map((ref) => issuedTicketOf(ref, switches)),
    checkIns: sold
      .checkIns(stores)
      .filter((ref) => ticketEvent(ref).id === eventId)
      .map(checkInOf),
  };
}
