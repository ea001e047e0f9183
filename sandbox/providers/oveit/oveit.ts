import type { Context, Hono } from 'hono';
import { Refusal } from '../refusal.ts';
import { type LoggedRequest, type SimulatorEnv, startSimulator } from '../simulator.ts';
import { type SwitchBoard, switchBoard } from '../switch-board.ts';
import { CREDENTIALS, type SandboxEvent } from './catalogue.ts';
import { changes } from './changes.ts';
import { addCalls, type OveitCall } from './calls.ts';
import { messageOf } from './messages.ts';
import { errorBody, OveitError } from './oveit-error.ts';
import { sessions } from './sessions.ts';
import type { OveitState } from './state.ts';
import { OveitSwitches } from './switches.ts';
import { type TrueTicket, trueTicket } from './truth.ts';
import { world } from './world.ts';

export type OveitOptions = {
  /** 0 or absent: any free port; else this one, or the next free one. */
  port?: number;
  /** The same seed makes the same tickets. */
  seed?: number;
  /** Milliseconds since 1970; `Date.now` when absent. Tokens live by it. */
  now?: () => number;
  /** Changes to the defaults of `OveitSwitches`. */
  switches?: Partial<OveitSwitches>;
};

/** The running stand-in for Oveit. */
export type OveitSimulator = {
  /** Base to which `/seller/login` and the others are appended: `http://127.0.0.1:PORT/api`. */
  readonly origin: string;
  /** Base of `/switches` and `/truth`. */
  readonly control: string;
  readonly credentials: typeof CREDENTIALS;
  readonly events: readonly SandboxEvent[];
  readonly switches: Pick<SwitchBoard<OveitSwitches>, 'get' | 'set'>;
  /** The tickets of an event now; cancelled ones are gone. @throws RangeError for an unknown event. */
  truth(eventId: string): TrueTicket[];
  /** Applies the changes per second as if so many seconds had passed. */
  tick(seconds: number): void;
  /** The last 10,000 requests. */
  readonly requests: readonly LoggedRequest[];
  /** The last 10,000 calls that could be read. */
  readonly calls: readonly OveitCall[];
  close(): Promise<void>;
};

/** Starts Oveit's stand-in on 127.0.0.1. @throws SwitchError for a wrong switch, Error when no port is free. */
export async function startOveit(options: OveitOptions = {}): Promise<OveitSimulator> {
  const { seed = 1, now = Date.now } = options;
  const tickets = world(seed);
  const board = switchBoard(OveitSwitches, () => engine.advance());
  const engine: OveitState['changes'] = changes(tickets, seed, now, board.get);
  board.set(options.switches ?? {});
  const tokens = sessions(seed, now, board.get);
  const state: OveitState = { world: tickets, changes: engine, sessions: tokens, now, switches: board.get };
  const calls: OveitCall[] = [];
  const routes = (app: Hono<SimulatorEnv>) => addRoutes(app, state, calls);
  const simulator = await startSimulator({ port: options.port, now, switches: board, errorBody, routes });
  return {
    origin: `${simulator.address}/api`,
    control: `${simulator.address}/sandbox`,
    credentials: CREDENTIALS,
    events: tickets.events,
    switches: { get: board.get, set: board.set },
    truth: (eventId) => truthOf(state, eventId),
    tick: engine.tick,
    requests: simulator.requests,
    calls,
    close: () => simulator.close(),
  };
}

function addRoutes(app: Hono<SimulatorEnv>, state: OveitState, calls: OveitCall[]): void {
  app.onError((error, c) => {
    if (error instanceof Refusal) return c.json(errorBody(error.status, error.message), error.status);
    if (!(error instanceof OveitError)) throw error;
    const message = messageOf(error.key, c.req.header('Accept-Language'));
    return c.json(errorBody(200, error.detail ? `${message} (${error.detail})` : message));
  });
  app.get('/sandbox/truth', (c) => answerTruth(c, state));
  addCalls(app, state, calls);
}

function answerTruth(c: Context<SimulatorEnv>, state: OveitState): Response {
  const eventId = c.req.query('eventId') ?? '';
  if (!state.world.store(eventId)) throw new Refusal(404, `Event '${eventId}' not found: name one as ?eventId=`);
  return c.json({ eventId, tickets: truthOf(state, eventId) });
}

function truthOf(state: OveitState, eventId: string): TrueTicket[] {
  const store = state.world.store(eventId);
  if (!store) throw new RangeError(`No event '${eventId}' in the sandbox.`);
  state.changes.advance();
  return store.tickets().map(trueTicket);
}
