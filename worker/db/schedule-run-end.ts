import type { Kysely, Selectable } from 'kysely';
import { lateFromOf } from '../schedules/begin.ts';
import { recordDeed, WILLCALL } from './audit.ts';
import { raiseNotice } from './notices.ts';
import { planOf, SCHEDULE, turnColumns, updateSchedule, type ScheduleRow } from './schedules.ts';
import type { Tables } from './tables.ts';

type Db = Kysely<Tables>;
type Run = Selectable<Tables['runs']>;

/** What passes by itself: nobody has to do anything, so it is counted at most once an hour. */
const AWAY: readonly string[] = [
  'provider-unavailable',
  'provider-rate-limited',
  'provider-misdirected',
  'unavailable',
  'rate-limited',
];
const HOUR_MS = 3_600_000;

/**
 * Notes with its schedule how a run ended, in the transaction that ends it: what was kept of the promises, how long it took, and failures
 * in a row, after some of which the schedule pauses.
 *
 * @param schedule locked before the run was touched, as the tick does: in this order they do not wait for each other.
 */
export async function noteRunEnd(transaction: Db, schedule: ScheduleRow, runId: string): Promise<void> {
  const run = await transaction.selectFrom('runs').selectAll().where('id', '=', runId).executeTakeFirst();
  if (!run || run.order?.repair === 'list') return;
  if (run.status === 'done') await noteSuccess(transaction, schedule, run);
  else if (run.status !== 'cancelled' && run.requested_by === SCHEDULE) await noteFailure(transaction, schedule, run);
}

async function noteSuccess(transaction: Db, schedule: ScheduleRow, run: Run): Promise<void> {
  const { report_id: reportId, good_until: before, paused_at: pausedAt } = schedule;
  const good = run.due ?? run.started_at ?? run.created_at;
  const goodUntil = before !== null && before > good ? before : good;
  const expectedMs = expectedAfter(schedule.expected_ms, run);
  await updateSchedule(transaction, reportId, {
    // a paused one still says why
    ...(pausedAt ? {} : { failures: 0, away_counted_at: null }),
    good_until: goodUntil,
    expected_ms: expectedMs,
    late_from: pausedAt ? null : lateFromOf(planOf(schedule), goodUntil, expectedMs),
  });
}

/** As long as the longest of late; a longer one is believed at once, a shorter one bit by bit. */
function expectedAfter(before: number | null, { created_at, finished_at }: Run): number | null {
  if (!finished_at) return before;
  const took = finished_at.getTime() - created_at.getTime();
  return Math.round(before === null ? took : Math.max(took, before * 0.7 + took * 0.3));
}

async function noteFailure(transaction: Db, schedule: ScheduleRow, run: Run): Promise<void> {
  const at = run.finished_at ?? run.created_at;
  const isAway = run.status === 'stale' || AWAY.includes(run.error_code ?? '');
  const counted = schedule.away_counted_at;
  if (isAway && counted && at.getTime() - counted.getTime() < HOUR_MS) return;
  const failures = schedule.failures + 1;
  const change = { failures, ...(isAway && { away_counted_at: at }) };
  if (schedule.paused_at || failures < schedule.pause_after) {
    await updateSchedule(transaction, schedule.report_id, change);
    return;
  }
  const paused = {
    ...change,
    paused_at: at,
    paused_because: 'failures' as const,
    late_from: null,
    ...turnColumns(null),
  };
  await updateSchedule(transaction, schedule.report_id, paused);
  await tellPause(transaction, schedule, { failures, error: run.error_message });
}

async function tellPause(
  transaction: Db,
  { workspace_id: workspaceId, report_id: reportId }: ScheduleRow,
  facts: { failures: number; error: string | null },
): Promise<void> {
  const object = { kind: 'report', id: reportId };
  const details = { because: 'failures', failures: facts.failures };
  await recordDeed(transaction, { workspaceId, actor: WILLCALL, action: 'schedule.paused', object, details });
  await raiseNotice(transaction, { workspaceId, reportId, kind: 'paused', facts });
}
