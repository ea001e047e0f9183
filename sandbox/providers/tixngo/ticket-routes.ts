import type { Context, Hono } from 'hono';
import type { SimulatorEnv } from '../simulator.ts';
import { requireApp } from './authentication.ts';
import type { EventStore, TicketRef } from './event-store.ts';
import { text, timestamp, trueOrFalse, wholeNumber } from '../parameters.ts';
import { readQuery } from './parameters.ts';
import { Refusal } from './refusal.ts';
import type { TixngoState } from './state.ts';
import type { TixngoSwitches } from './switches.ts';
import { lightTicketOf, type Ticket, ticketOf } from './ticket.ts';
import { listTickets, type TicketList } from './ticket-list.ts';

const EVENTS_PATH = '/v3/organizer/report/events';

/** The three ticket reports: one event, the events of a date range, and the same with the common columns only. */
export function addTicketRoutes(app: Hono<SimulatorEnv>, state: TixngoState): void {
  app.get(`${EVENTS_PATH}/tickets`, (c) =>
    state.switches().seedPaths ? oneEvent(c, state, queryEventId(c)) : eventsInRange(c, state, ticketOf),
  );
  app.get(`${EVENTS_PATH}/tickets-light`, (c) => eventsInRange(c, state, lightTicketOf));
  app.get(`${EVENTS_PATH}//tickets`, () => {
    throw new Refusal(400, 'The event ID is missing in the path');
  });
  app.get(`${EVENTS_PATH}/:eventId/tickets`, (c) =>
    state.switches().seedPaths
      ? someEvents(c, state, c.req.param('eventId').split(','))
      : oneEvent(c, state, c.req.param('eventId')),
  );
}

function queryEventId(c: Context<SimulatorEnv>): string {
  const eventId = c.req.query('eventId');
  if (!eventId) throw new Refusal(400, "Required parameter 'eventId' is not present");
  return eventId;
}

function pagingShape(switches: TixngoSwitches) {
  return {
    mobileAppId: text,
    limit: wholeNumber(1, switches.pageCeiling),
    offset: wholeNumber(0, Number.MAX_SAFE_INTEGER),
    excludeDeleted: trueOrFalse.optional(),
    lastUpdatedSince: timestamp.optional(),
    lastUpdatedBefore: timestamp.optional(),
  };
}

function oneEvent(c: Context<SimulatorEnv>, state: TixngoState, eventId: string): Response {
  return someEvents(c, state, [eventId]);
}

function someEvents(c: Context<SimulatorEnv>, state: TixngoState, eventIds: string[]): Response {
  const switches = state.switches();
  const shape = { ...pagingShape(switches), ...(switches.seedPaths ? { eventId: text.optional() } : {}) };
  const query = readQuery(c.req.queries(), shape, switches);
  requireApp(query.mobileAppId);
  return answer(c, state, state.storesOf(eventIds), query, ticketOf);
}

function eventsInRange(c: Context<SimulatorEnv>, state: TixngoState, write: (ref: TicketRef) => Ticket): Response {
  const switches = state.switches();
  if (c.req.query('eventId') !== undefined) {
    throw new Refusal(400, "Unknown parameter 'eventId': this report takes a date range");
  }
  const { rangeFrom, rangeTo } = switches;
  const { [rangeFrom]: from = [], [rangeTo]: to = [], ...others } = c.req.queries();
  const query = readQuery(others, pagingShape(switches), switches);
  const given = Object.fromEntries(
    Object.entries({ [rangeFrom]: from, [rangeTo]: to }).filter(([, values]) => values.length > 0),
  );
  const times = readQuery(given, { [rangeFrom]: timestamp, [rangeTo]: timestamp }, switches);
  requireApp(query.mobileAppId);
  const range = rangeOf(times[rangeFrom], times[rangeTo]);
  const inRange = state.world.events.filter(({ startsAt }) => {
    const start = Date.parse(startsAt);
    return start >= range.from && start < range.to;
  });
  return answer(c, state, state.storesOf(inRange.map(({ id }) => id)), query, write);
}

function rangeOf(from: number | undefined, to: number | undefined): { from: number; to: number } {
  if (from === undefined || to === undefined) throw new Refusal(400, 'The date range is missing');
  if (from >= to) throw new Refusal(400, 'The date range ends before it begins');
  return { from, to };
}

type PageQuery = {
  limit: number;
  offset: number;
  excludeDeleted?: boolean | undefined;
  lastUpdatedSince?: number | undefined;
  lastUpdatedBefore?: number | undefined;
};

function answer(
  c: Context<SimulatorEnv>,
  state: TixngoState,
  stores: EventStore[],
  query: PageQuery,
  write: (ref: TicketRef) => Ticket,
): Response {
  const switches = state.switches();
  state.changes.advance();
  const list = listTickets(stores, query, switches);
  const body = { total: list.total + switches.totalDelta, result: pageOf(list, query, state).map(write) };
  state.changes.afterPage(stores);
  return c.json(body);
}

function pageOf(list: TicketList, { limit, offset }: PageQuery, state: TixngoState): readonly TicketRef[] {
  const { pageTrouble } = state.switches();
  if (!pageTrouble || offset < pageTrouble.fromOffset) return list.part(offset, offset + limit);
  const times = pageTrouble.times - 1;
  state.setSwitches({ pageTrouble: times > 0 ? { ...pageTrouble, times } : null });
  return pageTrouble.kind === 'empty' ? [] : list.part(Math.max(offset - limit, 0), offset);
}
