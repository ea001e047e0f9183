import type { Hono } from 'hono';
import type { SimulatorEnv } from '../simulator.ts';
import type { EventStore } from './event-store.ts';
import type { Life } from './life.ts';
import { texts, timestamp, wholeNumber } from '../parameters.ts';
import { month, readQuery } from './parameters.ts';
import type { TixngoState } from './state.ts';
import type { TixngoSwitches } from './switches.ts';
import { isDeleted } from './ticket-list.ts';

/** The two reports that count: statistics of events at a point in time, and tickets injected in a month. */
export function addSummaryRoutes(app: Hono<SimulatorEnv>, state: TixngoState): void {
  app.get('/v3/organizer/report/events/statistics', (c) => {
    const switches = state.switches();
    const query = readQuery(c.req.queries(), { eventIds: texts(8), dateTime: timestamp }, switches);
    state.changes.advance();
    const rows = state.storesOf(query.eventIds).map((store) => statisticsOf(store, query.dateTime, switches));
    return c.json(switches.statisticsShape === 'array' ? rows : { result: rows });
  });
  app.get('/v3/organizer/report/tickets/injected', (c) => {
    const switches = state.switches();
    const shape = {
      period: month,
      limit: wholeNumber(1, switches.pageCeiling),
      offset: wholeNumber(0, Number.MAX_SAFE_INTEGER),
    };
    const { period, limit, offset } = readQuery(c.req.queries(), shape, switches);
    state.changes.advance();
    const events = injectedIn(state, period);
    const grandTotal = events.reduce((sum, { injected }) => sum + injected, 0);
    return c.json({ total: events.length, grandTotal, events: events.slice(offset, offset + limit) });
  });
}

/** Counts of an event as they were at an instant. */
function statisticsOf(store: EventStore, at: number, switches: TixngoSwitches): Record<string, string | number> {
  const reached = (time: number | null) => time !== null && time <= at;
  const known = store.sequence.filter((index) => store.life(index).injectedAt <= at);
  const gone = known.filter((index) => reached(store.life(index).deletedAt) && isDeleted(store, index, switches));
  const goneSet = new Set(gone);
  const valid = known.filter((index) => !goneSet.has(index)).map(store.life);
  const count = (holds: (life: Life) => boolean) => valid.filter(holds).length;
  const isPending = (life: Life) => reached(life.transferPendingAt);
  const isOnPhone = (life: Life) => reached(life.downloadedAt) && !reached(life.loggedOffAt) && !isPending(life);
  return {
    eventId: store.event.id,
    totalTickets: known.length,
    validTickets: valid.length,
    deletedTickets: gone.length,
    neverDownloadedTickets: count((life) => !reached(life.downloadedAt)),
    downloadedTickets: count(isOnPhone),
    pendingTransferTickets: count(isPending),
    notDownloadedTickets: count((life) => !isOnPhone(life) && !isPending(life)),
    controlledTickets: count((life) => reached(life.controlledAt)),
  };
}

type Injected = { eventId: string; eventName: string; startTime: string; injected: number };

/** Compiled on the first day of the following month, so a month that is not over has nothing yet. */
function injectedIn(state: TixngoState, period: string): Injected[] {
  const [year = 0, monthNumber = 1] = period.split('-').map(Number);
  const from = Date.UTC(year, monthNumber - 1);
  const to = Date.UTC(year, monthNumber);
  if (state.now() < to) return [];
  return state.world
    .all()
    .map(({ event, sequence, life }) => ({
      eventId: event.code,
      eventName: event.name,
      startTime: event.startsAt,
      injected: sequence.filter((index) => life(index).injectedAt >= from && life(index).injectedAt < to).length,
    }))
    .filter(({ injected }) => injected > 0);
}
