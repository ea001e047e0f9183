import { z } from 'zod';
import { commonSwitches } from '../switch-board.ts';

const rate = z.number().min(0).max(10_000);

const Changes = z.strictObject({
  scans: rate.default(0),
  sales: rate.default(0),
  deletes: rate.default(0),
  vanishes: rate.default(0),
});

const PageTrouble = z.strictObject({
  /** `empty`: no rows; `repeated`: the rows of the page before once more. The total stays. */
  kind: z.enum(['empty', 'repeated']),
  /** The first pages whose offset is at least this are troubled. */
  fromOffset: z.number().int().min(1).default(1),
  times: z.number().int().min(1).default(1),
});

/** Everything the TIXNGO stand-in can be told to do. What the vendor does not publish has its reading here. */
export const TixngoSwitches = z.strictObject({
  ...commonSwitches,
  /** Highest `limit` of the offset-paged reports; above it 400. */
  pageCeiling: z.number().int().min(1).max(1_000_000).default(1000),
  /** Highest `limit` of the status logs. */
  logPageCeiling: z.number().int().min(1).max(1_000_000).default(10_000),
  /** How the key is sent. */
  authScheme: z.enum(['basic', 'header']).default('basic'),
  authHeaderName: z
    .string()
    .regex(/^[A-Za-z0-9-]+$/, 'must be a header name')
    .default('X-Api-Key'),
  /** `false`: the key is good but may not read reports (403). */
  reportingRight: z.boolean().default(true),
  unknownEvent: z.enum(['not-found', 'empty']).default('not-found'),
  unknownParameters: z.enum(['refuse', 'ignore']).default('refuse'),
  /** Names of the date-range parameters of the reports over several events. */
  rangeFrom: z.string().min(1).default('from'),
  rangeTo: z.string().min(1).default('to'),
  /** The older description: the path without an event ID serves one event (`eventId`), the path with IDs serves several. */
  seedPaths: z.boolean().default(false),
  /** `last-updated-first`: a row moves to the front when it changes. */
  order: z.enum(['position', 'last-updated-first']).default('position'),
  /** Whether `excludeDeleted` and the counts take DELETION_PENDING for deleted; the guest may still stand at the gate with it. */
  deletionPending: z.enum(['live', 'deleted']).default('live'),
  sinceBound: z.enum(['inclusive', 'exclusive']).default('inclusive'),
  beforeBound: z.enum(['exclusive', 'inclusive']).default('exclusive'),
  /** How the status logs say that there is no further page. */
  logEnd: z.enum(['null', 'empty', 'absent']).default('null'),
  statisticsShape: z.enum(['array', 'result']).default('array'),
  /** Added to every `total` of the ticket reports: a total that lies. */
  totalDelta: z.number().int().default(0),
  pageTrouble: PageTrouble.nullable().default(null),
  /** Tickets scanned, sold, deleted and removed without a trace in every event somebody has read, per second of the clock. */
  scansPerSecond: rate.default(0),
  salesPerSecond: rate.default(0),
  deletesPerSecond: rate.default(0),
  vanishesPerSecond: rate.default(0),
  /** The same after every page of a ticket report; fractions add up, so 0.5 is one change every second page. */
  changesPerPage: Changes.nullable().default(null),
  /** Where a sold ticket stands in the list: at its end or anywhere, moving the rows behind it. */
  salesLand: z.enum(['end', 'anywhere']).default('end'),
});

export type TixngoSwitches = z.infer<typeof TixngoSwitches>;
