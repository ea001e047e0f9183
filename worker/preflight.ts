import type { Preflight } from '../shared/changes.ts';
import type { Column } from '../shared/columns.ts';
import type { Preview } from '../shared/api.ts';
import type { Question, PreflightAsked } from './deps.ts';
import type { SpreadsheetRow } from './db/spreadsheets.ts';
import type { EstimateSheet } from './google-sheets.ts';

type Parts = {
  /** The columns a question chooses. @throws Failure `invalid-request` naming the field. */
  readonly columnsOf: (question: Question) => Column[];
  readonly preview: (question: Question, spreadsheet: SpreadsheetRow | null) => Promise<Preview>;
  readonly estimate: EstimateSheet;
};

/** Google is asked while a person waits. */
const PATIENCE_MS = 30_000;

/**
 * What a publish would take and do. Rows are those of the last refresh, or as many as the ticketing systems tell there are: then
 * columns that expand are known too.
 *
 * @throws Failure when a ticketing system or Google cannot be asked.
 */
export async function preflightReport(parts: Parts, asked: PreflightAsked): Promise<Preflight> {
  const { question, spreadsheet, tab, writeMode, writing, report } = asked;
  const chosen = parts.columnsOf(question);
  const first = asked.rows === null ? await parts.preview(question, spreadsheet) : null;
  const rows = asked.rows ?? first?.total ?? null;
  const columns = first?.columns ?? chosen;
  const size = { rows, columns, mode: writeMode, title: tab, inPlace: writing.inPlace };
  const place = { spreadsheetId: spreadsheet.google_id, report, size };
  const estimate = await parts.estimate(place, AbortSignal.timeout(PATIENCE_MS));
  const personal = columns.filter((column) => column.personal !== 'none').map(({ title }) => title);
  return { ...estimate, rows, isExact: false, personal };
}
