import type { Context, Hono } from 'hono';
import { Refusal } from '../refusal.ts';
import { type LoggedRequest, type SimulatorEnv, startSimulator } from '../simulator.ts';
import { type SwitchBoard, switchBoard } from '../switch-board.ts';
import { maySee } from './authentication.ts';
import { CREDENTIALS, type SandboxEvent } from './catalogue.ts';
import { changes } from './changes.ts';
import { errorBody } from './error-body.ts';
import { addEventRoutes } from './event-routes.ts';
import { type EventStore, type Order, type TicketRef, ticketsOf } from './event-store.ts';
import { addOrderRoutes } from './order-routes.ts';
import type { PaylogicState } from './state.ts';
import { PaylogicSwitches } from './switches.ts';
import { addTicketRoutes } from './ticket-routes.ts';
import { ticketStatus, ticketUid } from './ticket.ts';
import { world } from './world.ts';

export type PaylogicOptions = {
  /** 0 or absent: any free port; else this one, or the next free one. */
  port?: number;
  /** Also answer HTTP/2 without TLS, at `http2Origin`. */
  http2?: boolean;
  /** The same seed makes the same orders. */
  seed?: number;
  /** Milliseconds since 1970; `Date.now` when absent. */
  now?: () => number;
  /** Changes to the defaults of `PaylogicSwitches`. */
  switches?: Partial<PaylogicSwitches>;
};

/** What a test may compare a report with. */
export type TrueTicket = {
  readonly uid: string;
  readonly orderUid: string;
  readonly status: string;
  readonly orderStatus: string;
  readonly isScanned: boolean;
  /** `false`: the application may not see it. */
  readonly isReadable: boolean;
};

export type TrueOrder = { readonly uid: string; readonly status: string; readonly isReadable: boolean };

/** The running stand-in for Paylogic. */
export type PaylogicSimulator = {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** The same over HTTP/2; `undefined` unless asked for. */
  readonly http2Origin: string | undefined;
  /** Base of `/switches` and `/truth`. */
  readonly control: string;
  readonly credentials: typeof CREDENTIALS;
  readonly events: readonly SandboxEvent[];
  readonly switches: Pick<SwitchBoard<PaylogicSwitches>, 'get' | 'set'>;
  /** All tickets of an event now, those of cancelled orders too. @throws RangeError for an unknown event. */
  truth(eventId: string): TrueTicket[];
  /** All orders of an event now. @throws RangeError for an unknown event. */
  trueOrders(eventId: string): TrueOrder[];
  /** Applies the changes per second as if so many seconds had passed. */
  tick(seconds: number): void;
  /** The last 10,000 requests. */
  readonly requests: readonly LoggedRequest[];
  close(): Promise<void>;
};

/** Starts Paylogic's stand-in on 127.0.0.1. @throws SwitchError for a wrong switch, Error when no port is free. */
export async function startPaylogic(options: PaylogicOptions = {}): Promise<PaylogicSimulator> {
  const { port, http2, seed = 1, now = Date.now } = options;
  const orders = world(seed);
  const board = switchBoard(PaylogicSwitches, () => engine.advance());
  const engine: PaylogicState['changes'] = changes(orders, seed, now, board.get);
  board.set(options.switches ?? {});
  const state: PaylogicState = { world: orders, changes: engine, now, switches: board.get, setSwitches: board.set };
  const routes = (app: Hono<SimulatorEnv>) => addRoutes(app, state);
  const simulator = await startSimulator({ port, http2, now, switches: board, errorBody, routes });
  return {
    origin: simulator.address,
    http2Origin: simulator.http2Address,
    control: `${simulator.address}/sandbox`,
    credentials: CREDENTIALS,
    events: orders.events,
    switches: { get: board.get, set: board.set },
    truth: (eventId) => ordersOf(state, eventId).flatMap((order) => ticketsOf(order).map(trueTicket(state))),
    trueOrders: (eventId) => ordersOf(state, eventId).map(trueOrder(state)),
    tick: engine.tick,
    requests: simulator.requests,
    close: () => simulator.close(),
  };
}

function addRoutes(app: Hono<SimulatorEnv>, state: PaylogicState): void {
  app.onError((error, c) => {
    if (!(error instanceof Refusal)) throw error;
    for (const [name, value] of Object.entries(error.headers)) c.header(name, value);
    return c.json(errorBody(error.status, error.message), error.status);
  });
  app.get('/sandbox/truth', (c) => answerTruth(c, state));
  app.use(async (c, next) => {
    const isOld = c.env.incoming.httpVersion.startsWith('1');
    if (!isOld || state.switches().http1 === 'serve') return next();
    return c.json(errorBody(421, 'Use HTTP/2 for this host'), 421);
  });
  for (const path of ['/events/*', '/products/*', '/channels/*']) {
    app.use(path, async (c, next) => {
      if (!state.switches().botFilter) return next();
      return c.html('<!doctype html><title>Access denied</title><h1>Are you a robot?</h1>', 403);
    });
  }
  addOrderRoutes(app, state);
  addTicketRoutes(app, state);
  addEventRoutes(app, state);
  app.on(['POST', 'PUT', 'PATCH', 'DELETE'], '/*', (c) => {
    throw new Refusal(405, `${c.req.method} is not allowed in the sandbox: it only shows`, { Allow: 'GET' });
  });
}

function answerTruth(c: Context<SimulatorEnv>, state: PaylogicState): Response {
  const eventId = c.req.query('eventId') ?? '';
  if (!state.world.store(eventId)) throw new Refusal(404, `Event '${eventId}' not found: name one as ?eventId=`);
  const orders = ordersOf(state, eventId);
  const tickets = orders.flatMap(ticketsOf).map(trueTicket(state));
  return c.json({ eventId, tickets, orders: orders.map(trueOrder(state)) });
}

function ordersOf(state: PaylogicState, eventId: string): Order[] {
  const store: EventStore | undefined = state.world.store(eventId);
  if (!store) throw new RangeError(`No event '${eventId}' in the sandbox.`);
  state.changes.advance();
  return store.sequence.map(store.order);
}

function trueOrder({ switches }: PaylogicState): (order: Order) => TrueOrder {
  const rules = switches();
  return (order) => ({ uid: order.uid, status: order.status, isReadable: maySee('application', order, rules) });
}

function trueTicket({ switches }: PaylogicState): (ticket: TicketRef) => TrueTicket {
  const rules = switches();
  return (ticket) => ({
    uid: ticketUid(ticket),
    orderUid: ticket.order.uid,
    status: ticketStatus(ticket),
    orderStatus: ticket.order.status,
    isScanned: ticket.order.store.isScanned(ticket.number),
    isReadable: maySee('application', ticket.order, rules),
  });
}
