import { z } from 'zod';
import { ERROR_CODES, ERRORS } from '../../shared/errors.ts';
import type { NoticeKind } from '../../shared/notices.ts';
import type { ToldNotice } from '../db/told-notices.ts';
import type { Clock } from './clock.ts';

/** What notices carry; whoever raised one may have left things out. */
const Facts = z
  .object({
    code: z.enum(ERROR_CODES).nullish().catch(null),
    message: z.string().nullish().catch(null),
    error: z.string().nullish().catch(null),
    status: z.string().nullish().catch(null),
    account: z.string().nullish().catch(null),
    audience: z.string().nullish().catch(null),
    since: z.string().nullish().catch(null),
    due: z.string().nullish().catch(null),
    rows: z.number().nullish().catch(null),
    complete: z.boolean().nullish().catch(null),
    failures: z.number().nullish().catch(null),
    from: z.string().nullish().catch(null),
    until: z.string().nullish().catch(null),
    caughtUp: z.array(z.string()).nullish().catch(null),
    waiting: z.array(z.string()).nullish().catch(null),
  })
  .catch({});
type Facts = z.infer<typeof Facts>;

/**
 * A notice in words. `headline`: what is so, after the name of the report in a subject; `sentence`: the same with its reason; `todo`: the
 * next step, null when there is nothing to do.
 */
export type NoticeText = { readonly headline: string; readonly sentence: string; readonly todo: string | null };

type Told = Pick<ToldNotice, 'facts' | 'occurred_at' | 'published_at'>;
type Teller = (facts: Facts, notice: Told, clock: Clock) => NoticeText;

const COUNT = new Intl.NumberFormat('en-US');
const nextOf = ({ code }: Facts): string | null => (code ? ERRORS[code].next : null);
const whyOf = ({ message }: Facts, otherwise: string): string => message ?? otherwise;

/** How old what stands in the tab is. */
function ageOf({ published_at }: Told, clock: Clock): string {
  return published_at
    ? `The rows in the sheet are those of ${clock.time(published_at)}.`
    : 'It has not been filled yet.';
}

function failed(facts: Facts, notice: Told, clock: Clock): NoticeText {
  if (facts.status === 'part') {
    const account = facts.account ?? 'one of its ticketing accounts';
    const sentence = `${account} could not be read; its rows stay as they were. ${whyOf(facts, '')}`;
    return { headline: `${account} is missing`, sentence: sentence.trim(), todo: nextOf(facts) };
  }
  if (facts.status === 'audience') {
    const sentence = `Its list "${facts.audience ?? ''}" for other eyes was not refreshed. ${whyOf(facts, '')}`;
    return { headline: 'a list for other eyes is older', sentence: sentence.trim(), todo: nextOf(facts) };
  }
  const why = whyOf(facts, 'The refresh did not work.');
  return {
    headline: 'not refreshed',
    sentence: `${why} ${ageOf(notice, clock)}`,
    todo: nextOf(facts) ?? 'Open the report in the sidebar and refresh it.',
  };
}

function held(facts: Facts, _notice: Told, _clock: Clock): NoticeText {
  if (facts.code) {
    return { headline: 'waits for you', sentence: whyOf(facts, 'Nothing was written.'), todo: nextOf(facts) };
  }
  return {
    headline: 'waits for your decision',
    sentence: whyOf(facts, 'Some changes look like a mistake of the ticketing system and were held back.'),
    todo: 'Open the report in the sidebar and choose: do it, or keep the rows.',
  };
}

function recovered({ since }: Facts, notice: Told, clock: Clock): NoticeText {
  const earlier = since ? `; it did not since ${clock.time(new Date(since))}` : '';
  return {
    headline: 'works again',
    sentence: `Refreshed at ${clock.time(notice.occurred_at)}. It works again${earlier}.`,
    todo: null,
  };
}

function firstRun({ rows, complete }: Facts): NoticeText {
  const count = rows == null ? '' : ` ${COUNT.format(rows)} ${rows === 1 ? 'row' : 'rows'}`;
  const how = complete === false ? ', not all that the ticketing system has' : '';
  return {
    headline: 'filled for the first time',
    sentence: `Filled for the first time:${count || ' its rows are in'}${how}.`,
    todo: complete === false ? 'Open the report in the sidebar: it says what is missing.' : null,
  };
}

function missed({ due }: Facts, notice: Told, clock: Clock): NoticeText {
  const when = due ? ` at ${clock.time(new Date(due))}` : '';
  return {
    headline: 'no refresh when one was due',
    sentence: `A refresh was due${when} and has not come. ${ageOf(notice, clock)}`,
    todo: 'Press Refresh in the sidebar. If that does not help either, tell whoever runs Willcall.',
  };
}

function paused(facts: Facts, notice: Told, clock: Clock): NoticeText {
  const times = facts.failures ? `${facts.failures} refreshes in a row` : 'Several refreshes in a row';
  const last = facts.error ? ` The last one: ${facts.error}` : '';
  const first = nextOf(facts);
  return {
    headline: 'schedule paused',
    sentence: `${times} did not work, so it is not refreshed by itself any more.${last} ${ageOf(notice, clock)}`,
    todo: `${first ? `${first} Then switch` : 'Switch'} the schedule on again in the sidebar.`,
  };
}

function notShared(_facts: Facts, notice: Told, clock: Clock): NoticeText {
  return {
    headline: 'Willcall cannot write to the spreadsheet any more',
    sentence: `The spreadsheet is not shared with Willcall any more. ${ageOf(notice, clock)}`,
    todo: 'Open the spreadsheet, then Willcall in it, and share it again with one click.',
  };
}

const MINUTE = 60_000;

function lasting(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / MINUTE));
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}

const listed = (names: readonly string[]): string =>
  names.length <= 8 ? names.join(', ') : `${names.slice(0, 8).join(', ')} and ${names.length - 8} more`;

function downtime({ from, until, caughtUp, waiting }: Facts, notice: Told, clock: Clock): NoticeText {
  const end = until ? new Date(until) : notice.occurred_at;
  const begin = from ? new Date(from) : end;
  const span = `from ${clock.time(begin)} to ${clock.time(end)}`;
  const away = `Willcall was away ${span} (${lasting(end.getTime() - begin.getTime())}).`;
  const late = waiting ?? [];
  return {
    headline: `Willcall was away ${span}`,
    sentence: [away, ...madeGood(caughtUp ?? [], late)].join(' '),
    todo: late.length > 0 ? 'Refresh what is not made good yet in the sidebar, if it cannot wait.' : null,
  };
}

function madeGood(caughtUp: readonly string[], late: readonly string[]): string[] {
  if (caughtUp.length + late.length === 0) return ['No refresh was due in that time.'];
  return [
    ...(caughtUp.length > 0 ? [`Made good since: ${listed(caughtUp)}.`] : []),
    ...(late.length > 0 ? [`Not yet: ${listed(late)}.`] : []),
  ];
}

const TELLERS: Record<Exclude<NoticeKind, 'summary'>, Teller> = {
  failed,
  held,
  recovered,
  'first-run': firstRun,
  missed,
  paused,
  'not-shared': notShared,
  downtime,
};

/** Says a notice in the organizer's words. */
export function noticeText(notice: Told & { readonly kind: NoticeKind }, clock: Clock): NoticeText {
  if (notice.kind === 'summary') return { headline: 'summary', sentence: 'The daily summary.', todo: null };
  return TELLERS[notice.kind](Facts.parse(notice.facts), notice, clock);
}
