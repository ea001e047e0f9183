import { Cron } from 'croner';
import type { EventTiming, OrdinaryTiming, Timing } from '../../shared/schedules.ts';
import { instantAt, wallClock } from './wall-clock.ts';

/** What decides when a report is due. */
export type Plan = {
  readonly timing: Timing;
  readonly timeZone: string;
  readonly startDate: string | null;
  readonly stopDate: string | null;
};

const MINUTE_MS = 60_000;
/** How far ahead is looked for a time that a schedule names but hardly ever meets. */
const HORIZON_MS = 10 * 366 * 86_400_000;

/**
 * The first time after `after` at which a refresh is due; null: never again. A time of day is met once a day, also on days when clocks
 * change: one that they skip is met at the moment they do, one that comes twice the first time. Intervals go on through both.
 */
export function nextDueOf(plan: Plan, after: Date): Date | null {
  const { timeZone, startDate, stopDate } = plan;
  const opens = startDate === null ? null : instantAt(timeZone, `${startDate}T00:00`);
  const from = opens !== null && opens > after ? new Date(opens.getTime() - 1) : after;
  const due = nextOf(plan.timing, timeZone, from);
  if (!due || due.getTime() - from.getTime() > HORIZON_MS) return null;
  return stopDate !== null && wallClock(timeZone, due).day > stopDate ? null : due;
}

/** Times that are due after `after`, up to `until`, both in order; at most `limit`. */
export function duesBetween(plan: Plan, after: Date, until: Date, limit = 1000): Date[] {
  const dues: Date[] = [];
  let due = nextDueOf(plan, after);
  while (due && due <= until && dues.length < limit) {
    dues.push(due);
    due = nextDueOf(plan, due);
  }
  return dues;
}

/** How many refreshes were due since; at most 1,000. */
export function missedIntervals(plan: Plan, since: Date, now: Date): number {
  return duesBetween(plan, since, now).length;
}

/** The `count`-th time that is due after `after`, or the last there is before that; null: nothing is due any more. */
export function dueAfter(plan: Plan, after: Date, count: number): Date | null {
  let last: Date | null = null;
  for (let due = nextDueOf(plan, after); due && count > 0; due = nextDueOf(plan, due), count--) last = due;
  return last;
}

function nextOf(timing: Timing, timeZone: string, after: Date): Date | null {
  switch (timing.kind) {
    case 'every':
      return nextStep(timing, timeZone, after);
    case 'daily':
      return nextCron(`${cronTime(timing.readyBy)} * * *`, timeZone, after);
    case 'weekly':
      return nextCron(`${cronTime(timing.at)} * * ${timing.days.join(',')}`, timeZone, after);
    case 'cron':
      return nextCron(timing.expression, timeZone, after);
    case 'event':
      return nextAroundEvent(timing, timeZone, after);
  }
}

/** "02:30" as the first fields of a cron expression. */
const cronTime = (time: string): string => time.split(':').map(Number).toReversed().join(' ');

const CRONS = new Map<string, Cron>();
const MOST_CRONS = 2000;

/** Kept: to read an expression takes longer than to find its next time. @throws TypeError saying what is wrong with it. */
export function cronOf(expression: string, timeZone: string): Cron {
  const name = `${timeZone} ${expression}`;
  const known = CRONS.get(name);
  if (known) return known;
  const made = new Cron(expression, { timezone: timeZone, mode: '5-part', fixedTimeRule: 'no-wildcard', paused: true });
  if (CRONS.size >= MOST_CRONS) CRONS.clear();
  CRONS.set(name, made);
  return made;
}

function nextCron(expression: string, timeZone: string, after: Date): Date | null {
  return cronOf(expression, timeZone).nextRun(after);
}

function nextStep(
  { minutes, between }: Extract<OrdinaryTiming, { kind: 'every' }>,
  timeZone: string,
  after: Date,
): Date | null {
  const steps = cronOf(minutes === 60 ? '0 * * * *' : `*/${minutes} * * * *`, timeZone);
  if (!between) return steps.nextRun(after);
  const isOpen = (at: Date) => isBetween(wallClock(timeZone, at).time, between);
  const next = steps.nextRun(after);
  if (!next || isOpen(next)) return next;
  // the rest of the closed hours is leapt over; the next may still be closed: clocks change, or the hours lie between two steps
  let opens = nextCron(`${cronTime(between.from)} * * *`, timeZone, after);
  for (let day = 0; opens && day < 4; day++) {
    const first = steps.nextRun(new Date(opens.getTime() - 1));
    if (first && isOpen(first)) return first;
    opens = nextCron(`${cronTime(between.from)} * * *`, timeZone, opens);
  }
  return null;
}

function isBetween(time: string, { from, until }: { from: string; until: string }): boolean {
  return from <= until ? from <= time && time <= until : time >= from || time <= until;
}

/** First and last instant of the hours around an event. */
export function eventWindow(timing: EventTiming, timeZone: string): { readonly from: Date; readonly until: Date } {
  const doors = instantAt(timeZone, timing.doors);
  const at = (minutes: number) => new Date(doors.getTime() + minutes * MINUTE_MS);
  return { from: at(timing.fromMinutes), until: at(timing.untilMinutes) };
}

function nextAroundEvent(timing: EventTiming, timeZone: string, after: Date): Date | null {
  const window = eventWindow(timing, timeZone);
  const inside = nextInside(window, timing.everyMinutes * MINUTE_MS, after);
  const { otherwise } = timing;
  if (!otherwise) return inside;
  let other = nextOf(otherwise, timeZone, after);
  if (other && window.from <= other && other <= window.until) other = nextOf(otherwise, timeZone, window.until);
  if (!inside || !other) return inside ?? other;
  return inside < other ? inside : other;
}

function nextInside({ from, until }: { from: Date; until: Date }, stepMs: number, after: Date): Date | null {
  const steps = after < from ? 0 : Math.floor((after.getTime() - from.getTime()) / stepMs) + 1;
  const next = new Date(from.getTime() + steps * stepMs);
  return next <= until ? next : null;
}
