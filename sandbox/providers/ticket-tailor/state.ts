import type { Changes } from '../changes.ts';
import type { TicketTailorSwitches } from './switches.ts';
import type { EventStore, World } from './world.ts';

/** What the routes work on. */
export type TicketTailorState = {
  readonly world: World;
  readonly changes: Changes<EventStore>;
  readonly switches: () => TicketTailorSwitches;
  readonly setSwitches: (patch: Partial<TicketTailorSwitches>) => void;
};
