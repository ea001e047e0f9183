import type { BoundBox } from '../values/a1.ts';
import { hasContent } from './cell.ts';
import type { Grid } from './grid.ts';

function lastCell(grid: Grid, box: BoundBox): { row: number; column: number } | undefined {
  const { startColumnIndex: from, endColumnIndex: to } = box;
  for (let row = Math.min(box.endRowIndex, grid.usedRows) - 1; row >= box.startRowIndex; row--) {
    const end = grid.rowContentEnd(row, from, to);
    if (end > from) return { row, column: end - 1 };
  }
  return undefined;
}

function rowTouches(grid: Grid, row: number, from: number, to: number): boolean {
  const cells = grid.row(row);
  for (let column = Math.max(from, 0); column < to; column++) if (hasContent(cells[column])) return true;
  return false;
}

function columnTouches(grid: Grid, column: number, from: number, to: number): boolean {
  for (let row = Math.max(from, 0); row < to; row++) if (hasContent(grid.cell(row, column))) return true;
  return false;
}

/**
 * The table `values.append` writes after: the block of touching filled cells around the last filled cell of the range,
 * last by row and then by column. `undefined` when the range is blank.
 * https://developers.google.com/workspace/sheets/api/guides/values#append_values
 */
export function lastTable(grid: Grid, box: BoundBox): BoundBox | undefined {
  const seed = lastCell(grid, box);
  if (!seed) return undefined;
  let [top, bottom, left, right] = [seed.row, seed.row + 1, seed.column, seed.column + 1];
  for (let grown = true; grown;) {
    grown = false;
    while (top > 0 && rowTouches(grid, top - 1, left - 1, right + 1)) [top, grown] = [top - 1, true];
    while (rowTouches(grid, bottom, left - 1, right + 1)) [bottom, grown] = [bottom + 1, true];
    while (left > 0 && columnTouches(grid, left - 1, top - 1, bottom + 1)) [left, grown] = [left - 1, true];
    while (columnTouches(grid, right, top - 1, bottom + 1)) [right, grown] = [right + 1, true];
  }
  return { startRowIndex: top, endRowIndex: bottom, startColumnIndex: left, endColumnIndex: right };
}
