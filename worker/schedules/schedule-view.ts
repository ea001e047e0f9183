import type { Schedule } from '../../shared/schedules.ts';
import { planOf, type ScheduleRow } from '../db/schedules.ts';
import type { NextDue } from '../sheets/status-tab/plan.ts';
import { scheduleWords } from './words.ts';

const said = (at: Date | null): string | null => at?.toISOString() ?? null;

/** A schedule as the API shows it. */
export function toSchedule(row: ScheduleRow): Schedule {
  return {
    reportId: row.report_id,
    ...planOf(row),
    pauseAfter: row.pause_after,
    says: scheduleWords(planOf(row)),
    nextDue: said(row.next_due),
    lateFrom: said(row.late_from),
    paused: pausedOf(row),
    failures: row.failures,
    skipped: row.skipped_due && { due: row.skipped_due.toISOString() },
    caughtUp: caughtUpOf(row),
    version: row.version,
    updatedAt: row.updated_at.toISOString(),
  };
}

function pausedOf({ paused_at, paused_because }: ScheduleRow): Schedule['paused'] {
  return paused_at && paused_because && { since: paused_at.toISOString(), because: paused_because };
}

function caughtUpOf({ caught_up_due: due, caught_up_missed: missed, caught_up_at: at }: ScheduleRow) {
  return due && missed !== null && at ? { due: due.toISOString(), missed, at: at.toISOString() } : null;
}

/** What the tab "Willcall" says of when the next refresh is due. */
export function dueTold(row: ScheduleRow | null): NextDue {
  return row?.paused_at ? 'paused' : (row?.next_due ?? null);
}
