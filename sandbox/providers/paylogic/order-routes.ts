import type { Context, Hono } from 'hono';
import { timestamp } from '../parameters.ts';
import { Refusal } from '../refusal.ts';
import type { SimulatorEnv } from '../simulator.ts';
import { type Caller, callerOf, maySee } from './authentication.ts';
import { collectionPage } from './collection.ts';
import type { EventStore, Order } from './event-store.ts';
import { linksFrom } from './hal.ts';
import { closedOrder, orderResource } from './order.ts';
import { eventReference, pageNumber, readQuery } from './parameters.ts';
import { pageRequest, type PaylogicState } from './state.ts';

const LIST_SHAPE = {
  page: pageNumber,
  event: eventReference.optional(),
  created_date__gte: timestamp.optional(),
  created_date__lt: timestamp.optional(),
};

/** The list of orders and one order. */
export function addOrderRoutes(app: Hono<SimulatorEnv>, state: PaylogicState): void {
  app.get('/orders', (c) => {
    const caller = callerOf(c);
    const switches = state.switches();
    if (!switches.orderList || !switches.orderRight) throw new Refusal(403, 'You may not list orders');
    if (caller === 'shop') throw new Refusal(403, 'A shop may not list orders');
    return listOrders(c, state, caller);
  });
  app.get('/orders/:uid', (c) => {
    const caller = callerOf(c);
    const switches = state.switches();
    readQuery(c.req.queries(), {}, switches);
    state.changes.advance();
    const order = state.world.findOrder(c.req.param('uid'));
    if (!order) throw new Refusal(404, 'No such order');
    if (!maySee(caller, order, switches)) throw new Refusal(403, 'You may not see this order');
    return c.json(orderResource(order, linksFrom(c.req.url), switches, switches.orderTickets));
  });
}

function listOrders(c: Context<SimulatorEnv>, state: PaylogicState, caller: Caller): Response {
  const switches = state.switches();
  const query = readQuery(c.req.queries(), LIST_SHAPE, switches);
  const stores = query.event === undefined ? state.world.all() : [storeOf(state, query.event)];
  state.changes.advance();
  const { created_date__gte: since = -Infinity, created_date__lt: before = Infinity } = query;
  const orders = stores
    .flatMap((store) => store.sequence.map(store.order))
    .filter(({ createdAt }) => createdAt >= since && createdAt < before)
    .filter((order) => caller === 'application' || maySee(caller, order, switches));
  const request = pageRequest(c, state, 'orders', query.page);
  const write = (order: Order) =>
    maySee(caller, order, switches)
      ? orderResource(order, request.link, switches, switches.listedOrderTickets)
      : closedOrder(order, request.link);
  const body = collectionPage(orders, request, (part) => ({ 'shop:order': part.map(write) }));
  state.changes.afterPage(stores);
  return c.json(body);
}

function storeOf(state: PaylogicState, uid: string): EventStore {
  const store = state.world.store(uid);
  if (!store) throw new Refusal(400, "Parameter 'event' is no event of yours");
  return store;
}
