import type { Report, Run } from '../../shared/api.ts';
import type { Format } from './format.ts';
import { isOver } from './run-stream.ts';
import { listed, words } from './words.ts';

/** How a report stands: `tone` colours its dot, `text` says it. */
export type ReportState = { tone: 'quiet' | 'good' | 'warning' | 'bad'; text: string };

/**
 * Of a report that is not running and not stale.
 *
 * @param now milliseconds since 1970.
 * @param missing titles of the ticketing systems that could not be read.
 */
export function stateOf(run: Run | null, now: number, format: Format, missing: readonly string[] = []): ReportState {
  if (!run) return { tone: 'quiet', text: words.report.never };
  if (run.status === 'cancelled') return { tone: 'quiet', text: words.report.cancelled };
  const ago = agoOf(run.finishedAt, now, format);
  if (run.status === 'failed') return { tone: 'bad', text: words.report.failed(ago) };
  if (run.status === 'held') return { tone: 'warning', text: words.held.state(ago) };
  if (run.repair === 'list') return { tone: 'quiet', text: words.edits.checked(ago) };
  return refreshed(run, ago, format, missing);
}

function refreshed(run: Run, ago: string, format: Format, missing: readonly string[]): ReportState {
  const rows = words.report.rows(format.count(run.certificate?.rows ?? run.rows));
  const isWhole = run.certificate?.complete === true && missing.length === 0;
  return { tone: isWhole ? 'good' : 'warning', text: [ago, rows, wholeness(isWhole, missing)].join(' · ') };
}

function wholeness(isWhole: boolean, missing: readonly string[]): string {
  const text = words.report;
  if (isWhole) return text.complete;
  return missing.length > 0 ? text.missingPart(listed(missing)) : text.incomplete;
}

/** "4 min ago"; dates from a week on. */
export function agoOf(instant: string | null, now: number, format: Format): string {
  if (instant === null) return words.ago.now;
  const minutes = Math.floor((now - Date.parse(instant)) / 60_000);
  if (minutes < 1) return words.ago.now;
  if (minutes < 60) return words.ago.minutes(format.count(minutes));
  if (minutes < 24 * 60) return words.ago.hours(format.count(Math.floor(minutes / 60)));
  const days = Math.floor(minutes / (24 * 60));
  return days < 7 ? words.ago.days(format.count(days)) : format.moment(instant);
}

/** The reports with this run in the place of an older state of it. */
export function withRun(reports: readonly Report[], run: Run): Report[] {
  return reports.map((report) => {
    if (report.id !== run.reportId) return report;
    const lastRun = newer(report.lastRun, run);
    // what a refresh held back is what the report waits for from then on
    const isNews = lastRun?.id === run.id && lastRun.status === 'done' && run.status === 'done';
    return { ...report, lastRun, ...(isNews && { hold: run.hold }) };
  });
}

/** A freshly read list, which may have been on its way while newer news of a run arrived. */
export function merged(known: readonly Report[], read: readonly Report[]): Report[] {
  return read.map((report) => {
    const before = known.find(({ id }) => id === report.id)?.lastRun ?? null;
    return { ...report, lastRun: newer(before, report.lastRun) };
  });
}

function newer(known: Run | null, read: Run | null): Run | null {
  if (!known || !read) return read ?? known;
  if (known.id === read.id) {
    const latest = known.version > read.version ? known : read;
    return { ...latest, sheetId: latest.sheetId ?? known.sheetId };
  }
  // A run that has not reached the tab yet does not know which one it is.
  return isOver(known) || !isOver(read) ? { ...read, sheetId: read.sheetId ?? known.sheetId } : known;
}
