import type { Scope } from '../shared/api.ts';
import type { UsedId } from './db/used-ids.ts';
import { listOf } from './providers/scope-fields.ts';

/** The ids a report's scope names, and those its data named: `names` is event id -> name. */
export function usedIn({ eventId, eventIds, appId }: Scope, names: ReadonlyMap<string, string> = new Map()): UsedId[] {
  const typed = [...(listOf(eventId) ?? []), ...(listOf(eventIds) ?? [])];
  const events = new Set([...typed, ...names.keys()]);
  const used = [...events].map((value) => ({ kind: 'event' as const, value, name: names.get(value) ?? null }));
  return appId ? [{ kind: 'app', value: appId, name: null }, ...used] : used;
}
