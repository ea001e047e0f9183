import { sql, type Insertable, type Kysely, type Selectable, type UpdateObject } from 'kysely';
import { Timing } from '../../shared/schedules.ts';
import type { Pace, Turn } from '../schedules/begin.ts';
import type { Plan } from '../schedules/next-due.ts';
import type { Tables } from './tables.ts';
import type { ScheduleTables } from './tables-schedules.ts';

type Db = Kysely<Tables>;
type Stored = Selectable<ScheduleTables['schedules']>;

/** Who asked for the runs of schedules. */
export const SCHEDULE = 'schedule';

/** A schedule as stored, its timing parsed. */
export type ScheduleRow = Omit<Stored, 'timing'> & { timing: Timing };

const parsed = (row: Stored): ScheduleRow => ({ ...row, timing: Timing.parse(row.timing) });

/** What decides when it is due. */
export function planOf(row: Pick<ScheduleRow, 'timing' | 'time_zone' | 'start_date' | 'stop_date'>): Plan {
  return { timing: row.timing, timeZone: row.time_zone, startDate: row.start_date, stopDate: row.stop_date };
}

/** What decides how long before that work begins. */
export function paceOf(row: Pick<ScheduleRow, 'expected_ms' | 'report_id'>): Pace {
  return { expectedMs: row.expected_ms, seed: row.report_id };
}

/** Its turn as columns; null: nothing is due any more. */
export const turnColumns = (turn: Turn | null) => ({
  next_due: turn?.due ?? null,
  next_begin: turn?.begin ?? null,
  step_minutes: turn?.stepMinutes ?? null,
});

/** The schedules of these reports, by report id. */
export async function schedulesOf(db: Db, reportIds: readonly string[]): Promise<Map<string, ScheduleRow>> {
  if (reportIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('schedules')
    .selectAll()
    .where('report_id', 'in', [...reportIds])
    .execute();
  return new Map(rows.map((row) => [row.report_id, parsed(row)]));
}

/** The schedule of a report. */
export async function scheduleOf(db: Db, reportId: string): Promise<ScheduleRow | null> {
  return (await schedulesOf(db, [reportId])).get(reportId) ?? null;
}

/** The same, kept from others until the transaction ends. */
export async function lockSchedule(transaction: Db, reportId: string): Promise<ScheduleRow | null> {
  const row = await transaction
    .selectFrom('schedules')
    .selectAll()
    .where('report_id', '=', reportId)
    .forUpdate()
    .executeTakeFirst();
  return row ? parsed(row) : null;
}

/** The schedule of the report a run is of, kept from others until the transaction ends. */
export async function lockScheduleOfRun(transaction: Db, runId: string): Promise<ScheduleRow | null> {
  const run = await transaction.selectFrom('runs').select('report_id').where('id', '=', runId).executeTakeFirst();
  return run ? await lockSchedule(transaction, run.report_id) : null;
}

/** Of two at the same moment the later one counts. */
export async function insertSchedule(db: Db, values: Insertable<ScheduleTables['schedules']>): Promise<ScheduleRow> {
  const { report_id: _reportId, workspace_id: _workspaceId, created_by: _createdBy, ...change } = values;
  const stored = await db
    .insertInto('schedules')
    .values(values)
    .onConflict((conflict) =>
      conflict.column('report_id').doUpdateSet({ ...change, version: sql<number>`schedules.version + 1` }),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
  return parsed(stored);
}

/** Changes what is stored of a schedule. */
export async function updateSchedule(
  db: Db,
  reportId: string,
  change: UpdateObject<Tables, 'schedules'>,
): Promise<ScheduleRow> {
  const updated = await db
    .updateTable('schedules')
    .set(change)
    .where('report_id', '=', reportId)
    .returningAll()
    .executeTakeFirstOrThrow();
  return parsed(updated);
}

/** What a change by a person does to the row beside. */
export const CHANGED = { version: sql<number>`version + 1`, updated_at: sql<Date>`now()` };

/** @returns whether there was one. */
export async function deleteSchedule(db: Db, reportId: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('schedules')
    .where('report_id', '=', reportId)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/**
 * Schedules whose turn has come, kept from others until the transaction ends; those that somebody else has are left out, and so are
 * those of reports that are just being changed or deleted.
 */
export async function takeDueSchedules(transaction: Db, now: Date, limit: number): Promise<ScheduleRow[]> {
  const rows = await transaction
    .selectFrom('schedules')
    .innerJoin('reports', 'reports.id', 'schedules.report_id')
    .selectAll('schedules')
    .where('schedules.next_begin', '<=', now)
    .orderBy('schedules.next_begin')
    .limit(limit)
    .modifyEnd(sql`for update of schedules skip locked for key share of reports skip locked`)
    .execute();
  return rows.map(parsed);
}

/** Refreshes a minute that all schedules but this report's ask for in the next hour, on the average. */
export async function refreshesAMinute(db: Db, exceptReportId: string, now: Date): Promise<number> {
  const { sum } = await db
    .selectFrom('schedules')
    .select(sql<number>`coalesce(sum(1 / step_minutes), 0)::float8`.as('sum'))
    .where('report_id', '<>', exceptReportId)
    .where('next_due', '<', new Date(now.getTime() + 3_600_000))
    .where('step_minutes', '>', 0)
    .executeTakeFirstOrThrow();
  return sum;
}

/** The last refreshes of a report that went well, newest first: milliseconds from asking to the end, and pages read. */
export async function lastRefreshes(db: Db, reportId: string, count = 5): Promise<{ ms: number; pages: number }[]> {
  return await db
    .selectFrom('runs')
    .select(['pages', sql<number>`(extract(epoch from finished_at - created_at) * 1000)::float8`.as('ms')])
    .where('report_id', '=', reportId)
    .where('status', '=', 'done')
    .where('finished_at', 'is not', null)
    .orderBy('created_at', 'desc')
    .limit(count)
    .execute();
}
