import type { Changes } from '../changes.ts';
import type { Context, Hono } from 'hono';
import { type LoggedRequest, type SimulatorEnv, startSimulator } from '../simulator.ts';
import { type SwitchBoard, switchBoard } from '../switch-board.ts';
import { requireAccount } from './authentication.ts';
import { APP_ID, CREDENTIALS, type SandboxEvent } from './catalogue.ts';
import { changes } from './changes.ts';
import type { EventStore, TrueTicket } from './event-store.ts';
import { errorBody, Refusal } from './refusal.ts';
import { addSummaryRoutes } from './summary-routes.ts';
import type { TixngoState } from './state.ts';
import { addStatusLogRoute } from './status-log-route.ts';
import { TixngoSwitches } from './switches.ts';
import { type Ticket, ticketOf } from './ticket.ts';
import { isDeleted } from './ticket-list.ts';
import { addTicketRoutes } from './ticket-routes.ts';
import { world } from './world.ts';

export type TixngoOptions = {
  /** 0 or absent: any free port; else this one, or the next free one. */
  port?: number;
  /** The same seed makes the same tickets. */
  seed?: number;
  /** Milliseconds since 1970; `Date.now` when absent. */
  now?: () => number;
  /** Changes to the defaults of `TixngoSwitches`. */
  switches?: Partial<TixngoSwitches>;
};

/** The running stand-in for TIXNGO. */
export type TixngoSimulator = {
  /** Base to which `/organizer/...` is appended: `http://127.0.0.1:PORT/v3`. */
  readonly origin: string;
  /** Base of `/switches` and `/truth`: `http://127.0.0.1:PORT/sandbox`. */
  readonly control: string;
  readonly credentials: { readonly email: string; readonly apiKey: string };
  readonly appId: string;
  readonly events: readonly SandboxEvent[];
  readonly switches: Pick<SwitchBoard<TixngoSwitches>, 'get' | 'set'>;
  /** The live (not deleted) tickets now. @throws RangeError for an unknown event. */
  truth(eventId: string): TrueTicket[];
  /** The live tickets now, as the full reports send them, one at a time. @throws RangeError for an unknown event. */
  tickets(eventId: string): Iterable<Ticket>;
  /** Applies the changes per second as if so many seconds had passed. */
  tick(seconds: number): void;
  /** The last 10,000 requests. */
  readonly requests: readonly LoggedRequest[];
  close(): Promise<void>;
};

/** Starts TIXNGO's stand-in on 127.0.0.1. @throws SwitchError for a wrong switch, Error when no port is free. */
export async function startTixngo(options: TixngoOptions = {}): Promise<TixngoSimulator> {
  const { seed = 1, now = Date.now } = options;
  const tickets = world(seed);
  const beforeChange = () => engine.advance();
  const board = switchBoard(TixngoSwitches, beforeChange);
  const engine: Changes<EventStore> = changes(tickets, seed, now, board.get);
  board.set(options.switches ?? {});
  const state: TixngoState = {
    world: tickets,
    changes: engine,
    now,
    switches: board.get,
    setSwitches: board.set,
    storesOf: (eventIds) => storesOf(tickets, eventIds, board.get()),
  };
  const routes = (app: Hono<SimulatorEnv>) => addRoutes(app, state);
  const simulator = await startSimulator({ port: options.port, now, switches: board, errorBody, routes });
  return {
    origin: `${simulator.address}/v3`,
    control: `${simulator.address}/sandbox`,
    credentials: CREDENTIALS,
    appId: APP_ID,
    events: tickets.events,
    switches: { get: board.get, set: board.set },
    truth: (eventId) => truthOf(state, eventId),
    tickets: (eventId) => liveTickets(state, eventId),
    tick: engine.tick,
    requests: simulator.requests,
    close: () => simulator.close(),
  };
}

function addRoutes(app: Hono<SimulatorEnv>, state: TixngoState): void {
  app.onError((error, c) => {
    if (!(error instanceof Refusal)) throw error;
    return c.json(errorBody(error.status, error.message, c.req.path), error.status);
  });
  app.get('/sandbox/truth', (c) => answerTruth(c, state));
  app.use('/v3/organizer/*', async (c, next) => {
    requireAccount(c, state.switches());
    await next();
  });
  addTicketRoutes(app, state);
  addStatusLogRoute(app, state);
  addSummaryRoutes(app, state);
  app.on(['POST', 'PUT', 'PATCH', 'DELETE'], '/v3/organizer/report/*', (c) => {
    c.header('Allow', 'GET');
    throw new Refusal(405, `${c.req.method} is not allowed here`);
  });
}

function answerTruth(c: Context<SimulatorEnv>, state: TixngoState): Response {
  const eventId = c.req.query('eventId') ?? '';
  if (!state.world.store(eventId)) throw new Refusal(404, `Event '${eventId}' not found: name one as ?eventId=`);
  return c.json({ eventId, tickets: truthOf(state, eventId) });
}

function truthOf(state: TixngoState, eventId: string): TrueTicket[] {
  state.changes.advance();
  const store = storeOf(state, eventId);
  return liveOf(state, store).map(store.truth);
}

function* liveTickets(state: TixngoState, eventId: string): Generator<Ticket> {
  state.changes.advance();
  const store = storeOf(state, eventId);
  for (const index of liveOf(state, store)) yield ticketOf({ store, index });
}

function liveOf(state: TixngoState, store: EventStore): number[] {
  const switches = state.switches();
  return store.sequence.filter((index) => !isDeleted(store, index, switches));
}

function storeOf(state: TixngoState, eventId: string) {
  const store = state.world.store(eventId);
  if (!store) throw new RangeError(`No event '${eventId}' in the sandbox.`);
  return store;
}

function storesOf(tickets: TixngoState['world'], eventIds: readonly string[], { unknownEvent }: TixngoSwitches) {
  return eventIds.flatMap((eventId) => {
    const store = tickets.store(eventId);
    if (!store && unknownEvent === 'not-found') throw new Refusal(404, `Event '${eventId}' not found`);
    return store ?? [];
  });
}
