import { dice, type Dice } from '../random.ts';
import type { EventStore } from './event-store.ts';
import type { TixngoSwitches } from './switches.ts';
import type { World } from './world.ts';

type Counts = { readonly scans: number; readonly sales: number; readonly deletes: number; readonly vanishes: number };
type Kind = keyof Counts;
type Ledger = { lastAt: number; readonly owed: Record<Kind, number> };

/** Tickets change while they are read: by the clock, after each page, or when a test says so. */
export type Changes = {
  /** Catches up with the clock. Called before anything is read, which cannot be told from changing all the time. */
  advance(): void;
  /** What happens after one page of these events. */
  afterPage(stores: readonly EventStore[]): void;
  /** As if so many seconds had passed, all stamped with the present. */
  readonly tick: (seconds: number) => void;
  /** Grows with every change. */
  version(): number;
};

const KINDS = ['scans', 'sales', 'deletes', 'vanishes'] as const;
/** After a long pause no more than this is made up for; the rest is forgotten. */
const MOST_AT_ONCE = 100_000;

export function changes(world: World, seed: number, now: () => number, switches: () => TixngoSwitches): Changes {
  const own = dice(seed, 'tixngo/changes');
  const ledgers = new Map<EventStore, Ledger>();
  let version = 0;
  const ledgerOf = (store: EventStore): Ledger => {
    const ledger = ledgers.get(store) ?? { lastAt: now(), owed: { scans: 0, sales: 0, deletes: 0, vanishes: 0 } };
    ledgers.set(store, ledger);
    return ledger;
  };
  const apply = (store: EventStore, counts: Counts, from: number, to: number) => {
    const { owed } = ledgerOf(store);
    for (const kind of KINDS) {
      const due = Math.min(owed[kind] + counts[kind], MOST_AT_ONCE);
      owed[kind] = due % 1;
      for (let done = 1; done <= due; done += 1) {
        const at = Math.round(from + ((to - from) * done) / Math.max(due, 1));
        version += 1;
        perform(kind, { store, own, at, turn: version, landsAnywhere: switches().salesLand === 'anywhere' });
      }
    }
  };
  const runFor = (store: EventStore, seconds: number, from: number, to: number) =>
    apply(store, times(rates(switches()), seconds), from, to);
  return {
    advance: () => {
      for (const store of world.started()) {
        const ledger = ledgerOf(store);
        const from = ledger.lastAt;
        ledger.lastAt = Math.max(now(), from);
        runFor(store, (ledger.lastAt - from) / 1000, from, ledger.lastAt);
      }
    },
    afterPage(stores) {
      const { changesPerPage } = switches();
      if (changesPerPage) for (const store of stores) apply(store, changesPerPage, now(), now());
    },
    tick: (seconds) => world.started().forEach((store) => runFor(store, seconds, now(), now())),
    version: () => version,
  };
}

function rates(switches: TixngoSwitches): Counts {
  const { scansPerSecond, salesPerSecond, deletesPerSecond, vanishesPerSecond } = switches;
  return { scans: scansPerSecond, sales: salesPerSecond, deletes: deletesPerSecond, vanishes: vanishesPerSecond };
}

function times({ scans, sales, deletes, vanishes }: Counts, seconds: number): Counts {
  return { scans: scans * seconds, sales: sales * seconds, deletes: deletes * seconds, vanishes: vanishes * seconds };
}

type Turn = { store: EventStore; own: Dice; at: number; turn: number; landsAnywhere: boolean };

function perform(kind: Kind, { store, own, at, turn, landsAnywhere }: Turn): void {
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
