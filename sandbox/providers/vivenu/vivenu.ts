import type { Hono } from 'hono';
import type { Changes } from '../changes.ts';
import { Refusal } from '../refusal.ts';
import { salesChanges } from '../sales-changes.ts';
import { type LoggedRequest, type SimulatorEnv, startSimulator } from '../simulator.ts';
import { type SwitchBoard, switchBoard } from '../switch-board.ts';
import { addAccessRoutes } from './access-routes.ts';
import { requireSeller, requireSession } from './authentication.ts';
import { ACCESS_TOKEN, CREDENTIALS, EVENTS, type SandboxEvent } from './catalogue.ts';
import { errorBody } from './error-body.ts';
import { addEventRoutes } from './event-routes.ts';
import type { VivenuState } from './state.ts';
import { VivenuSwitches } from './switches.ts';
import { addTicketRoutes } from './ticket-routes.ts';
import { addTransactionRoutes } from './transaction-routes.ts';
import { type Truth, truthOf } from './truth.ts';
import { eventById, type EventStore, world } from './world.ts';

export type VivenuOptions = {
  /** 0 or absent: any free port; else this one, or the next free one. */
  port?: number;
  /** The same seed makes the same transactions. */
  seed?: number;
  /** Milliseconds since 1970; `Date.now` when absent. */
  now?: () => number;
  /** Changes to the defaults of `VivenuSwitches`. */
  switches?: Partial<VivenuSwitches>;
};

/** The running stand-in for vivenu. */
export type VivenuSimulator = {
  /** Base to which `/api/...` is appended: `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** Base of `/switches` and `/truth`: `http://127.0.0.1:PORT/sandbox`. */
  readonly control: string;
  readonly credentials: { readonly apiKey: string };
  /** What a gate sends in the header `token`. */
  readonly accessToken: string;
  readonly events: readonly SandboxEvent[];
  readonly switches: Pick<SwitchBoard<VivenuSwitches>, 'get' | 'set'>;
  /** What there is of one event now. @throws RangeError for an unknown event. */
  truth(eventId: string): Truth;
  /** Applies the changes per second as if so many seconds had passed. */
  tick(seconds: number): void;
  /** The last 10,000 requests. */
  readonly requests: readonly LoggedRequest[];
  close(): Promise<void>;
};

/** Starts vivenu's stand-in on 127.0.0.1. @throws SwitchError for a wrong switch, Error when no port is free. */
export async function startVivenu(options: VivenuOptions = {}): Promise<VivenuSimulator> {
  const { seed = 1, now = Date.now } = options;
  const events = world(seed);
  const board = switchBoard(VivenuSwitches, () => engine.advance());
  const engine: Changes<EventStore> = salesChanges({ seed, now, started: events.started, switches: board.get });
  board.set(options.switches ?? {});
  const state: VivenuState = { world: events, changes: engine, switches: board.get, setSwitches: board.set };
  const routes = (app: Hono<SimulatorEnv>) => addRoutes(app, state);
  const simulator = await startSimulator({ port: options.port, now, switches: board, errorBody, routes });
  return {
    origin: simulator.address,
    control: `${simulator.address}/sandbox`,
    credentials: CREDENTIALS,
    accessToken: ACCESS_TOKEN,
    events: EVENTS,
    switches: { get: board.get, set: board.set },
    truth: (eventId) => truthOf(state, eventId),
    tick: engine.tick,
    requests: simulator.requests,
    close: () => simulator.close(),
  };
}

function addRoutes(app: Hono<SimulatorEnv>, state: VivenuState): void {
  app.onError((error, c) => {
    if (!(error instanceof Refusal)) throw error;
    return c.json(errorBody(error.status, error.message), error.status);
  });
  app.get('/sandbox/truth', (c) => {
    const eventId = c.req.query('eventId') ?? '';
    if (!eventById(eventId)) throw new Refusal(404, `No event '${eventId}': name one as ?eventId=`);
    return c.json(truthOf(state, eventId));
  });
  addAccessRoutes(app, state);
  addSessionRoutes(app);
  app.use('/api/*', async (c, next) => {
    if (!c.req.path.startsWith('/api/accessusers/')) requireSeller(c);
    await next();
  });
  addEventRoutes(app, state);
  addTransactionRoutes(app, state);
  addTicketRoutes(app, state);
  app.on(['POST', 'PUT', 'PATCH', 'DELETE'], '/api/*', (c) => {
    throw new Refusal(501, `${c.req.method} changes something; this seller is for reading only`);
  });
}

/** Calls that an API key may not make, however powerful it is. */
function addSessionRoutes(app: Hono<SimulatorEnv>): void {
  app.get('/api/stats/*', (c) => {
    requireSession(c);
    throw new Refusal(501, 'What statistics look like is not published');
  });
  app.post('/api/transactions/:id/invitationmail', (c) => {
    requireSession(c);
    throw new Refusal(501, 'POST changes something; this seller is for reading only');
  });
}
