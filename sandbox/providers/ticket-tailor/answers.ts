import type { Context } from 'hono';
import type { SimulatorEnv } from '../simulator.ts';
import { Refusal } from '../refusal.ts';
import { type QueryRules, readQuery } from '../parameters.ts';
import { inEnvelope, type List, type PageQuery, pageOf } from './paging.ts';
import type { TicketTailorState } from './state.ts';
import type { EventStore } from './world.ts';

/** How queries are read here. */
export function rules(state: TicketTailorState): QueryRules {
  const { unknownParameters } = state.switches();
  return { unknownParameters, refuse: (message) => new Refusal(400, message) };
}

/** Sends one page; afterwards whatever happens after a page happens in these stores. */
export function sendPage<Row>(
  c: Context<SimulatorEnv>,
  state: TicketTailorState,
  list: List<Row>,
  query: PageQuery,
  stores: readonly EventStore[] = [],
): Response {
  const switches = state.switches();
  const body = inEnvelope(troubled(state, query, list) ?? pageOf(list, query, switches), switches);
  state.changes.afterPage(stores);
  return c.json(body);
}

/** What is sent instead of a page behind the first one. */
function troubled<Row>(state: TicketTailorState, query: PageQuery, list: List<Row>) {
  const switches = state.switches();
  const { pageTrouble } = switches;
  if (!pageTrouble || query.starting_after === undefined) return undefined;
  const times = pageTrouble.times - 1;
  state.setSwitches({ pageTrouble: times > 0 ? { ...pageTrouble, times } : null });
  if (pageTrouble.kind === 'repeated') return pageOf(list, { limit: query.limit }, switches);
  return { data: [], links: { next: `${list.path}?starting_after=${query.starting_after}`, previous: null } };
}

/** A list that is not made of sold things: every row is what it sends. */
export function plainList(path: string, rows: readonly Readonly<Record<string, unknown>>[]) {
  const id = (row: Readonly<Record<string, unknown>>) => String(row['id']);
  return { path, rows, id, matches: () => true, write: (row: Readonly<Record<string, unknown>>) => row };
}

/** Refuses every parameter, for a single thing. */
export function noParameters(c: Context<SimulatorEnv>, state: TicketTailorState): void {
  readQuery(c.req.queries(), {}, rules(state));
}
