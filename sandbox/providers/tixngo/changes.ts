import { type Change, type Changes, changesWhileRead } from '../changes.ts';
import { dice, type Dice } from '../random.ts';
import type { EventStore } from './event-store.ts';
import type { TixngoSwitches } from './switches.ts';
import type { World } from './world.ts';

const KINDS = ['scans', 'sales', 'deletes', 'vanishes'] as const;
type Kind = (typeof KINDS)[number];

/** Tickets are scanned, sold, deleted and removed while they are read. */
export function changes(
  world: World,
  seed: number,
  now: () => number,
  switches: () => TixngoSwitches,
): Changes<EventStore> {
  const own = dice(seed, 'tixngo/changes');
  return changesWhileRead<EventStore, Kind>({
    kinds: KINDS,
    now,
    started: () => world.started(),
    perSecond: () => rates(switches()),
    perPage: () => switches().changesPerPage,
    perform: (change) => perform(change, own, switches().salesLand === 'anywhere'),
  });
}

function rates(switches: TixngoSwitches): Record<Kind, number> {
  const { scansPerSecond, salesPerSecond, deletesPerSecond, vanishesPerSecond } = switches;
  return { scans: scansPerSecond, sales: salesPerSecond, deletes: deletesPerSecond, vanishes: vanishesPerSecond };
}

function perform({ kind, store, at, turn }: Change<EventStore, Kind>, own: Dice, landsAnywhere: boolean): void {
  if (kind === 'sales') {
    return store.sell(at, landsAnywhere ? own.whole(turn, 'position', 0, store.sequence.length) : undefined);
  }
  const start = own.whole(turn, 'ticket', 0, Math.max(store.sequence.length - 1, 0));
  const index = findFrom(store, start, kind === 'scans');
  if (index === undefined) return;
  if (kind === 'vanishes') return store.vanish(index);
  const { downloadedAt } = store.life(index);
  if (kind === 'deletes') return store.change(index, { deletedAt: at }, at);
  store.change(index, { controlledAt: at, downloadedAt: downloadedAt ?? at, loggedOffAt: null }, at);
}

/** The first live ticket from here on, round the end of the list; for a scan one that is nobody's pending transfer. */
function findFrom(store: EventStore, start: number, forScan: boolean): number | undefined {
  const { sequence } = store;
  for (let step = 0; step < sequence.length; step += 1) {
    const index = sequence[(start + step) % sequence.length];
    if (index === undefined || store.life(index).deletedAt !== null) continue;
    if (!forScan || store.life(index).transferPendingAt === null) return index;
  }
  return undefined;
}
