import { EVENT_MINUTES, type IntervalOffer, type Timing } from '../../shared/schedules.ts';
import type { RequestLimit } from '../providers/provider.ts';
import { eventWindow, nextDueOf, type Plan } from './next-due.ts';

/** What decides how often a report may be refreshed. */
export type OfferFacts = {
  /** Milliseconds from asking to the end, of the last refreshes that went well; empty: none did yet. */
  readonly durations: readonly number[];
  /** Requests to the ticketing system in the last one. */
  readonly requests: number;
  /** The narrowest of its ticketing systems, with its name; null: none says. */
  readonly limit: (RequestLimit & { readonly title: string }) | null;
  /** Refreshes a minute that all other schedules ask for, on the average. */
  readonly othersAMinute: number;
};

const MINUTE_MS = 60_000;
/** A refresh must be through well before the next one begins. */
const ROOM = 1.5;
/** Reads of Google a refresh takes, and how many a minute Willcall makes at most (worker/sheets/quota.ts); a fifth is left to people. */
const READS_A_RUN = 4;
const READS_A_MINUTE = 50 * 0.8;
/** Of a vendor's limit, what one schedule may use: people and other programs use the same key. */
const SHARE_OF_LIMIT = 0.5;

/** How often a report may be refreshed, and why (not). */
export function offersOf(facts: OfferFacts): IntervalOffer[] {
  return EVENT_MINUTES.map((minutes) => {
    const refusal = refusalOf(minutes, facts);
    return { minutes, offered: refusal === null, reason: refusal ?? allowed(facts) };
  });
}

function allowed({ durations }: OfferFacts): string {
  const usual = expectedOf(durations);
  return usual === null
    ? 'No refresh was through yet; this is far enough apart for most.'
    : `A refresh takes ${said(usual)}.`;
}

/** How long a refresh takes: the longest of the last. */
export function expectedOf(durations: readonly number[]): number | null {
  return durations.length === 0 ? null : Math.max(...durations);
}

/** Why refreshes this far apart are not possible; null: they are. `minutes` may be a fraction. */
export function refusalOf(minutes: number, facts: OfferFacts): string | null {
  return tooLong(minutes, facts) ?? tooManyRequests(minutes, facts) ?? tooManyReads(minutes, facts);
}

function tooLong(minutes: number, { durations }: OfferFacts): string | null {
  const usual = expectedOf(durations);
  if (usual === null) {
    return minutes >= 5 ? null : 'Refresh it once first, so that Willcall knows how long that takes.';
  }
  if (usual * ROOM <= minutes * MINUTE_MS) return null;
  return `A refresh takes ${said(usual)}: the next one would be due before it is through.`;
}

function tooManyRequests(minutes: number, { requests, limit }: OfferFacts): string | null {
  if (!limit) return null;
  const asked = (requests * limit.minutes) / minutes;
  if (asked <= limit.requests * SHARE_OF_LIMIT) return null;
  const [count, most] = [asked, limit.requests].map((number) => Math.round(number).toLocaleString('en-US'));
  return `A refresh asks ${limit.title} ${requests.toLocaleString('en-US')} times: that is ${count} requests in ${limit.minutes} minutes, and ${limit.title} allows ${most} to everybody who uses this ticketing account.`;
}

function tooManyReads(minutes: number, { othersAMinute }: OfferFacts): string | null {
  const most = READS_A_MINUTE / READS_A_RUN;
  if (othersAMinute + 1 / minutes <= most) return null;
  return `Google lets Willcall refresh about ${most} lists a minute in all, and other schedules use most of it.`;
}

function said(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 90) return `about ${seconds} ${seconds === 1 ? 'second' : 'seconds'}`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `about ${minutes} minutes` : `about ${Math.round(minutes / 60)} hours`;
}

/** The shortest time between two refreshes, in minutes; null: there is only one. Of a cron, the next hundred are looked at. */
export function shortestStep(plan: Plan, now: Date): number | null {
  return stepOf(plan.timing, plan, now);
}

function stepOf(timing: Timing, plan: Plan, now: Date): number | null {
  if (timing.kind === 'every') return timing.minutes;
  if (timing.kind === 'daily') return 1440;
  if (timing.kind === 'event') return eventStep(timing, plan, now);
  let shortest: number | null = null;
  let before = nextDueOf({ ...plan, timing }, now);
  for (let count = 0; before && count < 100; count++) {
    const due = nextDueOf({ ...plan, timing }, before);
    const step = due && (due.getTime() - before.getTime()) / MINUTE_MS;
    if (step !== null && (shortest === null || step < shortest)) shortest = step;
    before = due;
  }
  return shortest;
}

function eventStep(timing: Extract<Timing, { kind: 'event' }>, plan: Plan, now: Date): number | null {
  const other = timing.otherwise ? stepOf(timing.otherwise, plan, now) : null;
  const isOver = eventWindow(timing, plan.timeZone).until < now;
  if (isOver) return other;
  return other === null ? timing.everyMinutes : Math.min(other, timing.everyMinutes);
}
