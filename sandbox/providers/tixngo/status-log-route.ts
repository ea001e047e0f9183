import type { Hono } from 'hono';
import type { SimulatorEnv } from '../simulator.ts';
import { requireApp } from './authentication.ts';
import { text, texts, timestamp, wholeNumber } from '../parameters.ts';
import { readQuery } from './parameters.ts';
import { Refusal } from './refusal.ts';
import type { TixngoState } from './state.ts';
import { logIdOf, type LogRef, logRefsOf, type StatusLog, statusLogOf } from './status-logs.ts';
import type { TixngoSwitches } from './switches.ts';

type LogFilter = {
  actionNames?: string[] | undefined;
  fromStatuses?: string[] | undefined;
  toStatuses?: string[] | undefined;
  fromOwnerId?: string | undefined;
  toOwnerId?: string | undefined;
  actor?: string | undefined;
};

/** The history of tickets, oldest first, page by page with a key. */
export function addStatusLogRoute(app: Hono<SimulatorEnv>, state: TixngoState): void {
  const history = historyOf(state);
  app.get('/v3/organizer/report/ticket-status-logs', (c) => {
    const switches = state.switches();
    const query = readQuery(c.req.queries(), shapeOf(switches), switches);
    requireApp(query.mobileAppId);
    if (query.from >= query.to) throw new Refusal(400, 'The date range ends before it begins');
    state.changes.advance();
    const after = query.paginationKey === undefined ? undefined : positionOf(query.paginationKey);
    const limit = query.limit ?? switches.logPageCeiling;
    const page: LogRef[] = [];
    for (const ref of history(query.from, query.to)) {
      if (after && !isAfter(ref, after)) continue;
      if (matches(statusLogOf(ref), query)) page.push(ref);
      if (page.length > limit) break;
    }
    const last = page.length > limit ? page[limit - 1] : undefined;
    return c.json({ pagination: pagination(last, switches), result: page.slice(0, limit).map(statusLogOf) });
  });
}

function shapeOf(switches: TixngoSwitches) {
  return {
    mobileAppId: text,
    from: timestamp,
    to: timestamp,
    actionNames: texts(50).optional(),
    fromStatuses: texts(50).optional(),
    toStatuses: texts(50).optional(),
    fromOwnerId: text.optional(),
    toOwnerId: text.optional(),
    actor: text.optional(),
    limit: wholeNumber(1, switches.logPageCeiling).optional(),
    paginationKey: text.optional(),
  };
}

/** Remembers the range asked for last, so that its pages are not sorted again one by one. */
function historyOf(state: TixngoState): (from: number, to: number) => readonly LogRef[] {
  let cached: { key: string; refs: LogRef[] } | undefined;
  return (from, to) => {
    const key = `${state.changes.version()} ${from} ${to}`;
    if (cached?.key !== key) cached = { key, refs: logRefsOf(state.world.all(), from, to) };
    return cached.refs;
  };
}

function matches(log: StatusLog, filter: LogFilter): boolean {
  const oneOf = (wanted: string[] | undefined, value: string | null) => !wanted || wanted.includes(value ?? '');
  const same = (wanted: string | undefined, value: string | null) => wanted === undefined || wanted === value;
  return (
    oneOf(filter.actionNames, log.actionName) &&
    oneOf(filter.fromStatuses, log.fromStatus) &&
    oneOf(filter.toStatuses, log.toStatus) &&
    same(filter.fromOwnerId, log.fromOwnerId) &&
    same(filter.toOwnerId, log.toOwnerId) &&
    same(filter.actor, log.actor)
  );
}

type Position = { readonly at: number; readonly logId: string };

function pagination(last: LogRef | undefined, { logEnd }: TixngoSwitches): Record<string, string | null> {
  if (last) return { nextPageKey: Buffer.from(`${last.at}:${logIdOf(last)}`).toString('base64url') };
  if (logEnd === 'absent') return {};
  return { nextPageKey: logEnd === 'null' ? null : '' };
}

function positionOf(key: string): Position {
  const [, at, logId] = /^(\d{1,15}):([0-9a-f]{20})$/.exec(Buffer.from(key, 'base64url').toString()) ?? [];
  if (at === undefined || logId === undefined)
    throw new Refusal(400, "Parameter 'paginationKey' is not a key of this report");
  return { at: Number(at), logId };
}

function isAfter(ref: LogRef, { at, logId }: Position): boolean {
  return ref.at > at || (ref.at === at && logIdOf(ref) > logId);
}
