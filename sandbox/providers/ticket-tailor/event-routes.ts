import type { Context, Hono } from 'hono';
import { readQuery, text } from '../parameters.ts';
import { Refusal } from '../refusal.ts';
import type { SimulatorEnv } from '../simulator.ts';
import { noParameters, plainList, rules, sendPage } from './answers.ts';
import { EVENTS, type SandboxEvent, type Series, SERIES } from './catalogue.ts';
import { bareEventOf, eventCreatedAt, eventOf, seriesOf } from './event.ts';
import { createdAtShape, isWithin, pagingShape, rangeOf, startEndShape } from './filters.ts';
import { codesOf, DISCOUNTS, OVERVIEW, PRODUCTS, signupsOf, VOUCHERS } from './shop.ts';
import type { TicketTailorState } from './state.ts';
import { unix } from './wire.ts';
import { eventById } from './world.ts';

const STATUSES = ['published', 'draft', 'sales_closed'];

const statuses = text
  .transform((list) => list.split(','))
  .refine((words) => words.every((one) => STATUSES.includes(one)), `must be a list of ${STATUSES.join(', ')}`);

/** Events, series and the lists beside them. */
export function addEventRoutes(app: Hono<SimulatorEnv>, state: TicketTailorState): void {
  app.get('/v1/events', (c) => {
    const times = state.switches().seedEventFilters ? createdAtShape : startEndShape;
    const query = readQuery(c.req.queries(), { ...pagingShape, ...times, status: statuses.optional() }, rules(state));
    state.changes.advance();
    return sendPage(
      c,
      state,
      eventList(state, '/v1/events', (event) => isWanted(event, query), eventOf),
      query,
    );
  });
  app.get('/v1/events/:id', (c) => {
    noParameters(c, state);
    const event = eventById(c.req.param('id'));
    if (!event) throw new Refusal(404, 'No such event');
    state.changes.advance();
    return c.json(eventOf(state.world.store(event)));
  });
  addSeriesRoutes(app, state);
  addShopRoutes(app, state);
}

function isWanted(event: SandboxEvent, query: Readonly<Record<string, unknown>>): boolean {
  const { status } = query;
  return (
    (!Array.isArray(status) || status.includes(event.status)) &&
    isWithin(unix(Date.parse(event.startsAt)), rangeOf(query, 'start_at')) &&
    isWithin(unix(Date.parse(event.endsAt)), rangeOf(query, 'end_at')) &&
    isWithin(eventCreatedAt(event), rangeOf(query, 'created_at'))
  );
}

function eventList(
  state: TicketTailorState,
  path: string,
  matches: (event: SandboxEvent) => boolean,
  write: typeof eventOf,
) {
  return {
    path,
    rows: EVENTS,
    id: (event: SandboxEvent) => event.id,
    matches,
    write: (event: SandboxEvent) => write(state.world.store(event)),
  };
}

function addSeriesRoutes(app: Hono<SimulatorEnv>, state: TicketTailorState): void {
  const pageQuery = (c: Context<SimulatorEnv>) => readQuery(c.req.queries(), pagingShape, rules(state));
  app.get('/v1/event_series', (c) =>
    sendPage(c, state, plainList('/v1/event_series', SERIES.map(seriesOf)), pageQuery(c)),
  );
  app.get('/v1/event_series/:id', (c) => {
    noParameters(c, state);
    return c.json(seriesOf(requireSeries(c.req.param('id'))));
  });
  app.get('/v1/event_series/:id/events', (c) => {
    const { id } = requireSeries(c.req.param('id'));
    const write = state.switches().seriesEvents === 'bare' ? bareEventOf : eventOf;
    const list = eventList(state, `/v1/event_series/${id}/events`, ({ seriesId }) => seriesId === id, write);
    return sendPage(c, state, list, pageQuery(c));
  });
  app.get('/v1/event_series/:id/waitlist_signups', (c) => {
    const { id } = requireSeries(c.req.param('id'));
    return sendPage(c, state, plainList(`/v1/event_series/${id}/waitlist_signups`, signupsOf(id)), pageQuery(c));
  });
}

function requireSeries(id: string): Series {
  const series = SERIES.find((one) => one.id === id);
  if (!series) throw new Refusal(404, 'No such event series');
  return series;
}

function addShopRoutes(app: Hono<SimulatorEnv>, state: TicketTailorState): void {
  const pageQuery = (c: Context<SimulatorEnv>) => readQuery(c.req.queries(), pagingShape, rules(state));
  const lists = { products: PRODUCTS, vouchers: VOUCHERS, discounts: DISCOUNTS };
  for (const [name, rows] of Object.entries(lists)) {
    app.get(`/v1/${name}`, (c) => sendPage(c, state, plainList(`/v1/${name}`, rows), pageQuery(c)));
  }
  app.get('/v1/vouchers/:id/codes', (c) => {
    const id = c.req.param('id');
    if (!VOUCHERS.some((voucher) => voucher['id'] === id)) throw new Refusal(404, 'No such voucher');
    return sendPage(c, state, plainList(`/v1/vouchers/${id}/codes`, codesOf(id)), pageQuery(c));
  });
  app.get('/v1/overview', (c) => {
    noParameters(c, state);
    return c.json(OVERVIEW);
  });
  app.get('/v1/ping', (c) => {
    noParameters(c, state);
    return c.json({ version: '1.0' });
  });
}
