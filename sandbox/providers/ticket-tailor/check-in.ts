import type { Scan } from '../sales-book.ts';
import { blockOf } from './catalogue.ts';
import { type TicketRef, ticketEvent, ticketId } from './issued-ticket.ts';
import { unix, type Wire } from './wire.ts';

/** The scan at this position of a ticket. */
export type CheckInRef = TicketRef & { readonly position: number };

/** A check-in as it is sent. */
export function checkInOf(ref: CheckInRef): Wire {
  const { at, uploadedAt, quantity } = scanOf(ref);
  const event = ticketEvent(ref);
  return {
    object: 'check_in',
    id: `ci_${checkInNumber(ref)}`,
    issued_ticket_id: ticketId(ref),
    event_id: event.id,
    event_series_id: event.seriesId,
    quantity,
    check_in_at: unix(at),
    created_at: unix(uploadedAt),
  };
}

export function checkInNumber({ store, ticket, position }: CheckInRef): number {
  return (blockOf(store.event) + ticket) * 10 + position + 1;
}

export function scanOf({ store, ticket, position }: CheckInRef): Scan {
  const scan = store.book.ticket(ticket).scans[position];
  if (!scan) throw new RangeError(`Ticket ${ticket} has no scan ${position}.`);
  return scan;
}
