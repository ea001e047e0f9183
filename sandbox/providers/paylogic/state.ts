import type { Context } from 'hono';
import type { Changes } from '../changes.ts';
import type { SimulatorEnv } from '../simulator.ts';
import type { PageRequest } from './collection.ts';
import type { EventStore } from './event-store.ts';
import { linksFrom } from './hal.ts';
import type { PaylogicSwitches } from './switches.ts';
import type { World } from './world.ts';

/** What the routes work on. */
export type PaylogicState = {
  readonly world: World;
  readonly changes: Changes<EventStore>;
  readonly now: () => number;
  readonly switches: () => PaylogicSwitches;
  readonly setSwitches: (patch: Partial<PaylogicSwitches>) => void;
};

/** What `collectionPage` needs to know of a request. */
export function pageRequest(
  c: Context<SimulatorEnv>,
  { switches, setSwitches }: PaylogicState,
  profile: string,
  page: number,
): PageRequest {
  const query = new URL(c.req.url).searchParams;
  query.delete('page');
  const link = linksFrom(c.req.url);
  return { path: c.req.path, profile, query, page, link, switches: switches(), setSwitches };
}
