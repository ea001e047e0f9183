import { withRetry, type Database } from '../db/connection.ts';
import { queueDueRun } from '../db/runs.ts';
import {
  paceOf,
  planOf,
  SCHEDULE,
  takeDueSchedules,
  turnColumns,
  updateSchedule,
  type ScheduleRow,
} from '../db/schedules.ts';
import type { Log } from '../log.ts';
import { beginningOf, type Beginning } from '../schedules/begin.ts';
import type { RunQueue } from './run-queue.ts';

/** Schedules taken in one transaction: the lock is short, and other processes take the others. */
const AT_ONCE = 25;
/** Rounds in one call, so that other work of the sweep gets its turn. */
const ROUNDS = 20;
/** One that cannot be worked out is tried again after this time. */
const PUT_OFF_MS = 600_000;

type Parts = {
  readonly db: Database;
  readonly queue: Pick<RunQueue, 'wake'>;
  readonly log: Log;
  readonly now: () => Date;
};

/**
 * Begins the runs of schedules whose turn has come. Any number of processes may call it at any time: the run and the schedule's next
 * turn are written in one transaction, so a turn is neither lost nor served twice, whoever is stopped in between. Who is stopped before
 * the queue is told leaves a queued run, which the sweep finds.
 *
 * @returns how many runs began.
 */
export async function runDueReports(parts: Parts): Promise<number> {
  let begun = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const { taken, runs } = await withRetry(() => takeTurns(parts));
    await Promise.all(runs.map(async (run) => await parts.queue.wake(run)));
    begun += runs.length;
    if (taken < AT_ONCE) break;
  }
  if (begun > 0) parts.log.info({ runs: begun }, 'scheduled runs begun');
  return begun;
}

type Wake = { readonly id: string; readonly epoch: number };

async function takeTurns({ db, log, now }: Parts): Promise<{ taken: number; runs: Wake[] }> {
  const at = now();
  return await db.transaction().execute(async (transaction) => {
    const due = await takeDueSchedules(transaction, at, AT_ONCE);
    const runs: Wake[] = [];
    for (const schedule of due) {
      const beginning = workedOut(schedule, at, log);
      const run = beginning
        ? await takeTurn(transaction, schedule, beginning, at)
        : await putOff(transaction, schedule, at);
      if (run) runs.push(run);
    }
    return { taken: due.length, runs };
  });
}

/** null: this machine cannot work it out, such as a zone that its rules of time do not know; that must not hold up the others. */
function workedOut(schedule: ScheduleRow, now: Date, log: Log): Beginning | null {
  const { report_id: reportId, next_due: due, next_begin: begin } = schedule;
  if (!due || !begin) return null;
  try {
    return beginningOf(planOf(schedule), paceOf(schedule), { due, begin }, now);
  } catch (err) {
    log.error({ reportId, err }, 'schedule not worked out');
    return null;
  }
}

async function putOff(db: Database, { report_id: reportId }: ScheduleRow, now: Date): Promise<null> {
  await updateSchedule(db, reportId, { next_begin: new Date(now.getTime() + PUT_OFF_MS) });
  return null;
}

async function takeTurn(
  db: Database,
  schedule: ScheduleRow,
  { serves, missed, next }: Beginning,
  now: Date,
): Promise<Wake | null> {
  const { report_id: reportId, workspace_id: workspaceId, next_due: due } = schedule;
  const run = await queueDueRun(db, { workspaceId, reportId, requestedBy: SCHEDULE, due: serves });
  const caughtUp = missed > 0 ? { caught_up_due: due, caught_up_missed: missed, caught_up_at: now } : {};
  await updateSchedule(db, reportId, {
    ...turnColumns(next),
    last_due: serves,
    // the one that is still going on began before this was due
    ...(run ? caughtUp : { skipped_due: serves }),
  });
  return run ?? null;
}
