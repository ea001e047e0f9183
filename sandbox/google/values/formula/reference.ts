import { type Box, columnIndex, columnLetters, quoteTitle } from '../a1.ts';

/** One end of a reference; a side that is missing is open, as in `A:B` or `A2:B`. */
export type Corner = {
  readonly column?: number;
  readonly row?: number;
  /** Written with a `$`. */
  readonly fixedColumn: boolean;
  readonly fixedRow: boolean;
};

/** A reference to cells: `A1`, `$A$1:B2`, `A:B`, `'Guest list'!A2:B`. Zero-based. */
export type CellReference = {
  /** Absent for cells of the formula's own tab. */
  readonly title?: string;
  readonly from: Corner;
  /** Absent for a single cell. */
  readonly to?: Corner;
};

const cornerPattern = /^(?:(\$?)([a-z]{1,3}))?(?:(\$?)([1-9]\d*))?$/i;

/** `$A1` -> its parts. */
export function cornerOf(text: string): Corner {
  const [, columnSign, letters, rowSign, digits] = cornerPattern.exec(text) ?? [];
  return {
    ...(letters === undefined ? {} : { column: columnIndex(letters) }),
    ...(digits === undefined ? {} : { row: Number(digits) - 1 }),
    fixedColumn: columnSign === '$',
    fixedRow: rowSign === '$',
  };
}

function printCorner(corner: Corner): string {
  const column = corner.column === undefined ? '' : (corner.fixedColumn ? '$' : '') + columnLetters(corner.column);
  return column + (corner.row === undefined ? '' : (corner.fixedRow ? '$' : '') + String(corner.row + 1));
}

/** The reference as it stands in a formula. */
export function printReference({ title, from, to }: CellReference): string {
  const tab = title === undefined ? '' : `${quoteTitle(title)}!`;
  return tab + printCorner(from) + (to === undefined ? '' : `:${printCorner(to)}`);
}

function side(from: number | undefined, to: number | undefined): [number | undefined, number | undefined] {
  if (from === undefined || to === undefined) return [from ?? to, undefined];
  return [Math.min(from, to), Math.max(from, to) + 1];
}

/** The cells of a reference; open sides stay open. */
export function boxOf({ from, to = from }: CellReference): Box {
  const [startRowIndex, endRowIndex] = side(from.row, to.row);
  const [startColumnIndex, endColumnIndex] = side(from.column, to.column);
  return {
    ...(startRowIndex === undefined ? {} : { startRowIndex }),
    ...(endRowIndex === undefined ? {} : { endRowIndex }),
    ...(startColumnIndex === undefined ? {} : { startColumnIndex }),
    ...(endColumnIndex === undefined ? {} : { endColumnIndex }),
  };
}

function shifted(corner: Corner, rows: number, columns: number): Corner | undefined {
  const row = corner.row === undefined || corner.fixedRow ? corner.row : corner.row + rows;
  const column = corner.column === undefined || corner.fixedColumn ? corner.column : corner.column + columns;
  if ((row ?? 0) < 0 || (column ?? 0) < 0) return undefined;
  return { ...corner, ...(row === undefined ? {} : { row }), ...(column === undefined ? {} : { column }) };
}

/** The reference after its formula was copied this far; `undefined` when it falls off the grid (`#REF!`). */
export function shiftReference(reference: CellReference, rows: number, columns: number): CellReference | undefined {
  const from = shifted(reference.from, rows, columns);
  const to = reference.to && shifted(reference.to, rows, columns);
  if (!from || (reference.to && !to)) return undefined;
  return { ...reference, from, ...(to ? { to } : {}) };
}
