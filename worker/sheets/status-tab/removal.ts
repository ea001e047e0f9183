import type { Spreadsheet } from '../answers.ts';
import type { SheetRequest } from '../requests.ts';
import { writeRow } from '../side-tab.ts';
import { STATUS_COLUMNS } from './columns.ts';
import { deleteNames } from './names.ts';
import { hasNotes, isOnly, linesOf, type StatusTab } from './view.ts';

/** A header and one row that scrolls: Google lets nobody delete the last one of those. */
const FEWEST_ROWS = 2;

/** Takes lines away: their rows, or only their cells where people wrote something beside them. Rows as they are before. */
export function removeLines(tab: StatusTab, rows: readonly number[]): SheetRequest[] {
  const { sheetId } = tab;
  let left = tab.gridRows;
  return rows
    .toSorted((a, b) => b - a)
    .flatMap((row): SheetRequest[] => {
      if (hasNotes(tab, row) || left <= FEWEST_ROWS) return clearLine(tab, row);
      left -= 1;
      return [{ deleteDimension: { range: { sheetId, dimension: 'ROWS', startIndex: row, endIndex: row + 1 } } }];
    });
}

function clearLine({ sheetId, columns }: StatusTab, row: number): SheetRequest[] {
  const cells = new Map(STATUS_COLUMNS.flatMap(({ id }) => columns.get(id) ?? []).map((at) => [at, {}]));
  return writeRow(sheetId, row, cells, 'userEnteredValue');
}

type Owner = { readonly spreadsheetId: string; readonly reportId: string };

/** Takes the line of a report out of the status tab, and the tab with it when nothing else is in there. Pure. */
export function planRemoval(book: Spreadsheet, tabs: readonly StatusTab[], owner: Owner): SheetRequest[] {
  const visible = book.sheets.filter(({ properties }) => properties.hidden !== true);
  const isLast = (sheetId: number) => visible.every(({ properties }) => properties.sheetId === sheetId);
  const rest = tabs.flatMap((tab): SheetRequest[] => {
    const rows = linesOf(tab, owner.reportId);
    if (rows.length > 0 && isOnly(tab, owner.reportId) && !isLast(tab.sheetId))
      return [{ deleteSheet: { sheetId: tab.sheetId } }];
    return removeLines(tab, rows);
  });
  return [...deleteNames(book, owner), ...rest];
}
