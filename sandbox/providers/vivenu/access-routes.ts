import type { Context, Hono } from 'hono';
import { Refusal } from '../refusal.ts';
import type { SimulatorEnv } from '../simulator.ts';
import { type AccessForm, accessTicketOf } from './access-ticket.ts';
import { requireAccessUser, requireSeller } from './authentication.ts';
import { ACCESS_TOKEN, ACCESS_USER_ID, EVENTS, SELLER_ID } from './catalogue.ts';
import { eventOf } from './event.ts';
import { sendPart } from './list.ts';
import { type Filter, filterOf } from './query.ts';
import { ticketsOf } from './sold.ts';
import type { VivenuState } from './state.ts';
import { barcodeOf, isIssued, type TicketRef, ticketStatus } from './ticket.ts';
import { eventById, type EventStore } from './world.ts';

const GATE = { _id: ACCESS_USER_ID, name: 'North gate', sellerId: SELLER_ID, active: true } as const;

/** What a gate asks, and the list of gates. */
export function addAccessRoutes(app: Hono<SimulatorEnv>, state: VivenuState): void {
  app.get('/api/accessusers', (c) => {
    requireSeller(c);
    // Whoever may read this holds every gate's credential.
    return c.json({ docs: [{ ...GATE, token: ACCESS_TOKEN }], total: 1 });
  });
  app.get('/api/scan-zones', (c) => {
    requireSeller(c);
    return c.json({ docs: [{ _id: GATE._id, name: 'Foyer' }], total: 1 });
  });
  app.get('/api/accessusers/me', (c) => {
    requireAccessUser(c);
    return c.json(GATE);
  });
  app.get('/api/accessusers/events', (c) => {
    requireAccessUser(c);
    const docs = EVENTS.filter(({ kind }) => kind !== 'ROOT').map((event) => eventOf(state.world.store(event)));
    return c.json({ docs, total: docs.length });
  });
  addTicketLists(app, state);
}

function addTicketLists(app: Hono<SimulatorEnv>, state: VivenuState): void {
  const v2 = '/api/accessusers/tickets/v2';
  app.get(`${v2}/:eventId`, (c) => sendTickets(c, state, `${v2}/{eventId}`, 'second'));
  app.get('/api/accessusers/:eventId/tickets', (c) =>
    sendTickets(c, state, '/api/accessusers/{eventId}/tickets', 'first'),
  );
  app.get('/api/accessusers/tickets/:barcode', (c) => {
    requireAccessUser(c);
    const filter = filterOf(c, state, '/api/accessusers/tickets/{barcode}');
    state.changes.advance();
    const events = EVENTS.filter(({ id }) => filter.is('eventId', () => id));
    const ref = findBarcode(events.map(state.world.store), c.req.param('barcode'));
    if (!ref) throw new Refusal(404, 'Ticket not found');
    return c.json(accessTicketOf(ref, 'single'));
  });
}

function sendTickets(c: Context<SimulatorEnv>, state: VivenuState, path: string, form: AccessForm): Response {
  requireAccessUser(c);
  const filter = filterOf(c, state, path);
  const event = eventById(c.req.param('eventId') ?? '');
  const stores = event ? [state.world.read(event)] : [];
  state.changes.advance();
  const rows = ticketsOf(stores, state.switches()).filter((ref) => isLetIn(ref) && changedWithin(ref, filter));
  return sendPart(c, state, { key: 'docs', rows, write: (ref) => accessTicketOf(ref, form) }, filter, stores);
}

/** A gate knows three statuses; others it is not told of. */
function isLetIn(ref: TicketRef): boolean {
  return ['VALID', 'INVALID', 'DETAILSREQUIRED'].includes(ticketStatus(ref));
}

function changedWithin({ store, ticket }: TicketRef, filter: Filter): boolean {
  const { updatedAt } = store.book.ticket(ticket);
  const from = filter.number('from');
  const until = filter.number('until');
  return (from === undefined || updatedAt >= from) && (until === undefined || updatedAt < until);
}

function findBarcode(stores: readonly EventStore[], barcode: string): TicketRef | undefined {
  for (const store of stores) {
    for (let ticket = 0; ticket < store.book.ticketCount(); ticket += 1) {
      const ref = { store, ticket };
      if (isIssued(ref) && barcodeOf(ref) === barcode) return ref;
    }
  }
  return undefined;
}
