/** Records change while they are read: by the clock, after each page, or when a test says so. */
export type Changes<Store> = {
  /** Catches up with the clock. Called before anything is read, which cannot be told from changing all the time. */
  advance(): void;
  /** What happens after one page of these events. */
  afterPage(stores: readonly Store[]): void;
  /** As if so many seconds had passed, all stamped with the present. */
  readonly tick: (seconds: number) => void;
  /** Grows with every change. */
  version(): number;
};

/** One change to make: its kind, the event it happens in, its instant, and a number that no other change has. */
export type Change<Store, Kind extends string> = {
  readonly kind: Kind;
  readonly store: Store;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly turn: number;
};

export type ChangesOptions<Store, Kind extends string> = {
  readonly kinds: readonly Kind[];
  readonly now: () => number;
  /** Events somebody has asked for; the others stand still. */
  readonly started: () => readonly Store[];
  readonly perSecond: () => Readonly<Record<Kind, number>>;
  /** `null`: nothing changes by pages. Fractions add up, so 0.5 is one change every second page. */
  readonly perPage: () => Readonly<Record<Kind, number>> | null;
  readonly perform: (change: Change<Store, Kind>) => void;
};

type Ledger = { lastAt: number; readonly owed: Map<string, number> };

/** After a long pause no more than this is made up for; the rest is forgotten. */
const MOST_AT_ONCE = 100_000;

export function changesWhileRead<Store, Kind extends string>(options: ChangesOptions<Store, Kind>): Changes<Store> {
  const { kinds, now, started, perSecond, perPage, perform } = options;
  const ledgers = new Map<Store, Ledger>();
  let version = 0;
  const ledgerOf = (store: Store): Ledger => {
    const ledger = ledgers.get(store) ?? { lastAt: now(), owed: new Map() };
    ledgers.set(store, ledger);
    return ledger;
  };
  const apply = (store: Store, count: (kind: Kind) => number, from: number, to: number) => {
    const { owed } = ledgerOf(store);
    for (const kind of kinds) {
      const due = Math.min((owed.get(kind) ?? 0) + count(kind), MOST_AT_ONCE);
      owed.set(kind, due % 1);
      for (let done = 1; done <= due; done += 1) {
        version += 1;
        perform({ kind, store, turn: version, at: Math.round(from + ((to - from) * done) / Math.max(due, 1)) });
      }
    }
  };
  const runFor = (store: Store, seconds: number, from: number, to: number) => {
    const rates = perSecond();
    apply(store, (kind) => rates[kind] * seconds, from, to);
  };
  return {
    advance() {
      for (const store of started()) {
        const ledger = ledgerOf(store);
        const from = ledger.lastAt;
        ledger.lastAt = Math.max(now(), from);
        runFor(store, (ledger.lastAt - from) / 1000, from, ledger.lastAt);
      }
    },
    afterPage(stores) {
      const counts = perPage();
      if (counts) for (const store of stores) apply(store, (kind) => counts[kind], now(), now());
    },
    tick: (seconds) => started().forEach((store) => runFor(store, seconds, now(), now())),
    version: () => version,
  };
}
