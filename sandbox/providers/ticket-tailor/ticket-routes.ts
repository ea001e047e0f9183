import type { Hono } from 'hono';
import { z } from 'zod';
import { readQuery, text } from '../parameters.ts';
import { Refusal } from '../refusal.ts';
import type { SimulatorEnv } from '../simulator.ts';
import { noParameters, rules, sendPage } from './answers.ts';
import { type CheckInRef, checkInNumber, checkInOf, scanOf } from './check-in.ts';
import { createdAtShape, isSame, isWithin, pagingShape, rangeOf } from './filters.ts';
import { issuedTicketOf, ticketBarcode, type TicketRef, ticketEvent, ticketId } from './issued-ticket.ts';
import { orderId } from './order.ts';
import { byNumber, type Sold, storesFor } from './sold.ts';
import type { TicketTailorState } from './state.ts';
import { unix } from './wire.ts';

const STATUSES = ['valid', 'voided', 'void'] as const;

const shape = {
  ...pagingShape,
  ...createdAtShape,
  event_id: text.optional(),
  event_series_id: text.optional(),
  order_id: text.optional(),
  barcode: text.optional(),
  name: text.optional(),
  email: text.optional(),
  reference: text.optional(),
  status: text.pipe(z.enum(STATUSES, { error: `must be one of ${STATUSES.join(', ')}` })).optional(),
};
type TicketQuery = z.infer<z.ZodObject<typeof shape>>;

const checkInShape = {
  ...createdAtShape,
  event_id: text.optional(),
  issued_ticket_id: text.optional(),
};

/** The list of tickets, one of them, and the list of check-ins. */
export function addTicketRoutes(app: Hono<SimulatorEnv>, state: TicketTailorState, sold: Sold): void {
  app.get('/v1/issued_tickets', (c) => {
    const query = readQuery(c.req.queries(), shape, rules(state));
    const stores = storesFor(state, { event: query.event_id, series: query.event_series_id });
    state.changes.advance();
    const list = {
      path: '/v1/issued_tickets',
      rows: sold.tickets(stores),
      id: ticketId,
      matches: (ref: TicketRef) => isWanted(ref, query, state),
      write: (ref: TicketRef) => issuedTicketOf(ref, state.switches()),
    };
    return sendPage(c, state, list, query, stores);
  });
  app.get('/v1/issued_tickets/:id', (c) => {
    noParameters(c, state);
    const found = byNumber(state, c.req.param('id'), 'it');
    state.changes.advance();
    if (!found || found.index >= found.store.book.ticketCount()) throw new Refusal(404, 'No such issued ticket');
    return c.json(issuedTicketOf({ store: found.store, ticket: found.index }, state.switches()));
  });
  addCheckInRoute(app, state, sold);
}

function addCheckInRoute(app: Hono<SimulatorEnv>, state: TicketTailorState, sold: Sold): void {
  app.get('/v1/check_ins', (c) => {
    const isFiltered = state.switches().checkInFilters === 'accept';
    const known = isFiltered ? { ...pagingShape, ...checkInShape } : pagingShape;
    const query = readQuery(c.req.queries(), known, rules(state));
    const filter = z.object({ event_id: z.string(), issued_ticket_id: z.string() }).partial().parse(query);
    const stores = storesFor(state, { event: filter.event_id });
    state.changes.advance();
    const list = {
      path: '/v1/check_ins',
      rows: sold.checkIns(stores),
      id: (ref: CheckInRef) => `ci_${checkInNumber(ref)}`,
      matches: (ref: CheckInRef) =>
        isSame(filter.event_id, ticketEvent(ref).id) &&
        isSame(filter.issued_ticket_id, ticketId(ref)) &&
        isWithin(unix(scanOf(ref).uploadedAt), rangeOf(query, 'created_at')),
      write: checkInOf,
    };
    return sendPage(c, state, list, query, stores);
  });
}

function isWanted(ref: TicketRef, query: TicketQuery, state: TicketTailorState): boolean {
  const { book } = ref.store;
  const order = book.orderOf(ref.ticket);
  return (
    isWithin(unix(book.order(order).soldAt), rangeOf(query, 'created_at')) &&
    isSame(query.event_id, ticketEvent(ref).id) &&
    isSame(query.order_id, orderId({ store: ref.store, order })) &&
    (query.status === undefined || (query.status === 'valid') === (book.ticket(ref.ticket).voidedAt === null)) &&
    hasText(ref, query, state)
  );
}

function hasText(ref: TicketRef, query: TicketQuery, state: TicketTailorState): boolean {
  const { event_series_id, barcode, name, email, reference } = query;
  if (barcode !== undefined && !isSame(barcode, ticketBarcode(ref, state.switches()))) return false;
  if ([event_series_id, name, email, reference].every((wanted) => wanted === undefined)) return true;
  const ticket = issuedTicketOf(ref, state.switches());
  return (
    isSame(event_series_id, ticket['event_series_id']) &&
    isSame(name, ticket['full_name']) &&
    isSame(email, ticket['email']) &&
    isSame(reference, ticket['reference'])
  );
}
