import type { ProviderFault } from '../../providers/provider-faults.ts';
import type { Moment, StageSet, Trouble } from './stage.ts';

/** How many orders are placed, tickets let in and orders or tickets cancelled in a second. */
export type Rates = { sales: number; scans: number; cancellations: number };

/** A ticketing system's stand-in as the stage knows it. */
export type StagedProvider = {
  id: string;
  title: string;
  set: (switches: object) => unknown;
  /** As if so many seconds had passed. */
  tick: (seconds: number) => void;
  /** The switches that make its sales go on. */
  ratesOf: (rates: Rates) => object;
};

type Faulty = { label: string; detail: string; fault: ProviderFault };

/** Until it is switched off. */
const ALWAYS = { times: 1_000_000_000, skip: 0, every: 1 };

/** The first that is on and fits a request is made. */
const FAULTS = {
  refused: {
    label: 'Refuses the key',
    detail: 'Answers 401, as after the key was replaced or withdrawn.',
    fault: { ...ALWAYS, kind: 'status', status: 401, retryAfterForm: 'seconds' },
  },
  down: {
    label: 'Out of order',
    detail: 'Answers 503 to everything.',
    fault: { ...ALWAYS, kind: 'status', status: 503, retryAfterForm: 'seconds' },
  },
  silent: {
    label: 'Hangs up',
    detail: 'Every third connection is dropped without an answer.',
    fault: { ...ALWAYS, every: 3, kind: 'dropped' },
  },
  busy: {
    label: 'Too many requests',
    detail: 'Every other answer is 429 and asks to wait 4 seconds.',
    fault: { ...ALWAYS, every: 2, kind: 'status', status: 429, retryAfterSeconds: 4, retryAfterForm: 'seconds' },
  },
  html: {
    label: 'Answers with a web page',
    detail: '200 with HTML where data should be.',
    fault: { ...ALWAYS, kind: 'html' },
  },
  truncated: {
    label: 'Broken answers',
    detail: 'Every third answer ends in the middle.',
    fault: { ...ALWAYS, every: 3, kind: 'truncated', framing: 'content-length' },
  },
  emptied: {
    label: 'Suddenly empty',
    detail: 'All lists are empty: Willcall must ask before it removes a guest list.',
    fault: { ...ALWAYS, kind: 'emptied' },
  },
} as const satisfies Record<string, Faulty>;

const SLOW_MS = 2500;

const NOTHING: Rates = { sales: 0, scans: 0, cancellations: 0 };
const BUSY_EVENING: Rates = { sales: 0.5, scans: 1, cancellations: 0.1 };

/** What a ticketing system can be told to do. */
export function providerSet(provider: StagedProvider): StageSet {
  const on = new Set<string>();
  const apply = (): void => {
    const faults = Object.entries<Faulty>(FAULTS).flatMap(([id, { fault }]) => (on.has(id) ? [fault] : []));
    const rates = provider.ratesOf(on.has('sales') ? BUSY_EVENING : NOTHING);
    provider.set({ latencyMs: on.has('slow') ? SLOW_MS : 0, faults, ...rates });
  };
  const trouble = (id: string, label: string, detail: string): Trouble => ({
    id,
    label,
    detail,
    isOn: () => on.has(id),
    set(isOn) {
      if (isOn) on.add(id);
      else on.delete(id);
      apply();
    },
  });
  const moment = (id: string, label: string, rates: Partial<Rates>): Moment => ({
    id,
    label,
    detail: 'In every event that was read once. Refresh to see it.',
    run() {
      provider.set(provider.ratesOf({ ...NOTHING, ...rates }));
      provider.tick(1);
      apply();
    },
  });
  return {
    id: provider.id,
    title: provider.title,
    detail: 'Ticketing system',
    troubles: [
      trouble('sales', 'Sales go on', 'Tickets are sold, scanned and cancelled all the time.'),
      trouble('slow', 'Slow', `Every answer takes ${SLOW_MS / 1000} seconds longer.`),
      ...Object.entries<Faulty>(FAULTS).map(([id, { label, detail }]) => trouble(id, label, detail)),
    ],
    moments: [
      moment('sell', 'Sell 5 now', { sales: 5 }),
      moment('scan', 'Scan 20 now', { scans: 20 }),
      moment('cancel', 'Cancel 3 now', { cancellations: 3 }),
    ],
  };
}
