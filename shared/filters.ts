import * as z from 'zod/mini';
import { isCalendarDate, toInstant } from './dates.ts';

const ROLLING = /^(\d{1,4}) (hour|day|week)s?$/;

const moment = z
  .string()
  .check(
    z.refine(
      (text) => isCalendarDate(text) || toInstant(text) !== null,
      'must be a day or a moment, such as 2027-05-21',
    ),
  );

/** From `from` (included) until `to` (excluded), or the `last` so much time before the run, such as "7 days". A day begins in UTC. */
export const FilterRange = z.strictObject({
  from: z.optional(moment),
  to: z.optional(moment),
  last: z.optional(z.string().check(z.regex(ROLLING, 'must be such as "7 days", "24 hours" or "2 weeks"'))),
});
export type FilterRange = z.infer<typeof FilterRange>;

const words = z.array(z.string().check(z.minLength(1), z.maxLength(200))).check(z.minLength(1), z.maxLength(100));

/**
 * Which rows of a report are wanted; all of these at once. `status` takes our words (rows whose state we have no word for always
 * pass), `ticketType` names or ids, `text` is found in any text of the row, in small or capital letters, `optedIn` leaves only people who
 * agreed to marketing: whoever was not asked did not.
 */
export const Filters = z.strictObject({
  status: z.optional(words),
  created: z.optional(FilterRange),
  updated: z.optional(FilterRange),
  purchased: z.optional(FilterRange),
  ticketType: z.optional(words),
  text: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
  optedIn: z.optional(z.literal(true)),
});
export type Filters = z.infer<typeof Filters>;
export type FilterId = keyof Filters;

const UNIT_MS = { hour: 3_600_000, day: 86_400_000, week: 604_800_000 } as const;

/** A range as instants; sides that are open are absent. */
export type Span = { readonly from?: string | undefined; readonly to?: string | undefined };

/** The range as it is at `now`. Rolling ranges win over `from`. */
export function spanOf({ from, to, last }: FilterRange, now: Date): Span {
  const [, count, unit] = ROLLING.exec(last ?? '') ?? [];
  if (unit !== 'hour' && unit !== 'day' && unit !== 'week') return { from: instant(from), to: instant(to) };
  return { from: new Date(now.getTime() - Number(count) * UNIT_MS[unit]).toISOString(), to: instant(to) };
}

function instant(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  return (isCalendarDate(text) ? toInstant(`${text}T00:00`) : toInstant(text)) ?? undefined;
}
