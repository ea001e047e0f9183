import type { Context, Hono } from 'hono';
import { Refusal } from '../refusal.ts';
import type { SimulatorEnv } from '../simulator.ts';
import { COUPON, hasCoupon } from './cart.ts';
import { cancellableItems, cancellationsOf } from './cancellation.ts';
import { SELLER_ID } from './catalogue.ts';
import { transactionUpdatedAt } from './history.ts';
import { sendPart } from './list.ts';
import { type Filter, filterOf } from './query.ts';
import { byId, storesFor, transactionsOf } from './sold.ts';
import type { VivenuState } from './state.ts';
import { isIssued, ticketOf } from './ticket.ts';
import { type TransactionRef, transactionId, transactionOf, transactionStatus } from './transaction.ts';

/** Transactions, the tickets of one, and what was or could be cancelled of it. */
export function addTransactionRoutes(app: Hono<SimulatorEnv>, state: VivenuState): void {
  // The rich list is an older call for the same transactions.
  for (const path of ['/api/transactions', '/api/transactions/rich']) {
    app.get(path, (c) => {
      const filter = filterOf(c, state, path);
      const stores = storesFor(state, filter.text('event'));
      state.changes.advance();
      const rows = transactionsOf(stores, state.switches()).filter((ref) => isWanted(ref, filter));
      return sendPart(c, state, { key: 'docs', rows, write: transactionOf }, filter, stores);
    });
  }
  app.get('/api/transactions/:id', (c) =>
    c.json(transactionOf(requireTransaction(c, state, '/api/transactions/{id}'))),
  );
  app.get('/api/transactions/:id/tickets', (c) => {
    const { store, order } = requireTransaction(c, state, '/api/transactions/{id}/tickets');
    const tickets = store.book.ticketsOf(order).map((ticket) => ({ store, ticket }));
    return c.json(tickets.filter(isIssued).map(ticketOf));
  });
  addCancellationRoutes(app, state);
}

function addCancellationRoutes(app: Hono<SimulatorEnv>, state: VivenuState): void {
  app.get('/api/transactions/:id/cancellations', (c) => {
    const { store, order } = requireTransaction(c, state, '/api/transactions/{id}/cancellations', 400);
    return c.json({ cancellableItems: cancellableItems(store, order) });
  });
  app.get('/api/cancellations', (c) => {
    const filter = filterOf(c, state, '/api/cancellations');
    const id = filter.text('transactionId');
    if (id === undefined) throw new Refusal(400, "Required parameter 'transactionId' is not present");
    const found = byId(state, id, 'transaction');
    state.changes.advance();
    const rows =
      found && found.number < found.store.book.orderCount() ? cancellationsOf(found.store, found.number) : [];
    return sendPart(c, state, { key: 'docs', rows, write: (row) => row }, filter);
  });
}

/** One description lists 400 instead of 404 for a transaction that does not exist. */
function requireTransaction(
  c: Context<SimulatorEnv>,
  state: VivenuState,
  path: string,
  status: 400 | 404 = 404,
): TransactionRef {
  filterOf(c, state, path);
  const found = byId(state, c.req.param('id') ?? '', 'transaction');
  state.changes.advance();
  const ref = found && { store: found.store, order: found.number };
  if (!ref || ref.order >= ref.store.book.orderCount() || transactionId(ref) !== c.req.param('id')) {
    throw new Refusal(status, 'Transaction not found');
  }
  return ref;
}

function isWanted(ref: TransactionRef, filter: Filter): boolean {
  const { store, order } = ref;
  return (
    filter.lists('status', () => transactionStatus(ref)) &&
    filter.within('updatedAt', () => transactionUpdatedAt(store, order)) &&
    filter.between('start', 'end', () => store.book.order(order).soldAt) &&
    filter.is('id', () => transactionId(ref)) &&
    filter.is('seller', () => SELLER_ID) &&
    filter.is('coupon', () => (hasCoupon(store, order) ? COUPON : undefined)) &&
    hasMembers(ref, filter)
  );
}

/** What takes the whole transaction to tell. */
function hasMembers(ref: TransactionRef, filter: Filter): boolean {
  const member = (name: string) => () => transactionOf(ref)[name];
  return (
    filter.contains('name', member('name')) &&
    filter.contains('email', member('email')) &&
    filter.lists('paymentStatus', member('paymentStatus')) &&
    filter.is('customer', member('customerId')) &&
    filter.is('psp', member('psp')) &&
    filter.is('subscriptionId', () => undefined) &&
    filter.lists('posPaymentMethods', () => posMethod(transactionOf(ref)['posInfo']))
  );
}

function posMethod(posInfo: unknown): string | undefined {
  const isKnown = typeof posInfo === 'object' && posInfo !== null && 'paymentMethod' in posInfo;
  return isKnown ? String(posInfo.paymentMethod) : undefined;
}
