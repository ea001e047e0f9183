import type { Hono } from 'hono';
import { Refusal } from '../refusal.ts';
import type { SimulatorEnv } from '../simulator.ts';
import { sendPart } from './list.ts';
import { type Filter, filterOf } from './query.ts';
import { byId, storesFor, ticketsOf } from './sold.ts';
import type { VivenuState } from './state.ts';
import { barcodeOf, isIssued, type TicketRef, ticketId, ticketOf, ticketStatus } from './ticket.ts';
import type { Wire } from './wire.ts';

/** The list of tickets, and one of them. */
export function addTicketRoutes(app: Hono<SimulatorEnv>, state: VivenuState): void {
  app.get('/api/tickets', (c) => {
    const filter = filterOf(c, state, '/api/tickets');
    const stores = storesFor(state, filter.text('event'));
    state.changes.advance();
    const rows = ticketsOf(stores, state.switches()).filter((ref) => isWanted(ref, filter));
    return sendPart(c, state, { key: 'rows', rows, write: ticketOf }, filter, stores);
  });
  app.get('/api/tickets/:id', (c) => {
    filterOf(c, state, '/api/tickets/{id}');
    const found = byId(state, c.req.param('id'), 'ticket');
    state.changes.advance();
    const ref = found && { store: found.store, ticket: found.number };
    if (!ref || ref.ticket >= ref.store.book.ticketCount() || !isIssued(ref) || ticketId(ref) !== c.req.param('id')) {
      throw new Refusal(404, 'Ticket not found');
    }
    return c.json(ticketOf(ref));
  });
}

function isWanted(ref: TicketRef, filter: Filter): boolean {
  const { book } = ref.store;
  return (
    filter.lists('status', () => ticketStatus(ref)) &&
    filter.within('updatedAt', () => book.ticket(ref.ticket).updatedAt) &&
    filter.between('start', 'end', () => book.order(book.orderOf(ref.ticket)).soldAt) &&
    filter.is('barcode', () => barcodeOf(ref)) &&
    hasMembers(ref, filter)
  );
}

/** Filters that compare a member of the ticket, and where it is found. */
const MEMBERS: Readonly<Record<string, (ticket: Wire) => unknown>> = {
  type: (ticket) => ticket['type'] ?? 'SINGLE',
  statusId: (ticket) => seat(ticket, 'statusId'),
  gaName: (ticket) => (seat(ticket, '_type') === 7 ? seat(ticket, 'name') : undefined),
  sectionName: (ticket) => seat(ticket, 'sectionName'),
  groupName: (ticket) => seat(ticket, 'groupName'),
  rowName: (ticket) => seat(ticket, 'rowName'),
  seatName: (ticket) => seat(ticket, 'seatName'),
  customerId: (ticket) => ticket['customerId'],
  batch: (ticket) => ticket['batch'],
  packageId: (ticket) => member(ticket['packageInfo'], 'packageId'),
  checkoutId: () => undefined,
  purchaseIntentId: () => undefined,
  subscriptionId: () => undefined,
};
const MEMBER_NAMES = Object.keys(MEMBERS);

/** What takes the whole ticket to tell. */
function hasMembers(ref: TicketRef, filter: Filter): boolean {
  return (
    MEMBER_NAMES.every((name) => filter.is(name, () => MEMBERS[name]?.(ticketOf(ref)))) &&
    filter.contains('name', () => ticketOf(ref)['name']) &&
    filter.lists('deliveryType', () => ticketOf(ref)['deliveryType']) &&
    filter.within('batchCounter', () => Number(ticketOf(ref)['batchCounter']))
  );
}

function seat(ticket: Wire, name: string): unknown {
  return member(ticket['seatingInfo'], name);
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? new Map<string, unknown>(Object.entries(value)).get(name)
    : undefined;
}
