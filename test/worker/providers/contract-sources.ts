import { startOveit } from '../../../sandbox/providers/oveit/oveit.ts';
import { EVENTS as PAYLOGIC_EVENTS } from '../../../sandbox/providers/paylogic/catalogue.ts';
import { startPaylogic } from '../../../sandbox/providers/paylogic/paylogic.ts';
import { startTicketTailor } from '../../../sandbox/providers/ticket-tailor/ticket-tailor.ts';
import { startTixngo } from '../../../sandbox/providers/tixngo/tixngo.ts';
import { startVivenu } from '../../../sandbox/providers/vivenu/vivenu.ts';

/** What the contract needs of a provider's stand-in. */
export type StandIn = {
  readonly origin: string;
  readonly credentials: Readonly<Record<string, string>>;
  readonly switches: { get(): unknown; set(patch: unknown): unknown };
  readonly requests: readonly { readonly path: string; readonly status: number }[];
  close(): Promise<void>;
};

/**
 * A small scope of a dataset. `keep`: members besides IDs that decide whether a record is a row and by which key; `unreadable`: so
 * many records the account may not see.
 */
export type Trial = {
  readonly scope: Readonly<Record<string, string>>;
  readonly keep?: string;
  readonly unreadable?: number;
};

export type ContractSource = {
  start(): Promise<StandIn>;
  /** Switches all tests begin with. */
  readonly switches?: Readonly<Record<string, unknown>>;
  /** Switches for pages of this size, where the provider decides how large they are. */
  readonly pages?: (size: number) => Readonly<Record<string, unknown>>;
  /** Switches under which rows come, go and change from page to page. */
  readonly shifting: Readonly<Record<string, unknown>>;
  /** For each dataset the provider has; one that is not here fails the suite. */
  readonly trials: Readonly<Record<string, Trial>>;
};

const SALES = { sales: 0.5, scans: 1, voids: 0.5, refunds: 0.5, cancellations: 0.5, edits: 1 };
const VIVENU_TRAPS = '65f0c0de0000000000000007';
const APP = 'demo-app';
const TRAPS = 'trap-door-2027';
const PAYLOGIC_TRAPS = PAYLOGIC_EVENTS.find(({ id }) => id === TRAPS)?.uid ?? '';

/** Every provider by its id: how its stand-in is started, and what is read from it. */
export const CONTRACT_SOURCES: Readonly<Record<string, ContractSource>> = {
  tixngo: {
    start: startTixngo,
    shifting: { changesPerPage: { scans: 2, sales: 1, deletes: 1 }, salesLand: 'anywhere' },
    trials: {
      tickets: { scope: { appId: APP, eventId: TRAPS }, keep: 'status' },
      'status-logs': { scope: { appId: APP, from: '2025-02-03T08:00:00Z', to: '2025-02-03T08:00:20Z' } },
      statistics: { scope: { eventId: `autumn-lights-2027,${TRAPS}` } },
      events: { scope: { period: '2025-02' } },
    },
  },
  'ticket-tailor': {
    start: startTicketTailor,
    switches: { rateLimit: null },
    shifting: { changesPerPage: SALES },
    trials: {
      tickets: { scope: { eventId: 'ev_1006' } },
      orders: { scope: { eventId: 'ev_1006' } },
      'check-ins': { scope: { eventId: 'ev_1006' } },
      events: { scope: {} },
    },
  },
  vivenu: {
    start: startVivenu,
    shifting: { changesPerPage: SALES, order: 'last-updated-first' },
    trials: {
      tickets: { scope: { eventId: VIVENU_TRAPS }, keep: 'status' },
      transactions: { scope: { eventId: VIVENU_TRAPS }, keep: 'status' },
      events: { scope: {} },
    },
  },
  oveit: {
    start: startOveit,
    pages: (attendeePage) => ({ attendeePage }),
    shifting: { changesPerPage: { sales: 1, checkins: 1, uses: 1, cancellations: 1 }, salesLand: 'anywhere' },
    trials: {
      tickets: { scope: { eventId: '39001' } },
      'check-ins': { scope: { eventId: '39001' }, keep: 'date' },
      attendees: { scope: { eventId: '39001' } },
      events: { scope: {} },
    },
  },
  paylogic: {
    start: startPaylogic,
    // All products of an event are taken from one page, of 500 at the real one.
    pages: (size) => ({ pageSize: Math.max(size, 10) }),
    shifting: {
      changesPerPage: { sales: 1, payments: 1, scans: 1, cancellations: 1, vanishes: 1 },
      salesLand: 'anywhere',
    },
    trials: {
      tickets: { scope: { eventId: PAYLOGIC_TRAPS }, unreadable: 1 },
      orders: { scope: { eventId: PAYLOGIC_TRAPS }, unreadable: 1 },
      events: { scope: {} },
    },
  },
};
