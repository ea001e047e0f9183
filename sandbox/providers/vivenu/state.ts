import type { Changes } from '../changes.ts';
import type { VivenuSwitches } from './switches.ts';
import type { EventStore, World } from './world.ts';

/** What the routes work on. */
export type VivenuState = {
  readonly world: World;
  readonly changes: Changes<EventStore>;
  readonly switches: () => VivenuSwitches;
  readonly setSwitches: (patch: Partial<VivenuSwitches>) => void;
};
