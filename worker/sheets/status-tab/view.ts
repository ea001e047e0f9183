import { quoted } from '../a1.ts';
import type { Sheet, Spreadsheet } from '../answers.ts';
import type { SheetsClient } from '../client.ts';
import {
  findSideTabs,
  isLocked,
  SIDE_FIELDS,
  seenRows,
  sideColumns,
  type SeenCell,
  type SideTab,
} from '../side-tab.ts';
import type { CallOptions } from '../transport.ts';
import { STATUS_COLUMNS, statusColumn, statusMark, type StatusColumnId } from './columns.ts';

/** The tab "Willcall" as people left it. */
export type StatusTab = SideTab<StatusColumnId> & { readonly charts: number };

/** What must be read of a spreadsheet before its status tab can be looked for. */
export const STATUS_BOOK_FIELDS = [
  'properties(title,timeZone)',
  'developerMetadata(metadataId,metadataKey,metadataValue)',
  'namedRanges(namedRangeId,name,range)',
  'sheets(properties(sheetId,title,hidden,gridProperties(rowCount,columnCount)),' +
    'developerMetadata(metadataId,metadataKey,metadataValue),charts(chartId),' +
    'protectedRanges(range,warningOnly,requestingUserCanEdit))',
].join(',');

/**
 * The status tabs that are ours; more than one only when two were made in the same moment. One read when there is any.
 *
 * @param owner the spreadsheet they were made in, when this is a copy of it
 * @returns null when people protected one of them against us.
 */
export async function readStatusTabs(
  client: SheetsClient,
  spreadsheetId: string,
  book: Spreadsheet,
  call: CallOptions,
  owner = spreadsheetId,
): Promise<StatusTab[] | null> {
  const sheets = findSideTabs(book.sheets, statusMark(owner));
  if (sheets.some(isLocked)) return null;
  if (sheets.length === 0) return [];
  const ranges = sheets.map(({ properties }) => quoted(properties.title));
  const answer = await client.get(spreadsheetId, { fields: SIDE_FIELDS, ranges }, call);
  return sheets.flatMap((sheet) => {
    const read = answer.sheets.find(({ properties }) => properties.sheetId === sheet.properties.sheetId);
    return read ? [statusTab(sheet, read)] : [];
  });
}

function statusTab({ charts }: Sheet, { properties, data }: Sheet): StatusTab {
  return {
    sheetId: properties.sheetId,
    gridRows: properties.gridProperties?.rowCount ?? 0,
    gridColumns: properties.gridProperties?.columnCount ?? 0,
    columns: sideColumns(data, STATUS_COLUMNS),
    rows: seenRows(data[0]),
    charts: charts.length,
  };
}

/** The lines of a report, by row: more than one when somebody copied it. */
export function linesOf(tab: StatusTab, reportId: string): number[] {
  return tab.rows.flatMap((_, row) => (idAt(tab, row) === reportId ? [row] : []));
}

/** Where a new line goes: below the last one of any report, or below the header. */
export function nextRow(tab: StatusTab): number {
  return tab.rows.findLastIndex((_, row) => (idAt(tab, row) ?? '') !== '') + 1;
}

function idAt({ columns, rows }: StatusTab, row: number): SeenCell {
  const at = columns.get('report');
  return at === undefined ? null : (rows[row]?.[at] ?? null);
}

/** Whether people wrote into a row beside our columns. */
export function hasNotes({ columns, rows }: StatusTab, row: number): boolean {
  const ours = new Set(columns.values());
  return (rows[row] ?? []).some((cell, column) => cell !== null && !ours.has(column));
}

/** Whether there is nothing in the tab but its header and the lines of this report. */
export function isOnly(tab: StatusTab, reportId: string): boolean {
  if (tab.charts > 0) return false;
  const ours = new Set(linesOf(tab, reportId));
  return tab.rows.every((cells, row) => {
    if (hasNotes(tab, row)) return false;
    return ours.has(row) || idAt(tab, row) === statusColumn('report').title || cells.every((cell) => cell === null);
  });
}
