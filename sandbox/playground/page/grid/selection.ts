import { columnLetters } from './axis.ts';
import type { Place } from './keys.ts';

/** What is selected: cells, whole rows or whole columns, from one corner to the other; one cell of it is the active one. */
export type Selection = { kind: 'cells' | 'rows' | 'columns'; active: Place; from: Place; to: Place };

/** A block by its first row and column. */
export type Box = { row: number; column: number; rows: number; columns: number };

/** The tab's size. */
export type Extent = { rowCount: number; columnCount: number };

export const TOP: Place = { row: 0, column: 0 };

export function cellAt(place: Place): Selection {
  return { kind: 'cells', active: place, from: place, to: place };
}

/** Everything between two rows. */
export function rowsBetween(first: number, last: number): Selection {
  const active = { row: first, column: 0 };
  return { kind: 'rows', active, from: active, to: { row: last, column: Infinity } };
}

/** Everything between two columns. */
export function columnsBetween(first: number, last: number): Selection {
  const active = { row: 0, column: first };
  return { kind: 'columns', active, from: active, to: { row: Infinity, column: last } };
}

/** The same start, another end. */
export function extended(selection: Selection, to: Place): Selection {
  const { kind, active } = selection;
  if (kind === 'rows') return rowsBetween(active.row, to.row);
  if (kind === 'columns') return columnsBetween(active.column, to.column);
  return { ...selection, from: active, to };
}

/** The selected block, cut to the tab. */
export function boxOf({ from, to }: Selection, { rowCount, columnCount }: Extent): Box {
  const row = Math.min(from.row, to.row, rowCount - 1);
  const column = Math.min(from.column, to.column, columnCount - 1);
  return {
    row,
    column,
    rows: Math.min(Math.max(from.row, to.row) + 1, rowCount) - row,
    columns: Math.min(Math.max(from.column, to.column) + 1, columnCount) - column,
  };
}

export function isInside({ row, column, rows, columns }: Box, place: Place): boolean {
  return place.row >= row && place.row < row + rows && place.column >= column && place.column < column + columns;
}

/** `B2`, or `B2:D9` for several cells. */
export function a1Of({ row, column, rows, columns }: Box): string {
  const first = `${columnLetters(column)}${row + 1}`;
  return rows * columns === 1 ? first : `${first}:${columnLetters(column + columns - 1)}${row + rows}`;
}
