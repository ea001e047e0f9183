/** Writing cells: updateCells, appendCells, repeatCell. */
import { invalid } from '../../api-error.ts';
import type {
  AppendCellsRequest,
  RepeatCellRequest,
  Response,
  RowData,
  UpdateCellsRequest,
} from '../../schema.generated.ts';
import type { BoundBox } from '../../values/a1.ts';
import { shiftFormula } from '../../values/formula.ts';
import { type Cell, withContent } from '../cell.ts';
import { type CellChange, cellChange } from '../cell-change.ts';
import { type Draft, editable, gridLimits } from '../draft.ts';
import { demandUnprotected } from '../protection.ts';
import { resize } from '../structure.ts';
import type { Tab } from '../tab.ts';

function widthOf(rows: readonly RowData[]): number {
  return rows.reduce((most, row) => Math.max(most, row.values?.length ?? 0), 0);
}

function boxAt(row: number, column: number, rows: readonly RowData[]): BoundBox {
  return {
    startRowIndex: row,
    endRowIndex: row + rows.length,
    startColumnIndex: column,
    endColumnIndex: column + widthOf(rows),
  };
}

function beyond(side: string, index: number, last: number) {
  return invalid(`Attempting to write ${side}: ${index}, beyond the last requested ${side} of: ${last}`);
}

function demandFit(box: BoundBox, limit: BoundBox): void {
  if (box.endRowIndex > limit.endRowIndex) throw beyond('row', limit.endRowIndex, limit.endRowIndex - 1);
  if (box.endColumnIndex > limit.endColumnIndex) throw beyond('column', limit.endColumnIndex, limit.endColumnIndex - 1);
}

function writeGiven(tab: Tab, box: BoundBox, rows: readonly RowData[], change: CellChange): void {
  rows.forEach((row, down) => {
    row.values?.forEach((data, across) => {
      const [at, column] = [box.startRowIndex + down, box.startColumnIndex + across];
      tab.grid.set(at, column, change(tab.grid.cell(at, column), data));
    });
  });
}

const blank = {};

/** Every cell of the box: those without data lose the fields of the mask. */
function writeBox(tab: Tab, box: BoundBox, rows: readonly RowData[], change: CellChange): void {
  for (let row = box.startRowIndex; row < box.endRowIndex; row++) {
    const given = rows[row - box.startRowIndex]?.values ?? [];
    for (let column = box.startColumnIndex; column < box.endColumnIndex; column++) {
      const data = given[column - box.startColumnIndex] ?? blank;
      tab.grid.set(row, column, change(tab.grid.cell(row, column), data));
    }
  }
}

export function updateCells(draft: Draft, request: UpdateCellsRequest): Response {
  const change = cellChange(draft, request.fields);
  const rows = request.rows ?? [];
  if (request.range) {
    const { tab, box } = editable(draft, request.range);
    demandFit(boxAt(box.startRowIndex, box.startColumnIndex, rows), box);
    writeBox(tab, box, rows, change);
    return {};
  }
  if (!request.start) throw invalid('One of start or range must be specified.');
  const { sheetId, rowIndex = 0, columnIndex = 0 } = request.start;
  const tab = draft.book.tab(sheetId);
  const box = boxAt(rowIndex, columnIndex, rows);
  if (rowIndex >= tab.rowCount || columnIndex >= tab.columnCount) throw gridLimits(tab, box);
  demandFit(box, tab.bound({}));
  demandUnprotected(draft, tab, box);
  writeGiven(tab, box, rows, change);
  return {};
}

export function appendCells(draft: Draft, request: AppendCellsRequest): Response {
  const change = cellChange(draft, request.fields);
  const rows = request.rows ?? [];
  const tab = draft.book.tab(request.sheetId);
  const box = boxAt(tab.grid.contentEnd(0, tab.columnCount, tab.rowCount), 0, rows);
  resize(draft, tab, Math.max(tab.rowCount, box.endRowIndex), Math.max(tab.columnCount, box.endColumnIndex));
  demandUnprotected(draft, tab, box);
  writeGiven(tab, box, rows, change);
  return {};
}

/** Formulas are meant for the first cell and move with the others like a fill-down. */
function filled(cell: Cell | undefined, rows: number, columns: number): Cell | undefined {
  if (cell?.formula === undefined) return cell;
  return withContent(cell, undefined, shiftFormula(cell.formula, rows, columns));
}

export function repeatCell(draft: Draft, request: RepeatCellRequest): Response {
  const change = cellChange(draft, request.fields);
  const { tab, box } = editable(draft, request.range);
  const data = request.cell ?? blank;
  const fresh = change(undefined, data);
  const isFormula = fresh?.formula !== undefined;
  for (let row = box.startRowIndex; row < box.endRowIndex; row++) {
    for (let column = box.startColumnIndex; column < box.endColumnIndex; column++) {
      const cell = tab.grid.cell(row, column);
      const next = cell ? change(cell, data) : fresh;
      tab.grid.set(
        row,
        column,
        isFormula ? filled(next, row - box.startRowIndex, column - box.startColumnIndex) : next,
      );
    }
  }
  return {};
}
