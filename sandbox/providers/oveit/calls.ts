import type { Context, Hono } from 'hono';
import { Refusal } from '../refusal.ts';
import type { SimulatorEnv } from '../simulator.ts';
import { checkIn, scan } from './gate.ts';
import { listAttendees, listEvents, listTickets } from './lists.ts';
import { login } from './login.ts';
import { messageOf } from './messages.ts';
import { type Parameters, readParameters, refuseUnknown } from './parameters.ts';
import type { Json } from './resources.ts';
import type { OveitState } from './state.ts';

/** A call with its parameters, password and token left out. */
export type OveitCall = { readonly path: string; readonly parameters: Readonly<Record<string, string>> };

type Call = {
  readonly path: string;
  readonly parameters: readonly string[];
  readonly answer: (state: OveitState, parameters: Parameters) => Json;
};

const CALLS: readonly Call[] = [
  { path: 'seller/events', parameters: [], answer: listEvents },
  { path: 'events/tickets', parameters: ['id'], answer: listTickets },
  { path: 'events/attendees', parameters: ['id', 'since'], answer: listAttendees },
  { path: 'tickets/scan', parameters: ['ticket_code', 'rfid_code', 'code'], answer: scan },
  {
    path: 'tickets/checkin',
    parameters: ['ticket_code', 'rfid_code', 'code', 'ticket_type_id', 'addon_id'],
    answer: checkIn,
  },
];

const LOG_LENGTH = 10_000;

/** Every call of the vendor is a POST. */
export function addCalls(app: Hono<SimulatorEnv>, state: OveitState, log: OveitCall[]): void {
  app.post('/api/seller/login', async (c) => {
    const parameters = await parametersOf(c, state, log, ['email', 'password']);
    return c.json(login(state, parameters));
  });
  for (const { path, parameters: known, answer } of CALLS) {
    app.post(`/api/${path}`, async (c) => {
      const parameters = await parametersOf(c, state, log, known);
      requireSession(c, state, parameters);
      const body = answer(state, parameters);
      return c.json(state.switches().errorBesideData ? { error: 'Something went wrong', ...body } : body);
    });
  }
  app.on(['GET', 'PUT', 'PATCH', 'DELETE'], '/api/*', (c) => {
    throw new Refusal(405, `${c.req.method} is not allowed: every call is a POST`);
  });
}

async function parametersOf(c: Context<SimulatorEnv>, state: OveitState, log: OveitCall[], known: readonly string[]) {
  const parameters = await readParameters(c, state.switches());
  const shown = [...parameters].filter(([name]) => name !== 'token' && name !== 'password');
  log.push({ path: c.req.path, parameters: Object.fromEntries(shown) });
  if (log.length > LOG_LENGTH) log.shift();
  refuseUnknown(parameters, known, state.switches());
  return parameters;
}

/** 403 for a token that is missing, unknown or too old. */
function requireSession(c: Context<SimulatorEnv>, { sessions }: OveitState, parameters: Parameters): void {
  const [scheme = '', bearer] = (c.req.header('Authorization') ?? '').split(' ');
  const token = parameters.get('token') ?? (scheme.toLowerCase() === 'bearer' ? bearer : undefined);
  if (token === undefined || !sessions.use(token)) {
    throw new Refusal(403, messageOf('session', c.req.header('Accept-Language')));
  }
}
