import type { Actor } from '../../google/actor.ts';
import type { Workbook } from '../../google/sheets/workbook.ts';
import { shownFormula } from '../../google/values/formula.ts';
import { type Cell, hasContent } from '../../google/sheets/cell.ts';
import type { Tab } from '../../google/sheets/tab.ts';
import type { Box, Edit } from './edit.ts';
import { rangeOf, type Spot } from './requests.ts';

/** More cells than this are not kept for an undo. */
const MOST_CELLS = 100_000;

const KEPT = 'userEnteredValue,userEnteredFormat,note';

export type Before = Spot & { workbook: Workbook; actor: Actor };

/** The requests that take an edit back; made when they are wanted, for what was before stays as it was. */
export type Inverse = () => object[];

/** How an edit can be taken back, asked before it is done; undefined when that is too much. */
export function inverseOf(edit: Edit, { tab }: Before): Inverse | undefined {
  const box = touched(edit, tab);
  if (box) return isTooLarge(tab, box) ? undefined : () => [...linesGrown(tab, box), cellsBefore(tab, box)];
  const other = lineOrTabBefore(edit, tab);
  return other && (() => [other]);
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

/** The filled rows of a block, which are what has to be written again. */
const filledIn = ({ grid }: Tab, { row, rows }: Box): number => Math.max(0, Math.min(rows, grid.usedRows - row));

function isTooLarge(tab: Tab, box: Box): boolean {
  return filledIn(tab, box) * Math.min(box.columns, tab.columnCount - box.column) > MOST_CELLS;
}

/** Writes the block as it was; what was blank is cleared. */
function cellsBefore(tab: Tab, box: Box): object {
  const rows = Math.min(box.rows, tab.rowCount - box.row);
  const columns = Math.min(box.columns, tab.columnCount - box.column);
  const kept = Array.from({ length: filledIn(tab, box) }, (_, down) => ({
    values: Array.from({ length: columns }, (__, across) =>
      cellBefore(tab.grid.cell(box.row + down, box.column + across)),
    ),
  }));
  return { updateCells: { range: rangeOf(tab, { ...box, rows, columns }), rows: kept, fields: KEPT } };
}

function cellBefore(cell: Cell | undefined): object {
  if (!cell) return {};
  return {
    ...(hasContent(cell) && { userEnteredValue: enteredValue(cell) }),
    ...(cell.format && { userEnteredFormat: cell.format }),
    ...(cell.extra?.note !== undefined && { note: cell.extra.note }),
  };
}

function enteredValue({ formula, value }: Cell): object {
  if (formula !== undefined) return { formulaValue: shownFormula(formula) };
  if (typeof value === 'number') return { numberValue: value };
  return typeof value === 'boolean' ? { boolValue: value } : { stringValue: value };
}
