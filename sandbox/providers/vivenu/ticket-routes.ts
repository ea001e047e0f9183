import type { Hono } from 'hono';
import { Refusal } from '../refusal.ts';
import type { SimulatorEnv } from '../simulator.ts';
import { sendPart } from './list.ts';
import { type Filter, filterOf } from './query.ts';
import { byId, storesFor, ticketsOf } from './sold.ts';
import type { VivenuState } from './state.ts';
import { barcodeOf, isIssued, memberOf, type TicketRef, ticketId, ticketOf, ticketStatus } from './ticket.ts';

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
const MEMBERS: Readonly<Record<string, (ref: TicketRef) => unknown>> = {
  type: (ref) => memberOf(ref, 'type') ?? 'SINGLE',
  statusId: (ref) => seat(ref, 'statusId'),
  gaName: (ref) => (seat(ref, '_type') === 7 ? seat(ref, 'name') : undefined),
  sectionName: (ref) => seat(ref, 'sectionName'),
  groupName: (ref) => seat(ref, 'groupName'),
  rowName: (ref) => seat(ref, 'rowName'),
  seatName: (ref) => seat(ref, 'seatName'),
  customerId: (ref) => memberOf(ref, 'customerId'),
  batch: (ref) => memberOf(ref, 'batch'),
  packageId: (ref) => member(memberOf(ref, 'packageInfo'), 'packageId'),
  checkoutId: () => undefined,
  purchaseIntentId: () => undefined,
  subscriptionId: () => undefined,
};
const MEMBER_NAMES = Object.keys(MEMBERS);

function hasMembers(ref: TicketRef, filter: Filter): boolean {
  return (
    MEMBER_NAMES.every((name) => filter.is(name, () => MEMBERS[name]?.(ref))) &&
    filter.contains('name', () => memberOf(ref, 'name')) &&
    filter.lists('deliveryType', () => memberOf(ref, 'deliveryType')) &&
    filter.within('batchCounter', () => Number(memberOf(ref, 'batchCounter')))
  );
}

function seat(ref: TicketRef, name: string): unknown {
  return member(memberOf(ref, 'seatingInfo'), name);
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? new Map<string, unknown>(Object.entries(value)).get(name)
    : undefined;
}
