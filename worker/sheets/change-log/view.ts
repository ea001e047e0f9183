import { columnLetters, quoted } from '../a1.ts';
import type { Sheet, Spreadsheet } from '../answers.ts';
import type { SheetsClient } from '../client.ts';
import { findSideTabs, isLocked, SIDE_FIELDS, seenRows, sideColumns, type SideTab } from '../side-tab.ts';
import type { CallOptions } from '../transport.ts';
import { LOG_COLUMNS, logMark, RUN_COLUMN, type LogColumnId } from './columns.ts';

/** The tab that tells what changed, as people left it; of its rows only the column of runs. */
export type LogTab = Omit<SideTab<LogColumnId>, 'rows'> & {
  /** What the column of runs holds, by row. */
  readonly runs: readonly (string | null)[];
};

/** What must be read of a spreadsheet before the tab can be looked for. */
export const LOG_BOOK_FIELDS =
  'sheets(properties(sheetId,title,gridProperties(rowCount,columnCount)),' +
  'developerMetadata(metadataId,metadataKey,metadataValue),protectedRanges(range,warningOnly,requestingUserCanEdit))';

/** One read when the tab is there, two when people moved its columns. `locked`: people protected it against us. */
export async function readLog(
  client: SheetsClient,
  { spreadsheetId, reportId }: { spreadsheetId: string; reportId: string },
  book: Spreadsheet,
  call: CallOptions,
): Promise<LogTab | null | 'locked'> {
  const [sheet] = findSideTabs(book.sheets, logMark(spreadsheetId, reportId));
  if (!sheet) return null;
  if (isLocked(sheet)) return 'locked';
  const title = quoted(sheet.properties.title);
  const read = async (ranges: string[]) =>
    (await client.get(spreadsheetId, { fields: SIDE_FIELDS, ranges }, call)).sheets[0];
  const column = (index: number) => `${title}!${columnLetters(index)}:${columnLetters(index)}`;
  const hasAll = (sheet.properties.gridProperties?.columnCount ?? 0) > RUN_COLUMN;
  const seen = await read([`${title}!1:1`, ...(hasAll ? [column(RUN_COLUMN)] : [])]);
  if (!seen) return null;
  const columns = sideColumns(seen.data, LOG_COLUMNS);
  const at = columns.get('run');
  if (at === undefined) return logTab(seen, columns, undefined);
  if (at === RUN_COLUMN) return logTab(seen, columns, seen.data[1]);
  return logTab(seen, columns, (await read([column(at)]))?.data[0]);
}

function logTab(
  { properties: { sheetId, gridProperties } }: Sheet,
  columns: LogTab['columns'],
  data: Sheet['data'][number] | undefined,
): LogTab {
  const { rowCount = 0, columnCount = 0 } = gridProperties ?? {};
  const runs = seenRows(data).map(([cell = null]) => cell);
  return { sheetId, gridRows: rowCount, gridColumns: columnCount, columns, runs };
}
