import type { Certificate } from '../../shared/api.ts';
import type { Column } from '../../shared/columns.ts';
import { STANDARD_WRITING } from '../../shared/writing.ts';
import type { ReportRow } from '../db/reports.ts';
import type { SourceState } from '../db/report-sources.ts';
import type { SpreadsheetRow } from '../db/spreadsheets.ts';
import type { RunOutcome } from '../db/run-end.ts';
import type { RunRow } from '../db/runs.ts';
import type { Publish } from '../google-sheets.ts';
import type { Published } from '../sheets/publish-options.ts';
import { spreadOut } from './collected-rows.ts';
import { rowHash } from '../security/row-hash.ts';
import type { Held } from './lease-keeper.ts';
import { certificateOf, resultsOf } from './run-certificate.ts';
import type { SourceReading } from './read-sources.ts';

export type PublishJob = {
  readonly publish: Publish;
  readonly run: RunRow;
  readonly report: ReportRow;
  readonly spreadsheet: SpreadsheetRow | null;
  /** As the report chose them. */
  readonly columns: readonly Column[];
  readonly readings: readonly SourceReading[];
  /** What an expanding column stood for in the tab, for the rows that stay there. */
  readonly found: readonly Column[];
  readonly held: Held;
};

/**
 * Makes what was read the content of the report's tab, if it has one. Sources that could not be read keep their rows there.
 *
 * @returns how the run ends.
 * @throws Failure when rows that should stay could not be found again in the tab.
 */
export async function publishRun(job: PublishJob): Promise<RunOutcome> {
  const { report, spreadsheet, readings } = job;
  const found = readings.flatMap(({ cursor }) => cursor.columns);
  const columns = spreadOut(job.columns, [...found, ...job.found]);
  if (!spreadsheet || report.tab === null) {
    const certificate = certificateOf(resultsOf(readings, {}));
    return { status: 'done', certificate, rows: certificate.rows, columns, sources: [], published: null };
  }
  refuseToLose(readings);
  const { sheetId, generation, rows, kept } = await publishRows(job, spreadsheet, report.tab, columns);
  const certificate = certificateOf(resultsOf(readings, kept));
  const sources = readings.map((reading) => stateOf(reading, kept));
  const published = { reportId: report.id, generation, sheetId };
  return { status: 'done', certificate, rows, columns, sources, published };
}

/** Rows that carry no key in the tab cannot be told from the others: better nothing is written than that they vanish. */
function refuseToLose(readings: readonly SourceReading[]): void {
  for (const { source, failure } of readings) {
    if (failure !== null && source.rows > 0 && !source.keyed) throw failure;
  }
}

async function publishRows(
  { publish, run, report, readings, held }: PublishJob,
  spreadsheet: SpreadsheetRow,
  tab: string,
  columns: readonly Column[],
): Promise<Published> {
  const target = {
    spreadsheetId: spreadsheet.google_id,
    reportId: report.id,
    runId: run.id,
    tab,
    sheetId: report.sheet_id,
    columns,
    generation: report.generation + 1,
    how: {
      mode: 'replace' as const,
      writing: STANDARD_WRITING,
      hash: rowHash(Buffer.from(run.id)),
      memory: null,
      isGuarded: true,
      repair: null,
      rebuild: false,
      origin: '',
      asOf: run.started_at ?? new Date(),
      status: null,
    },
    certificateNote: sentenceOf(certificateOf(resultsOf(readings, {}))),
    ...held,
  };
  const sources = readings.map(({ source, rows, failure }) => ({
    id: source.tag,
    hadRows: source.rows > 0,
    ...(failure ? { rows: null, keys: [] } : rows.values(columns)),
  }));
  return await publish({ ...target, sources });
}

function stateOf({ source, rows, cursor, failure }: SourceReading, kept: Published['kept']): SourceState {
  const count = rows.values([]).keys.length;
  const isRead = failure === null && cursor.phase === 'done';
  return { id: source.id, rows: isRead ? count : (kept[source.tag] ?? 0), isRead, keyed: true };
}

/** Completeness in the organizer's words, for the note on the first header cell. */
function sentenceOf({ complete, distinct, dropped, filtered, providerTotal, sources }: Certificate): string {
  const of = providerTotal === null ? '' : ` of ${providerTotal}`;
  const left = [
    ...(dropped === 0 ? [] : [`${dropped} were left out: deleted, or nothing to show in them.`]),
    ...(filtered === 0 ? [] : [`${filtered} were left out by the filters.`]),
    ...sources
      .filter(({ status }) => status === 'stale')
      .map(({ account }) => `${account} is older: it could not be read.`),
  ];
  return [complete ? `All ${distinct}${of} read.` : `Not complete: ${distinct}${of} read.`, ...left].join(' ');
}
