import type { Report, Run } from '../../shared/api.ts';
import type { ReportRow } from '../db/reports.ts';
import { schedulesOf, type ScheduleRow } from '../db/schedules.ts';
import type { Deps } from '../deps.ts';
import { parsedRetention, retentionDue } from '../erasure/retention.ts';
import { Failure } from '../failure.ts';
import { toSchedule } from '../schedules/schedule-view.ts';
import { storedQuestion, toInput } from './report-input.ts';

/** Where each filter in use is applied; nothing for a report that no longer fits its providers: running it says why. */
async function filtersApplied(deps: Deps, row: ReportRow) {
  try {
    return deps.checkQuestion(await storedQuestion(deps, row)).filtersApplied;
  } catch (error) {
    if (error instanceof Failure) return [];
    throw error;
  }
}

const scheduleShown = (schedule: ScheduleRow | undefined) => (schedule ? toSchedule(schedule) : null);

/** A report as the API shows it. */
export async function toReport(
  deps: Deps,
  row: ReportRow,
  lastRun: Run | undefined,
  schedule?: ScheduleRow,
): Promise<Report> {
  const stale = row.sources.flatMap(({ stale_since }) => stale_since ?? []).toSorted((a, b) => Number(a) - Number(b));
  return {
    id: row.id,
    ...toInput(row),
    hold: row.hold?.hold ?? null,
    retentionDue: retentionDue(parsedRetention(row.retention), row.event_ends_at)?.toISOString() ?? null,
    clearedAt: row.cleared_at?.toISOString() ?? null,
    staleSince: stale[0]?.toISOString() ?? null,
    filtersApplied: await filtersApplied(deps, row),
    schedule: scheduleShown(schedule),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
    lastRun: lastRun ?? null,
  };
}

/** Reports with their newest runs. */
export async function withLastRuns(deps: Deps, rows: readonly ReportRow[]): Promise<Report[]> {
  const ids = rows.map(({ id }) => id);
  const [runs, schedules] = [await deps.lastRuns(ids), await schedulesOf(deps.db, ids)];
  return await Promise.all(rows.map(async (row) => await toReport(deps, row, runs.get(row.id), schedules.get(row.id))));
}

/** One report with its newest run. */
export async function withLastRun(deps: Deps, row: ReportRow): Promise<Report> {
  const run = (await deps.lastRuns([row.id])).get(row.id);
  const schedule = (await schedulesOf(deps.db, [row.id])).get(row.id);
  return await toReport(deps, row, run, schedule);
}
