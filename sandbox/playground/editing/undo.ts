import type { Actor } from '../../google/actor.ts';
import type { Workbook } from '../../google/sheets/workbook.ts';
import { columnLetters, quoteTitle } from '../../google/values/a1.ts';
import type { Tab } from '../../google/sheets/tab.ts';
import type { Box, Edit } from './edit.ts';
import { rangeOf, type Spot } from './requests.ts';

/** More cells than this are not kept for an undo. */
const MOST_CELLS = 100_000;

const KEPT = 'userEnteredValue,userEnteredFormat,note';

export type Before = Spot & { workbook: Workbook; actor: Actor };

/** The requests that take an edit back, made before it is done; none when that is too much. */
export function inverseOf(edit: Edit, before: Before): object[] {
  const { tab } = before;
  const box = touched(edit, tab);
  if (!box) return [lineOrTabBefore(edit, tab) ?? []].flat();
  const cells = cellsBefore(before, box);
  return cells ? [...linesGrown(tab, box), cells] : [];
}

/** What is pasted past the edge makes the tab larger. */
function linesGrown({ sheetId, rowCount, columnCount }: Tab, { row, column, rows, columns }: Box): object[] {
  return [
    { sheetId, dimension: 'ROWS', startIndex: rowCount, endIndex: row + rows },
    { sheetId, dimension: 'COLUMNS', startIndex: columnCount, endIndex: column + columns },
  ]
    .filter(({ startIndex, endIndex }) => endIndex > startIndex)
    .map((range) => ({ deleteDimension: { range } }));
}

function lineOrTabBefore(edit: Edit, tab: Tab): object | undefined {
  const { sheetId } = tab;
  switch (edit.kind) {
    case 'insert': {
      const range = { sheetId, dimension: edit.dimension, startIndex: edit.from, endIndex: edit.from + edit.count };
      return { deleteDimension: { range } };
    }
    case 'rename-tab':
      return { updateSheetProperties: { properties: { sheetId, title: tab.title }, fields: 'title' } };
    case 'filter':
    case 'no-filter':
    case 'filter-values':
      return tab.basicFilter ? { setBasicFilter: { filter: tab.basicFilter } } : { clearBasicFilter: { sheetId } };
    default:
      return undefined;
  }
}

function touched(edit: Edit, tab: Tab): Box | undefined {
  switch (edit.kind) {
    case 'enter': {
      const columns = Math.max(1, ...edit.texts.map((line) => line.length));
      return { row: edit.row, column: edit.column, rows: edit.texts.length, columns };
    }
    case 'note':
      return { row: edit.row, column: edit.column, rows: 1, columns: 1 };
    case 'clear':
    case 'look':
    case 'plain':
      return edit.box;
    case 'copy':
      return edit.cut ? undefined : { ...edit.source.box, row: edit.row, column: edit.column };
    case 'sort':
      return edit.box ?? belowFrozen(tab);
    default:
      return undefined;
  }
}

function belowFrozen({ frozenRowCount, grid, columnCount }: Tab): Box | undefined {
  const rows = grid.usedRows - frozenRowCount;
  return rows > 0 ? { row: frozenRowCount, column: 0, rows, columns: columnCount } : undefined;
}

/** Writes the block as it is now. */
function cellsBefore({ workbook, actor, tab }: Before, box: Box): object | undefined {
  const rows = Math.min(box.rows, tab.rowCount - box.row);
  const columns = Math.min(box.columns, tab.columnCount - box.column);
  if (rows <= 0 || columns <= 0) return undefined;
  const range = rangeOf(tab, { ...box, rows: Math.max(1, Math.min(rows, tab.grid.usedRows - box.row)), columns });
  if ((range.endRowIndex - range.startRowIndex) * columns > MOST_CELLS) return undefined;
  const corner = (row: number, column: number) => `${columnLetters(column)}${row}`;
  const first = corner(range.startRowIndex + 1, range.startColumnIndex);
  const a1 = `${quoteTitle(tab.title)}!${first}:${corner(range.endRowIndex, range.endColumnIndex - 1)}`;
  const rowData = workbook.get(actor, { ranges: [a1], includeGridData: true }).sheets?.[0]?.data?.[0]?.rowData ?? [];
  const kept = rowData.map(({ values = [] }) => ({
    values: values.map(({ userEnteredValue, userEnteredFormat, note }) => ({
      ...(userEnteredValue && { userEnteredValue }),
      ...(userEnteredFormat && { userEnteredFormat }),
      ...(note !== undefined && { note }),
    })),
  }));
  return { updateCells: { range: rangeOf(tab, { ...box, rows, columns }), rows: kept, fields: KEPT } };
}
