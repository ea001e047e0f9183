import type { Database } from '../db/connection.ts';
import { reportsOfWorkspace, type ReportRow } from '../db/reports.ts';
import type { SourceRow } from '../db/report-sources.ts';
import { toInput } from '../routes/report-input.ts';
import { accountName, readNames, spreadsheetName, type Names } from './names.ts';
import type { FileReport, FileSource } from './shape.ts';

/** A report as a file has it, with the row it was made of. */
export type Exported = { readonly row: ReportRow; readonly file: FileReport };

function fileSource(names: Names, { connection_id, scope, lookup }: SourceRow): FileSource {
  return { ...accountName(names, connection_id), scope, ...(lookup && { lookup }) };
}

function fileReport(names: Names, row: ReportRow, isUnique: boolean): FileReport {
  const { name, sources: _sources, destination, ...fields } = toInput(row);
  return {
    name,
    ...(!isUnique && { id: row.id }),
    sources: row.sources.map((source) => fileSource(names, source)),
    destination: destination && { spreadsheet: spreadsheetName(names, destination.spreadsheet), tab: destination.tab },
    ...fields,
  };
}

/** All reports of a workspace as a file has them, oldest first. `lock`: nobody changes or starts them until the transaction ends. */
export async function exportReports(db: Database, workspaceId: string, { lock = false } = {}): Promise<Exported[]> {
  const [names, rows] = [await readNames(db, workspaceId), await reportsOfWorkspace(db, workspaceId, { lock })];
  return rows.map((row) => {
    const isUnique = rows.filter(({ name }) => name === row.name).length === 1;
    return { row, file: fileReport(names, row, isUnique) };
  });
}
