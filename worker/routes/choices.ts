import * as z from 'zod/mini';
import { Choices } from '../../shared/api.ts';
import { search } from '../choices.ts';
import type { ConnectionRow } from '../db/connections.ts';
import { usedIds, type UsedId } from '../db/used-ids.ts';
import type { Deps } from '../deps.ts';
import type { Access } from '../security/access.ts';
import { PROVIDER_FAILURES } from './provider-failures.ts';
import { queryRoute, type Route } from './route.ts';

const MOST = 100;

/** `q`: words that must all be in name, id or venue. */
const ChoicesQuery = z.strictObject({
  q: z.optional(z.string().check(z.maxLength(200))),
  limit: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(MOST))),
});
type ChoicesQuery = z.infer<typeof ChoicesQuery>;

type Parts = Pick<Deps, 'db' | 'now' | 'eventLists'>;

type Asked = { readonly connection: ConnectionRow; readonly query: ChoicesQuery };

async function eventsOf(deps: Parts, { connection, query }: Asked): Promise<Choices> {
  const list = await deps.eventLists.read(connection);
  if (!list) return await usedOf(deps, 'event', { connection, query });
  return { choices: search(list.events, query), known: 'all', asOf: list.asOf.toISOString() };
}

async function usedOf({ db, now }: Parts, kind: UsedId['kind'], { connection, query }: Asked): Promise<Choices> {
  const owner = { workspaceId: connection.workspace_id, connectionId: connection.id };
  const rows = await usedIds(db, owner, kind);
  const used = rows.map(({ value, name }) => ({ id: value, name, start: null, venue: null }));
  return { choices: search(used, query), known: 'used', asOf: now().toISOString() };
}

/** Events and apps of an account to choose from. */
export function choiceRoutes({ db, now, eventLists }: Parts, access: Access): Route[] {
  const parts = { db, now, eventLists };
  const answer = { status: 200, schema: Choices } as const;
  return [
    queryRoute(ChoicesQuery, {
      method: 'get',
      path: '/v1/connections/{id}/events',
      who: 'member',
      summary: 'Events to choose from, newest first; those used before where the ticketing system has no list of them',
      answer,
      failures: PROVIDER_FAILURES,
      handle: async ({ caller, id, query }) =>
        await eventsOf(parts, { connection: await access.connection(caller, id), query }),
    }),
    queryRoute(ChoicesQuery, {
      method: 'get',
      path: '/v1/connections/{id}/apps',
      who: 'member',
      summary: 'App IDs used before, last used first',
      answer,
      handle: async ({ caller, id, query }) =>
        await usedOf(parts, 'app', { connection: await access.connection(caller, id), query }),
    }),
  ];
}
