import type { Selectable } from 'kysely';
import { Timing } from '../../shared/schedules.ts';
import type { Plan } from '../schedules/next-due.ts';
import type { Database } from './connection.ts';
import type { ScheduleTables } from './tables-schedules.ts';

type Stored = Selectable<ScheduleTables['schedules']>;

/** A schedule as stored, its timing parsed. */
export type ScheduleRow = Omit<Stored, 'timing'> & { timing: Timing };

const parsed = (row: Stored): ScheduleRow => ({ ...row, timing: Timing.parse(row.timing) });

/** What decides when it is due. */
export function planOf(row: Pick<ScheduleRow, 'timing' | 'time_zone' | 'start_date' | 'stop_date'>): Plan {
  return { timing: row.timing, timeZone: row.time_zone, startDate: row.start_date, stopDate: row.stop_date };
}

/** The schedules of these reports, by report id. */
export async function schedulesOf(db: Database, reportIds: readonly string[]): Promise<Map<string, ScheduleRow>> {
  if (reportIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('schedules')
    .selectAll()
    .where('report_id', 'in', [...reportIds])
    .execute();
  return new Map(rows.map((row) => [row.report_id, parsed(row)]));
}

/** The schedule of a report. */
export async function scheduleOf(db: Database, reportId: string): Promise<ScheduleRow | null> {
  return (await schedulesOf(db, [reportId])).get(reportId) ?? null;
}
