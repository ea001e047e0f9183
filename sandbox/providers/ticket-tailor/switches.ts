import { z } from 'zod';
import { salesChangeSwitches } from '../sales-changes.ts';
import { commonSwitches } from '../switch-board.ts';

const PageTrouble = z.strictObject({
  /** `empty`: no rows, and a link to go on; `repeated`: the rows that were sent for the first page. */
  kind: z.enum(['empty', 'repeated']),
  times: z.number().int().min(1).default(1),
});

/** Everything the Ticket Tailor stand-in can be told to do. What the vendor does not publish has its reading here. */
export const TicketTailorSwitches = z.strictObject({
  ...commonSwitches,
  ...salesChangeSwitches,
  /** The key may be sent as base64 of itself, without the colon that basic authentication has. */
  keyWithoutColon: z.enum(['accept', 'refuse']).default('accept'),
  unknownParameters: z.enum(['refuse', 'ignore']).default('refuse'),
  /** A `limit` above 100. */
  limitAbove100: z.enum(['clamp', 'refuse']).default('clamp'),
  order: z.enum(['newest-first', 'oldest-first']).default('newest-first'),
  /** A cursor that names no row. */
  unknownCursor: z.enum(['refuse', 'empty']).default('refuse'),
  /** A cursor naming a row that is there but does not match the filters any more: go on behind it, or not know it. */
  changedCursor: z.enum(['position', 'unknown']).default('position'),
  /** `links.next` of a page that is full and happens to be the last. */
  lastLink: z.enum(['null', 'when-full']).default('null'),
  /** The outer shape of lists. */
  envelope: z.enum(['data', 'bare-list', 'other-key']).default('data'),
  /** An event named in a filter that does not exist. */
  unknownEvent: z.enum(['empty', 'not-found']).default('empty'),
  /** The older description of the events list: filtered by created_at instead of start_at and end_at. */
  seedEventFilters: z.boolean().default(false),
  /** Events read through their series: without name and status, or whole. */
  seriesEvents: z.enum(['bare', 'full']).default('bare'),
  /** Filters of the check-ins list beyond paging are nowhere described. */
  checkInFilters: z.enum(['accept', 'refuse']).default('accept'),
  voidWord: z.enum(['void', 'voided']).default('void'),
  cancelledWord: z.enum(['cancelled', 'canceled']).default('cancelled'),
  /** Sign of the amounts of lines that stand for voided tickets. */
  voidSign: z.enum(['negative', 'positive']).default('negative'),
  /** Requests allowed in a window; `null` counts nothing and sends no headers. */
  rateLimit: z
    .strictObject({
      requests: z.number().int().min(1).default(5000),
      windowSeconds: z.number().int().min(1).default(1800),
    })
    .nullable()
    .default({ requests: 5000, windowSeconds: 1800 }),
  /** `Retry-After` when the window is used up. */
  retryAfter: z.enum(['seconds', 'http-date', 'absent']).default('seconds'),
  pageTrouble: PageTrouble.nullable().default(null),
});

export type TicketTailorSwitches = z.infer<typeof TicketTailorSwitches>;
