import type { ConnectionRow } from '../db/connections.ts';
import type { Database } from '../db/connection.ts';
import { usedIds } from '../db/used-ids.ts';
import type { Deps } from '../deps.ts';

type Parts = Pick<Deps, 'eventLists'> & { readonly db: Database };

/** Somebody waits, and an id will do. */
const PATIENCE_MS = 3000;

/** Names of events by account and id, as far as they are known, or told within three seconds. */
export async function eventNames(
  parts: Parts,
  connections: readonly ConnectionRow[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const named = connections.map(async (connection) => [connection.id, await namesOf(parts, connection)] as const);
  return new Map(await Promise.all(named));
}

async function namesOf(parts: Parts, connection: ConnectionRow): Promise<ReadonlyMap<string, string>> {
  const choices = await withinPatience(listed(parts, connection));
  return new Map(choices.flatMap(({ id, name }) => (name === null ? [] : [[id, name] as const])));
}

type Named = { readonly id: string; readonly name: string | null };

async function listed({ db, eventLists }: Parts, connection: ConnectionRow): Promise<readonly Named[]> {
  const list = await eventLists.read(connection);
  if (list) return list.events;
  const used = await usedIds(db, { workspaceId: connection.workspace_id, connectionId: connection.id }, 'event');
  return used.map(({ value, name }) => ({ id: value, name }));
}

/** A ticketing system that does not answer keeps nobody from setting up lists. */
async function withinPatience(list: Promise<readonly Named[]>): Promise<readonly Named[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<readonly Named[]>((resolve) => {
    timer = setTimeout(() => resolve([]), PATIENCE_MS);
  });
  try {
    return await Promise.race([list.catch(() => []), late]);
  } finally {
    clearTimeout(timer);
  }
}
