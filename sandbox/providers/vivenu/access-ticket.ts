import { SELLER_ID } from './catalogue.ts';
import { barcodeOf, type TicketRef, ticketId, ticketOf, ticketStatus } from './ticket.ts';
import type { Wire } from './wire.ts';

/** Which of the gate's calls it is for: their fields differ a little. */
export type AccessForm = 'first' | 'second' | 'single';

/** A ticket as a gate sees it. */
export function accessTicketOf(ref: TicketRef, form: AccessForm): Wire {
  const ticket = ticketOf(ref);
  const seating = typeof ticket['seatingInfo'] === 'object' ? { ...ticket['seatingInfo'] } : {};
  const seat = new Map<string, unknown>(Object.entries(seating));
  return {
    _id: ticketId(ref),
    barcode: barcodeOf(ref),
    name: ticket['name'],
    ticketTypeId: ticket['ticketTypeId'],
    ticketName: ticket['ticketName'],
    eventId: ref.store.event.id,
    sellerId: SELLER_ID,
    createdAt: ticket['createdAt'],
    updatedAt: ticket['updatedAt'],
    status: ticketStatus(ref),
    ...(form === 'first' ? { parentEventId: ref.store.event.rootId } : { categoryRef: ticket['categoryRef'] }),
    ...(form === 'single'
      ? {}
      : {
          area: seat.get('sectionName'),
          row: seat.get('rowName'),
          seat: seat.get('seatName'),
          entry: [],
        }),
  };
}
