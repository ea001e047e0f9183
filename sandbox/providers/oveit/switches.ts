import { z } from 'zod';
import { commonSwitches } from '../switch-board.ts';

const rate = z.number().min(0).max(10_000);

const Changes = z.strictObject({
  sales: rate.default(0),
  checkins: rate.default(0),
  uses: rate.default(0),
  cancellations: rate.default(0),
});

/** Everything the Oveit stand-in can be told to do. What the vendor does not publish has its reading here. */
export const OveitSwitches = z.strictObject({
  ...commonSwitches,
  /** How parameters may come; in any other way they are not seen. */
  encodings: z.array(z.enum(['form', 'json', 'query'])).default(['form', 'json', 'query']),
  unknownParameters: z.enum(['refuse', 'ignore']).default('ignore'),
  /** The key of the seller in the login answer: with a blank at its end, as published, or without. */
  sellerIdKey: z.enum(['seller_id ', 'seller_id']).default('seller_id '),
  /** Seconds a token lives. */
  tokenSeconds: z.number().int().min(1).default(172_800),
  /** `false`: a call does not give its token new life. */
  slidingToken: z.boolean().default(true),
  /** A token dies after so many calls, in the middle of whatever is read; `null`: it does not. */
  callsPerToken: z.number().int().min(1).nullable().default(null),
  /** What the account may do: `gate` scans and lists, but reads no registration forms. */
  role: z.enum(['owner', 'gate']).default('owner'),
  /** `false`: the seller has not bought the registration forms. */
  registrationForms: z.boolean().default(true),
  /** `true`: the seller has no event at all. */
  noEvents: z.boolean().default(false),
  /** `false`: the deprecated `tickets_sold` is gone. */
  ticketsSold: z.boolean().default(true),
  /** How IDs of attendees, orders and tickets are written. */
  attendeeIds: z.enum(['string', 'integer']).default('string'),
  /** `false`: attendees without the members that no page describes. */
  attendeeExtras: z.boolean().default(true),
  /** Attendees in an answer. */
  attendeePage: z.number().int().min(1).max(10_000).default(50),
  /** `inclusive`: an answer begins with the attendee the cursor names, so that each border has one twice and the end is never empty. */
  sinceBound: z.enum(['exclusive', 'inclusive']).default('exclusive'),
  /** What a cursor gives whose ticket was cancelled meanwhile. */
  goneCursor: z.enum(['continue', 'error', 'start']).default('continue'),
  /** Added to every `total`: a total that lies. */
  totalDelta: z.number().int().default(0),
  /** `true`: good answers also carry an `error`. */
  errorBesideData: z.boolean().default(false),
  /** `refuse`: checking in, the only call that changes something, gets 501. */
  checkIns: z.enum(['refuse', 'allow']).default('refuse'),
  /** Orders sold, tickets checked in, add-ons used and tickets cancelled in every event somebody has read, per second. */
  salesPerSecond: rate.default(0),
  checkinsPerSecond: rate.default(0),
  usesPerSecond: rate.default(0),
  cancellationsPerSecond: rate.default(0),
  /** The same after every list of tickets or attendees; fractions add up, so 0.5 is one change every second answer. */
  changesPerPage: Changes.nullable().default(null),
  /** Where new tickets stand in the list. */
  salesLand: z.enum(['end', 'start', 'anywhere']).default('end'),
});

export type OveitSwitches = z.infer<typeof OveitSwitches>;
