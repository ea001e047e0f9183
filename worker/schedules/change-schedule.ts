import type { ScheduleInput } from '../../shared/schedules.ts';
import { recordDeed, type Actor } from '../db/audit.ts';
import type { Database } from '../db/connection.ts';
import { inTransaction } from '../db/in-transaction.ts';
import type { ReportRow } from '../db/reports.ts';
import {
  CHANGED,
  deleteSchedule,
  insertSchedule,
  lastRefreshes,
  lockSchedule,
  paceOf,
  planOf,
  turnColumns,
  updateSchedule,
  type ScheduleRow,
} from '../db/schedules.ts';
import { lateFromOf, nextTurn, type Pace } from './begin.ts';
import type { CheckedSchedule } from './check-schedule.ts';
import type { Plan } from './next-due.ts';
import { expectedOf } from './offers.ts';
import { scheduleWords } from './words.ts';

/** Who changes what, and when. `check` is called with the row locked (null: there is none yet), before anything is changed. */
export type ScheduleChange = {
  readonly report: Pick<ReportRow, 'id' | 'workspace_id'>;
  readonly actor: Actor;
  readonly now: Date;
  readonly check: (before: ScheduleRow | null) => void;
};

/** Gives a report a schedule, or another one. One that is paused stays so. */
export async function putSchedule(
  db: Database,
  { report, actor, now, check }: ScheduleChange,
  plan: CheckedSchedule,
): Promise<ScheduleRow> {
  return await inTransaction(db, async (transaction) => {
    const before = await lockSchedule(transaction, report.id);
    check(before);
    const pace = { seed: report.id, expectedMs: before?.expected_ms ?? (await expectedMs(transaction, report.id)) };
    const values = {
      ...columnsOf(plan),
      expected_ms: pace.expectedMs,
      good_until: before?.good_until ?? null,
      ...(before?.paused_at ? {} : begun(plan, pace, before, now)),
    };
    const row = before
      ? await updateSchedule(transaction, report.id, { ...values, failures: 0, away_counted_at: null, ...CHANGED })
      : await insertSchedule(transaction, {
          report_id: report.id,
          workspace_id: report.workspace_id,
          created_by: actor.id,
          ...values,
        });
    await tell(transaction, { report, actor }, { schedule: scheduleWords(planOf(row)) });
    return row;
  });
}

const columnsOf = ({ timing, timeZone, startDate, stopDate, pauseAfter }: CheckedSchedule) => ({
  timing: JSON.stringify(timing satisfies ScheduleInput['timing']),
  time_zone: timeZone,
  start_date: startDate,
  stop_date: stopDate,
  pause_after: pauseAfter,
});

async function expectedMs(db: Database, reportId: string): Promise<number | null> {
  const expected = expectedOf((await lastRefreshes(db, reportId)).map(({ ms }) => ms));
  return expected === null ? null : Math.round(expected);
}

/** From now on; what a run was begun for already is not due again. */
function begun(plan: Plan, pace: Pace, before: ScheduleRow | null, now: Date) {
  const turn = nextTurn(plan, pace, before?.last_due ?? now, now);
  return { ...turnColumns(turn), late_from: lateFromOf(plan, now, pace.expectedMs) };
}

/** Stops a schedule until somebody resumes it; one that is paused stays as it is. @returns null when there is none. */
export async function pauseSchedule(db: Database, { report, actor, now, check }: ScheduleChange) {
  return await inTransaction(db, async (transaction) => {
    const before = await lockSchedule(transaction, report.id);
    if (before === null) return null;
    check(before);
    if (before.paused_at) return before;
    const paused = { paused_at: now, paused_because: 'person' as const, late_from: null, ...turnColumns(null) };
    await recordDeed(transaction, {
      workspaceId: report.workspace_id,
      actor,
      action: 'schedule.paused',
      object: { kind: 'report', id: report.id },
    });
    return await updateSchedule(transaction, report.id, { ...paused, ...CHANGED });
  });
}

/** Lets a paused schedule go on with its next turn. @returns null when there is none. */
export async function resumeSchedule(db: Database, { report, actor, now, check }: ScheduleChange) {
  return await inTransaction(db, async (transaction) => {
    const before = await lockSchedule(transaction, report.id);
    if (before === null) return null;
    check(before);
    if (!before.paused_at) return before;
    const resumed = { paused_at: null, paused_because: null, failures: 0, away_counted_at: null };
    await tell(transaction, { report, actor }, { resumed: true });
    return await updateSchedule(transaction, report.id, {
      ...resumed,
      ...begun(planOf(before), paceOf(before), before, now),
      ...CHANGED,
    });
  });
}

/** Writes down that a schedule was changed. */
async function tell(
  db: Database,
  { report, actor }: Pick<ScheduleChange, 'report' | 'actor'>,
  details: Readonly<Record<string, unknown>>,
): Promise<void> {
  const object = { kind: 'report', id: report.id };
  await recordDeed(db, { workspaceId: report.workspace_id, actor, action: 'schedule.changed', object, details });
}

/** Takes a report's schedule away. @returns false when there was none. */
export async function removeSchedule(db: Database, { report, actor, check }: ScheduleChange): Promise<boolean> {
  return await inTransaction(db, async (transaction) => {
    const before = await lockSchedule(transaction, report.id);
    if (before === null) return false;
    check(before);
    await tell(transaction, { report, actor }, { schedule: null });
    return await deleteSchedule(transaction, report.id);
  });
}
