import * as z from 'zod/mini';

const id = z.uuid();
const instant = z.string();

/** A time of the wall clock, "08:00". */
export const ClockTime = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));
/** A day of the calendar, "2027-05-01". */
const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
/** A time of the wall clock on a day, without an offset: "2027-05-01T19:30". */
const localTime = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/));

export const Weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);
export type Weekday = z.infer<typeof Weekday>;

/** The steps of "every … minutes"; 1 only around an event. */
export const EVERY_MINUTES = [5, 15, 60] as const;
export const EVENT_MINUTES = [1, 5, 15, 60] as const;

/** Counted by the wall clock: on the hour, a quarter past … `between`: only then, both ends too; over midnight when `until` is earlier. */
export const EveryTiming = z.strictObject({
  kind: z.literal('every'),
  minutes: z.literal(EVERY_MINUTES),
  between: z.optional(z.nullable(z.strictObject({ from: ClockTime, until: ClockTime }))),
});
/** Each day; begins early enough to be through by then. */
export const DailyTiming = z.strictObject({ kind: z.literal('daily'), readyBy: ClockTime });
/** On these days of the week; begins at that time. */
export const WeeklyTiming = z.strictObject({
  kind: z.literal('weekly'),
  days: z.array(Weekday).check(z.minLength(1), z.maxLength(7)),
  at: ClockTime,
});
/** Five fields: minute, hour, day of the month, month, day of the week. */
export const CronTiming = z.strictObject({
  kind: z.literal('cron'),
  expression: z.string().check(z.trim(), z.minLength(9), z.maxLength(200)),
});

export const OrdinaryTiming = z.discriminatedUnion('kind', [EveryTiming, DailyTiming, WeeklyTiming, CronTiming]);
export type OrdinaryTiming = z.infer<typeof OrdinaryTiming>;

/**
 * Around an event: from `fromMinutes` to `untilMinutes` after its doors open (before: below 0), every so many minutes. `otherwise`: how
 * it is refreshed on other days; left out or null: not at all.
 */
export const EventTiming = z.strictObject({
  kind: z.literal('event'),
  doors: localTime,
  fromMinutes: z.int().check(z.minimum(-10_080), z.maximum(10_080)),
  untilMinutes: z.int().check(z.minimum(-10_080), z.maximum(10_080)),
  everyMinutes: z.literal(EVENT_MINUTES),
  otherwise: z.optional(z.nullable(OrdinaryTiming)),
});
export type EventTiming = z.infer<typeof EventTiming>;

/** When a report is refreshed by itself. */
export const Timing = z.discriminatedUnion('kind', [EveryTiming, DailyTiming, WeeklyTiming, CronTiming, EventTiming]);
export type Timing = z.infer<typeof Timing>;

/** `timeZone`: an IANA name, "Europe/Zurich". Both days belong to it; null: from now on, without end. */
export const ScheduleInput = z.strictObject({
  timing: Timing,
  timeZone: z.string().check(z.minLength(1), z.maxLength(60)),
  startDate: z.optional(z.nullable(day)),
  stopDate: z.optional(z.nullable(day)),
  /** After so many failures in a row it is paused, and people are told; default 5. */
  pauseAfter: z.optional(z.int().check(z.minimum(1), z.maximum(100))),
});
export type ScheduleInput = z.infer<typeof ScheduleInput>;

export const PAUSE_AFTER = 5;

/** A schedule with how it goes. Times are instants. */
export const Schedule = z.object({
  reportId: id,
  timing: Timing,
  timeZone: z.string(),
  startDate: z.nullable(z.string()),
  stopDate: z.nullable(z.string()),
  pauseAfter: z.number(),
  /** In words: "every day, ready by 08:00 (Europe/Zurich)". */
  says: z.string(),
  /** When the next refresh is promised; null while it is paused, and when it is over. */
  nextDue: z.nullable(instant),
  /** From then on two refreshes that were due have not come: the list counts as late. null: nothing is due. */
  lateFrom: z.nullable(instant),
  /** `failures`: stopped after failures in a row; `person`: somebody paused it. */
  paused: z.nullable(z.object({ since: instant, because: z.enum(['failures', 'person']) })),
  /** Refreshes in a row that did not work. */
  failures: z.number(),
  /** The last refresh that was left out, because the one before was still going on. */
  skipped: z.nullable(z.object({ due: instant })),
  /** When Willcall was away last at a time that was due: `missed` of them (the oldest at `due`) (counted to 100) were made good by one refresh at `at`. */
  caughtUp: z.nullable(z.object({ due: instant, missed: z.number(), at: instant })),
  /** Grows with every change by a person, for `If-Match`. */
  version: z.number(),
  updatedAt: instant,
});
export type Schedule = z.infer<typeof Schedule>;

/** What an interval needs to be chosen. `reason`: why it is (not) offered, a sentence. */
export const IntervalOffer = z.object({ minutes: z.number(), offered: z.boolean(), reason: z.string() });
export type IntervalOffer = z.infer<typeof IntervalOffer>;

/** What can be chosen for a report. */
export const ScheduleOffers = z.object({
  /** How long a refresh takes, by the last ones; null: none was through yet. */
  expectedSeconds: z.nullable(z.number()),
  /** For `every`, and (from 1 minute on) around an event. */
  intervals: z.array(IntervalOffer),
  /** The spreadsheet's own time zone, to begin with. */
  timeZone: z.nullable(z.string()),
});
export type ScheduleOffers = z.infer<typeof ScheduleOffers>;

/** Whether two refreshes that were due have not come. */
export function isOverdue({ lateFrom }: Pick<Schedule, 'lateFrom'>, now: Date): boolean {
  return lateFrom !== null && Date.parse(lateFrom) <= now.getTime();
}
