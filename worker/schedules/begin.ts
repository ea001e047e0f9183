import type { Timing } from '../../shared/schedules.ts';
import { dueAfter, eventWindow, nextDueOf, type Plan } from './next-due.ts';

/** What a report's refreshes take, as far as is known, and what keeps schedules of one time apart. */
export type Pace = {
  /** Milliseconds from asking to the end; null: none was through yet. */
  readonly expectedMs: number | null;
  /** Id of the report. */
  readonly seed: string;
};

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
/** What is due is looked for every second (worker/jobs/sweep.ts): a promise is kept although that comes last. */
const LOOK_MS = 2 * SECOND_MS;
/** A first refresh is given this long. */
const UNKNOWN_MS = 120_000;
/** What is ready by a time has room for a refresh that takes longer than usual. */
const ROOM = 1.25;
const ROOM_MS = 30 * SECOND_MS;

/** The most by which a report begins before its time, so that not all of them begin at 08:00 sharp. */
function spreadOf(plan: Plan, due: Date): number {
  const timing = timingAt(plan, due);
  if (timing.kind === 'every') return Math.min(60, timing.minutes * 12) * SECOND_MS;
  if (timing.kind === 'event') return Math.min(60, timing.everyMinutes * 12) * SECOND_MS;
  if (timing.kind === 'cron') return Math.min(60 * SECOND_MS, ((stepAfter(plan, due) ?? Infinity) * MINUTE_MS) / 5);
  return 120 * SECOND_MS;
}

function stepAfter(plan: Plan, due: Date): number | null {
  const next = nextDueOf(plan, due);
  return next && (next.getTime() - due.getTime()) / MINUTE_MS;
}

/** Of an event and what is on other days, the one that this time is of. */
function timingAt({ timing, timeZone }: Plan, due: Date): Timing {
  if (timing.kind !== 'event' || !timing.otherwise) return timing;
  const { from, until } = eventWindow(timing, timeZone);
  return from <= due && due <= until ? timing : timing.otherwise;
}

/** A number from 0 up to 1 that stays the same for a report (FNV-1a). */
function shareOf(seed: string): number {
  let hash = 0x811c9dc5;
  for (const letter of seed) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash / 2 ** 32;
}

/** When work begins on what is due then: a little before, each report a little different; for "ready by" early enough to be through. */
export function beginOf(plan: Plan, due: Date, { expectedMs, seed }: Pace): Date {
  const isReadyBy = timingAt(plan, due).kind === 'daily';
  const work = isReadyBy ? (expectedMs ?? UNKNOWN_MS) * ROOM + ROOM_MS : 0;
  return new Date(due.getTime() - Math.round(work + LOOK_MS + shareOf(seed) * spreadOf(plan, due)));
}

/** What is to be done next: the promise, when work on it begins, and how many minutes later the next promise is (null: there is none). */
export type Turn = { readonly due: Date; readonly begin: Date; readonly stepMinutes: number | null };

/** The first promise after `after` whose work can still begin in time; null: nothing is due any more. */
export function nextTurn(plan: Plan, pace: Pace, after: Date, now: Date): Turn | null {
  for (let due = nextDueOf(plan, later(after, now)); due; due = nextDueOf(plan, due)) {
    const begin = beginOf(plan, due, pace);
    if (begin > now) return { due, begin, stepMinutes: stepAfter(plan, due) };
  }
  return null;
}

const later = (a: Date, b: Date): Date => (a > b ? a : b);

/** How late a refresh may be before it counts as made good after downtime. */
const TOLERANCE_MS = 60 * SECOND_MS;
/** More are not counted one by one. */
const MOST_COUNTED = 100;

/** One refresh for all that is due by now. `serves`: the newest of the promises; `missed`: how many of them came too late, 0 as a rule. */
export type Beginning = { readonly serves: Date; readonly missed: number; readonly next: Turn | null };

/** What a schedule whose turn has come begins, and its next turn. */
export function beginningOf(plan: Plan, pace: Pace, turn: Omit<Turn, 'stepMinutes'>, now: Date): Beginning {
  let serves = turn.due;
  let count = 1;
  let due = nextDueOf(plan, turn.due);
  while (due && beginOf(plan, due, pace) <= now && count < MOST_COUNTED) {
    serves = due;
    count += 1;
    due = nextDueOf(plan, due);
  }
  const isLate = count > 1 || now.getTime() - turn.begin.getTime() > TOLERANCE_MS;
  if (serves < now && count === MOST_COUNTED) serves = now;
  return { serves, missed: isLate ? count : 0, next: nextTurn(plan, pace, serves, now) };
}

/**
 * From when on a report counts as late: two promises after the last that was kept have gone by, and the time a refresh takes. null:
 * nothing is due any more.
 */
export function lateFromOf(plan: Plan, goodUntil: Date, expectedMs: number | null): Date | null {
  const due = dueAfter(plan, goodUntil, 2);
  return due && new Date(due.getTime() + Math.max(15 * SECOND_MS, expectedMs ?? UNKNOWN_MS));
}
