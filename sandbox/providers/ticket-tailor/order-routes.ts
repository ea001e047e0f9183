import type { Hono } from 'hono';
import { z } from 'zod';
import { readQuery, text } from '../parameters.ts';
import { Refusal } from '../refusal.ts';
import type { SimulatorEnv } from '../simulator.ts';
import { noParameters, rules, sendPage } from './answers.ts';
import { createdAtShape, isSame, isWithin, pagingShape, rangeOf } from './filters.ts';
import { ticketBarcode, ticketEvent } from './issued-ticket.ts';
import { type OrderRef, orderId, orderOf, orderStatus } from './order.ts';
import { byNumber, type Sold, storesFor } from './sold.ts';
import type { TicketTailorState } from './state.ts';
import { unix } from './wire.ts';

const STATUSES = ['completed', 'pending', 'cancelled', 'canceled'] as const;

const shape = {
  ...pagingShape,
  ...createdAtShape,
  event_id: text.optional(),
  event_series_id: text.optional(),
  status: text.pipe(z.enum(STATUSES, { error: `must be one of ${STATUSES.join(', ')}` })).optional(),
  email: text.optional(),
  txn_id: text.optional(),
  barcode: text.optional(),
  referral_tag: text.optional(),
};
type OrderQuery = z.infer<z.ZodObject<typeof shape>>;

/** The list of orders, and one of them. */
export function addOrderRoutes(app: Hono<SimulatorEnv>, state: TicketTailorState, { orders }: Sold): void {
  app.get('/v1/orders', (c) => {
    const query = readQuery(c.req.queries(), shape, rules(state));
    const stores = storesFor(state, { event: query.event_id, series: query.event_series_id });
    state.changes.advance();
    const list = {
      path: '/v1/orders',
      rows: orders(stores),
      id: orderId,
      matches: (ref: OrderRef) => isWanted(ref, query, state),
      write: (ref: OrderRef) => orderOf(ref, state.switches()),
    };
    return sendPage(c, state, list, query, stores);
  });
  app.get('/v1/orders/:id', (c) => {
    noParameters(c, state);
    const found = byNumber(state, c.req.param('id'), 'or');
    state.changes.advance();
    if (!found || found.index >= found.store.book.orderCount()) throw new Refusal(404, 'No such order');
    return c.json(orderOf({ store: found.store, order: found.index }, state.switches()));
  });
}

function isWanted(ref: OrderRef, query: OrderQuery, state: TicketTailorState): boolean {
  const { book } = ref.store;
  return (
    isWithin(unix(book.order(ref.order).soldAt), rangeOf(query, 'created_at')) &&
    isOfEvent(ref, query) &&
    hasStatus(ref, query.status, state) &&
    hasText(ref, query, state)
  );
}

/** An order that holds a ticket of another event is found by either. */
function isOfEvent({ store, order }: OrderRef, { event_id, event_series_id }: OrderQuery): boolean {
  const events = [store.event, ...store.book.ticketsOf(order).map((ticket) => ticketEvent({ store, ticket }))];
  return events.some((event) => isSame(event_id, event.id) && isSame(event_series_id, event.seriesId));
}

function hasStatus(ref: OrderRef, wanted: string | undefined, state: TicketTailorState): boolean {
  if (wanted === undefined) return true;
  const isOdd = ref.store.trap(ref.order)?.order !== undefined;
  const status = isOdd ? orderOf(ref, state.switches())['status'] : orderStatus(ref, state.switches());
  return oneSpelling(status) === oneSpelling(wanted);
}

function oneSpelling(status: unknown): unknown {
  return status === 'canceled' ? 'cancelled' : status;
}

function hasText(ref: OrderRef, query: OrderQuery, state: TicketTailorState): boolean {
  const { email, txn_id, barcode, referral_tag } = query;
  if (!hasBarcode(ref, barcode, state)) return false;
  if (!(email ?? txn_id ?? referral_tag)) return true;
  const order = orderOf(ref, state.switches());
  return (
    isSame(email, emailIn(order)) && isSame(txn_id, order['txn_id']) && isSame(referral_tag, order['referral_tag'])
  );
}

function emailIn(order: Readonly<Record<string, unknown>>): unknown {
  const buyer = order['buyer_details'];
  return typeof buyer === 'object' && buyer !== null && 'email' in buyer ? buyer.email : null;
}

function hasBarcode({ store, order }: OrderRef, barcode: string | undefined, state: TicketTailorState): boolean {
  if (barcode === undefined) return true;
  const switches = state.switches();
  return store.book.ticketsOf(order).some((ticket) => isSame(barcode, ticketBarcode({ store, ticket }, switches)));
}
