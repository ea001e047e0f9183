import type { Changes } from '../changes.ts';
import type { EventStore } from './event-store.ts';
import { OveitError } from './oveit-error.ts';
import { type Parameters, required } from './parameters.ts';
import type { Sessions } from './sessions.ts';
import type { OveitSwitches } from './switches.ts';
import type { World } from './world.ts';

/** What the calls work on. */
export type OveitState = {
  readonly world: World;
  readonly changes: Changes<EventStore>;
  readonly sessions: Sessions;
  readonly now: () => number;
  readonly switches: () => OveitSwitches;
};

/** The event named by `id`. @throws OveitError for none, or one of somebody else. */
export function storeNamed({ world, switches, changes }: OveitState, parameters: Parameters): EventStore {
  const id = required(parameters, 'id');
  const store = /^\d+$/.test(id) && !switches().noEvents ? world.store(id) : undefined;
  if (!store) throw new OveitError('event');
  changes.advance();
  return store;
}
