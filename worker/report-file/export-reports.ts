import type { ScheduleInput } from '../../shared/schedules.ts';
import { audiencesOfWorkspace, type AudienceRow } from '../db/audiences.ts';
import type { Database } from '../db/connection.ts';
import { reportsOfWorkspace, type ReportRow } from '../db/reports.ts';
import type { SourceRow } from '../db/report-sources.ts';
import { schedulesOf, type ScheduleRow } from '../db/schedules.ts';
import { toInput } from '../routes/report-input.ts';
import { accountName, readNames, spreadsheetName, type Names } from './names.ts';
import type { FileAudience, FileDestination, FileReport, FileSource } from './shape.ts';

/** A report as a file has it, with the rows it was made of. */
export type Exported = {
  readonly row: ReportRow;
  readonly schedule: ScheduleRow | null;
  readonly audiences: readonly AudienceRow[];
  readonly file: FileReport;
};

type Rows = Omit<Exported, 'file'>;

function fileSource(names: Names, { connection_id, scope, lookup }: SourceRow): FileSource {
  return { ...accountName(names, connection_id), scope, ...(lookup && { lookup }) };
}

const fileDestination = (names: Names, to: { spreadsheet: string; tab: string } | null): FileDestination | null =>
  to && { spreadsheet: spreadsheetName(names, to.spreadsheet), tab: to.tab };

function fileAudience(names: Names, { name, columns, consent_column, spreadsheet_id, tab }: AudienceRow): FileAudience {
  const to = spreadsheet_id === null || tab === null ? null : { spreadsheet: spreadsheet_id, tab };
  return { name, columns, consentColumn: consent_column, destination: fileDestination(names, to) };
}

const fileSchedule = ({ timing, time_zone, start_date, stop_date, pause_after }: ScheduleRow): ScheduleInput => ({
  timing,
  timeZone: time_zone,
  startDate: start_date,
  stopDate: stop_date,
  pauseAfter: pause_after,
});

function fileReport(names: Names, { row, schedule, audiences }: Rows, isUnique: boolean): FileReport {
  const { name, sources: _sources, destination, ...fields } = toInput(row);
  return {
    name,
    ...(!isUnique && { id: row.id }),
    sources: row.sources.map((source) => fileSource(names, source)),
    destination: fileDestination(names, destination),
    ...fields,
    schedule: schedule && fileSchedule(schedule),
    audiences: audiences.map((audience) => fileAudience(names, audience)),
  };
}

/** All reports of a workspace as a file has them, oldest first. `lock`: nobody changes or starts them until the transaction ends. */
export async function exportReports(db: Database, workspaceId: string, { lock = false } = {}): Promise<Exported[]> {
  const [names, rows] = [await readNames(db, workspaceId), await reportsOfWorkspace(db, workspaceId, { lock })];
  const schedules = await schedulesOf(
    db,
    rows.map(({ id }) => id),
  );
  const all = await audiencesOfWorkspace(db, workspaceId);
  return rows.map((row) => {
    const isUnique = rows.filter(({ name }) => name === row.name).length === 1;
    const audiences = all.filter(({ report_id }) => report_id === row.id);
    const one = { row, schedule: schedules.get(row.id) ?? null, audiences };
    return { ...one, file: fileReport(names, one, isUnique) };
  });
}
