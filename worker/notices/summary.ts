import { DAY_MS } from '../../shared/dates.ts';
import type { Database } from '../db/connection.ts';
import { insertDelivery } from '../db/notice-deliveries.ts';
import { targetsToSummarise, updateNoticeTarget, type NoticeTargetRow } from '../db/notice-targets.ts';
import { talliesFor, type ReportPlace } from '../db/report-tallies.ts';
import type { SummaryFacts, Tally } from '../db/tables-notices.ts';
import { nextDueOf } from '../schedules/next-due.ts';
import type { Clock } from './clock.ts';
import { oneLine, placeOf, SUBJECT_LENGTH, type Letter, type LetterItem, type TabLink } from './letter.ts';

/**
 * The next time of day in a zone, after `after`; once on each day, also on those when clocks change.
 *
 * @param at "08:00".
 */
export function nextSummary(at: string, timeZone: string, after: Date): Date {
  const timing = { kind: 'daily', readyBy: at } as const;
  const next = nextDueOf({ timing, timeZone, startDate: null, stopDate: null }, after);
  if (!next) throw new RangeError(`there is no ${at} in ${timeZone}`);
  return next;
}

/**
 * Makes the daily summaries that are due. Message and next time are written in one transaction, so that none is lost or made twice; those
 * of days nobody was at work are not made up for.
 */
export async function makeSummaries(db: Database, now: Date): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    for (const target of await targetsToSummarise(transaction, now)) await summarise(transaction, target, now);
  });
}

async function summarise(transaction: Database, target: NoticeTargetRow, now: Date): Promise<void> {
  const { id: target_id, workspace_id, summary_at, time_zone } = target;
  const since = target.last_summary_at ?? new Date(now.getTime() - DAY_MS);
  const reports = await talliesFor(transaction, target, since);
  if (reports.length > 0) {
    const facts: SummaryFacts = { since: since.toISOString(), until: now.toISOString(), reports };
    await insertDelivery(transaction, { workspace_id, target_id, what: 'summary', facts: JSON.stringify(facts) });
  }
  const next_summary_at = summary_at === null ? null : nextSummary(summary_at, time_zone, now);
  await updateNoticeTarget(transaction, target, { last_summary_at: now, next_summary_at });
}

const COUNT = new Intl.NumberFormat('en-US');
const SIGNED = new Intl.NumberFormat('en-US', { signDisplay: 'exceptZero' });

const KINDS = [
  ['sold', 'Sold'],
  ['refunded', 'Refunded or cancelled'],
  ['checkedIn', 'Checked in'],
] as const satisfies readonly (readonly [keyof Tally, string])[];

type Counted = SummaryFacts['reports'][number];

const changeOf = ({ before, now }: Counted, kind: keyof Tally): number | null => before && now[kind] - before[kind];

function lineOf(counted: Counted, kind: keyof Tally, title: string): string {
  const change = changeOf(counted, kind);
  const total = COUNT.format(counted.now[kind]);
  if (change === null) return `${title}: ${total} in all`;
  return `${title}: ${change === 0 ? 'no change' : SIGNED.format(change)} (${total} in all)`;
}

/** What never happened is not worth a line, nor what such a report cannot count. */
const isTold = ({ before, now }: Counted, kind: keyof Tally): boolean => now[kind] !== 0 || (before?.[kind] ?? 0) !== 0;

function itemOf(counted: Counted, place: ReportPlace, tabLink: TabLink): LetterItem {
  const { name, tab, google_id, sheet_id, title } = place;
  return {
    tone: 'plain',
    title: name,
    place: placeOf({ tab, spreadsheet_title: title }),
    lines: KINDS.filter(([kind]) => kind === 'sold' || isTold(counted, kind)).map(([kind, words]) =>
      lineOf(counted, kind, words),
    ),
    todo: null,
    link: google_id === null ? null : tabLink(google_id, sheet_id),
  };
}

/** The change of one report, for a subject; null: nothing changed. */
function briefly(counted: Counted, name: string): string | null {
  if (counted.before === null) return `${name} ${COUNT.format(counted.now.sold)} sold in all`;
  const words = { sold: 'sold', refunded: 'refunded', checkedIn: 'checked in' } as const;
  const changes = KINDS.map(([kind]) => ({ kind, change: changeOf(counted, kind) ?? 0 }));
  const told = changes.filter(({ change }) => change !== 0);
  if (told.length === 0) return null;
  return `${name} ${told.map(({ kind, change }) => `${SIGNED.format(change)} ${words[kind]}`).join(', ')}`;
}

/** The daily summary: counts and names of reports only. Reports that were deleted since are left out. */
export function summaryLetter(
  { since, until, reports }: SummaryFacts,
  places: readonly ReportPlace[],
  clock: Clock,
  tabLink: TabLink,
): Letter {
  const found = reports.flatMap((counted) => {
    const place = places.find(({ id }) => id === counted.id);
    return place ? [{ counted, place }] : [];
  });
  const brief = found.map(({ counted, place }) => briefly(counted, place.name)).filter((part) => part !== null);
  const day = clock.day(new Date(until));
  const subject = brief.length > 0 ? `${day}: ${brief.join('; ')}` : `${day}: nothing sold, refunded or checked in`;
  return {
    subject: oneLine(subject, SUBJECT_LENGTH),
    items: found.map(({ counted, place }) => itemOf(counted, place, tabLink)),
    small: [
      `Changes since ${clock.time(new Date(since))}, as of the last refresh of each report.`,
      `Times are those of ${clock.timeZone}.`,
    ],
  };
}
