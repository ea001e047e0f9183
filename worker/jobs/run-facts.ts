import { pickColumns, type Column } from '../../shared/columns.ts';
import { audiencesOfReport } from '../db/audiences.ts';
import { withRetry, type Database } from '../db/connection.ts';
import { findReport, type ReportRow } from '../db/reports.ts';
import { sourcesToRead } from '../db/report-sources.ts';
import type { TakenRun } from '../db/run-lease.ts';
import { spreadsheetOfWorkspace, type SpreadsheetRow } from '../db/spreadsheets.ts';
import { Failure } from '../failure.ts';
import { tallyColumns } from '../notices/tally.ts';
import { rowHashOf } from '../security/row-hash.ts';
import { columnsForAudiences } from './audience-rows.ts';
import { loadRowPolicy } from './load-row-policy.ts';
import type { RunDeps } from './run-deps.ts';

/**
 * What a run is of, as it is when the run begins or goes on. `columns`: those its tab shows; `collected`: with others that are needed of
 * each row.
 *
 * @throws Failure when the report, or what it reads, was deleted meanwhile, or a column is not offered any more.
 */
export async function factsOfRun(
  { db, sealer, columnsOf }: Pick<RunDeps, 'db' | 'sealer' | 'columnsOf'>,
  run: TakenRun,
) {
  const { report, sources, spreadsheet } = await withRetry(() => toRefresh(db, run));
  const all = columnsOf(
    report.dataset,
    sources.map(({ connection }) => connection),
  );
  const hash = await withRetry(() => rowHashOf(db, sealer, run.workspace_id));
  const policy = await withRetry(() => loadRowPolicy(db, { ...report, sources }, hash));
  const columns = chosenColumns(all, report);
  const audiences = await withRetry(() => audiencesOfReport(db, report.id));
  const collected = withUnseen(columns, [
    ...policy.looksAt(all),
    ...columnsForAudiences(all, audiences),
    ...tallyColumns(report.dataset, all),
  ]);
  return { report, sources, spreadsheet, all, columns, collected, policy, hash, audiences };
}

/** @throws Failure when it, or what it reads, was deleted meanwhile. */
async function toRefresh(db: Database, run: TakenRun) {
  const report = await findReport(db, run.report_id);
  if (!report) throw new Failure('not-found', 'This report was deleted.');
  const sources = await sourcesToRead(db, report.id);
  if (sources.length === 0) throw new Failure('not-found', 'The ticketing accounts of this report were deleted.');
  return { report, sources, spreadsheet: await spreadsheetOf(db, report) };
}

/** With columns that are needed of each row but not shown in the report's tab. */
const withUnseen = (columns: readonly Column[], others: readonly Column[]): Column[] => [
  ...columns,
  ...new Set(others.filter((column) => !columns.includes(column))),
];

/** @throws Failure when one is not offered (any more). */
function chosenColumns(all: readonly Column[], report: ReportRow): Column[] {
  try {
    return pickColumns(all, report.columns);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new Failure('invalid-request', `Columns: ${cause.message} Choose the columns of this report again.`, {
      cause,
    });
  }
}

async function spreadsheetOf(db: Database, report: ReportRow): Promise<SpreadsheetRow | null> {
  if (report.spreadsheet_id === null) return null;
  return await spreadsheetOfWorkspace(db, report.workspace_id, report.spreadsheet_id);
}
