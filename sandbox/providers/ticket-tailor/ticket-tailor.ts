import type { Hono } from 'hono';
import type { Changes } from '../changes.ts';
import { Refusal } from '../refusal.ts';
import { salesChanges } from '../sales-changes.ts';
import { type LoggedRequest, type SimulatorEnv, startSimulator } from '../simulator.ts';
import { type SwitchBoard, switchBoard } from '../switch-board.ts';
import { requireKey } from './authentication.ts';
import { CREDENTIALS, EVENTS, type SandboxEvent } from './catalogue.ts';
import { errorBody } from './error-body.ts';
import { addEventRoutes } from './event-routes.ts';
import { addOrderRoutes } from './order-routes.ts';
import { rateLimit } from './rate-limit.ts';
import { type Sold, sold } from './sold.ts';
import type { TicketTailorState } from './state.ts';
import { TicketTailorSwitches } from './switches.ts';
import { addTicketRoutes } from './ticket-routes.ts';
import { type Truth, truthOf } from './truth.ts';
import { eventById, type EventStore, world } from './world.ts';

export type TicketTailorOptions = {
  /** 0 or absent: any free port; else this one, or the next free one. */
  port?: number;
  /** The same seed makes the same orders. */
  seed?: number;
  /** Milliseconds since 1970; `Date.now` when absent. */
  now?: () => number;
  /** Changes to the defaults of `TicketTailorSwitches`. */
  switches?: Partial<TicketTailorSwitches>;
};

/** The running stand-in for Ticket Tailor. */
export type TicketTailorSimulator = {
  /** Base to which `/orders` is appended: `http://127.0.0.1:PORT/v1`. */
  readonly origin: string;
  /** Base of `/switches` and `/truth`: `http://127.0.0.1:PORT/sandbox`. */
  readonly control: string;
  readonly credentials: { readonly apiKey: string };
  readonly events: readonly SandboxEvent[];
  readonly switches: Pick<SwitchBoard<TicketTailorSwitches>, 'get' | 'set'>;
  /** What there is of one event now. @throws RangeError for an unknown event. */
  truth(eventId: string): Truth;
  /** Applies the changes per second as if so many seconds had passed. */
  tick(seconds: number): void;
  /** The last 10,000 requests. */
  readonly requests: readonly LoggedRequest[];
  close(): Promise<void>;
};

/** Starts Ticket Tailor's stand-in on 127.0.0.1. @throws SwitchError for a wrong switch, Error when no port is free. */
export async function startTicketTailor(options: TicketTailorOptions = {}): Promise<TicketTailorSimulator> {
  const { seed = 1, now = Date.now } = options;
  const events = world(seed);
  const board = switchBoard(TicketTailorSwitches, () => engine.advance());
  const engine: Changes<EventStore> = salesChanges({ seed, now, started: events.started, switches: board.get });
  board.set(options.switches ?? {});
  const state: TicketTailorState = { world: events, changes: engine, switches: board.get, setSwitches: board.set };
  const lists = sold();
  const routes = (app: Hono<SimulatorEnv>) => addRoutes(app, state, lists, now);
  const simulator = await startSimulator({ port: options.port, now, switches: board, errorBody, routes });
  return {
    origin: `${simulator.address}/v1`,
    control: `${simulator.address}/sandbox`,
    credentials: CREDENTIALS,
    events: EVENTS,
    switches: { get: board.get, set: board.set },
    truth: (eventId) => truthOf(state, lists, eventId),
    tick: engine.tick,
    requests: simulator.requests,
    close: () => simulator.close(),
  };
}

function addRoutes(app: Hono<SimulatorEnv>, state: TicketTailorState, lists: Sold, now: () => number): void {
  app.onError((error, c) => {
    if (!(error instanceof Refusal)) throw error;
    for (const [name, value] of Object.entries(error.headers)) c.header(name, value);
    return c.json(errorBody(error.status, error.message), error.status);
  });
  app.get('/sandbox/truth', (c) => {
    const eventId = c.req.query('eventId') ?? '';
    if (!eventById(eventId)) throw new Refusal(404, `No event '${eventId}': name one as ?eventId=`);
    return c.json(truthOf(state, lists, eventId));
  });
  const count = rateLimit(now);
  app.use('/v1/*', async (c, next) => {
    requireKey(c, state.switches());
    count(c, state.switches());
    await next();
  });
  addEventRoutes(app, state);
  addOrderRoutes(app, state, lists);
  addTicketRoutes(app, state, lists);
  app.on(['POST', 'PUT', 'PATCH', 'DELETE'], '/v1/*', (c) => {
    throw new Refusal(501, `${c.req.method} changes something; this box office is for reading only`);
  });
}
