import type { Changes } from '../changes.ts';
import type { EventStore } from './event-store.ts';
import type { TixngoSwitches } from './switches.ts';
import type { World } from './world.ts';

/** What the routes work on. */
export type TixngoState = {
  readonly world: World;
  readonly changes: Changes<EventStore>;
  readonly now: () => number;
  switches(): TixngoSwitches;
  setSwitches(patch: Partial<TixngoSwitches>): void;
  /** @throws Refusal 404 for an unknown event; with the switch `unknownEvent: 'empty'` it is left out. */
  storesOf(eventIds: readonly string[]): EventStore[];
};
