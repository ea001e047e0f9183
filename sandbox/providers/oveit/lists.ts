import type { EventStore, Ticket } from './event-store.ts';
import { OveitError } from './oveit-error.ts';
import type { Parameters } from './parameters.ts';
import { attendeeJson, eventJson, hasAttendee, type Json, ticketJson } from './resources.ts';
import { type OveitState, storeNamed } from './state.ts';
import type { OveitSwitches } from './switches.ts';

const DAY = 86_400_000;

/** `seller/events`: those that are always on or not over since yesterday. */
export function listEvents({ world, changes, switches, now }: OveitState): Json {
  const stores = switches().noEvents ? [] : world.all();
  changes.advance();
  const active = stores.filter(({ event: { startsAt } }) => startsAt === null || startsAt + DAY >= now());
  return { events: active.map((store) => eventJson(store, switches())) };
}

/** `events/tickets`: all of them in one answer. */
export function listTickets(state: OveitState, parameters: Parameters): Json {
  const store = storeNamed(state, parameters);
  const tickets = store.tickets().map(ticketJson);
  state.changes.afterPage([store]);
  return { tickets };
}

/** `events/attendees`: the answers to the registration form, some at a time. */
export function listAttendees(state: OveitState, parameters: Parameters): Json {
  const switches = state.switches();
  const store = storeNamed(state, parameters);
  const { form } = store.event;
  if (!form || !switches.registrationForms || switches.role === 'gate') throw new OveitError('right');
  const rows = store.tickets().filter(hasAttendee);
  const from = firstAfter(store, rows, parameters.get('since'), switches);
  const part = rows.slice(from, from + switches.attendeePage);
  const answer = {
    fields: form.map((field) => ({ ...field })),
    total: rows.length + switches.totalDelta,
    attendees: part.map((ticket) => attendeeJson(ticket, switches)),
  };
  state.changes.afterPage([store]);
  return answer;
}

/** Where the rows after the cursor begin. */
function firstAfter(
  store: EventStore,
  rows: readonly Ticket[],
  since: string | undefined,
  switches: OveitSwitches,
): number {
  if (since === undefined) return 0;
  const last = store.findCode(since);
  if (!last) throw new OveitError('ticket', 'since');
  if (store.isCancelled(last)) return afterGone(store, last, switches);
  const position = rows.indexOf(last);
  return switches.sinceBound === 'inclusive' ? Math.max(position, 0) : position + 1;
}

function afterGone(store: EventStore, gone: Ticket, { goneCursor }: OveitSwitches): number {
  if (goneCursor === 'error') throw new OveitError('ticket', 'since');
  if (goneCursor === 'start') return 0;
  const before = store.tickets().slice(0, store.positionOf(gone));
  return before.filter(hasAttendee).length;
}
