import { type Box, boxBetween, columnIndex, columnLetters, maxColumns, quoteTitle } from '../a1.ts';

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

/**
 * Follows the title of a tab that a reference has lost, or never had: such a reference finds nothing, also when a tab of
 * this title is made later. Only stored formulas carry it, nobody is shown it.
 */
const lostMark = '\uE000';

/** The reference without its tab. */
export function lostReference(reference: CellReference): CellReference {
  const { title } = reference;
  if (title === undefined || title.endsWith(lostMark)) return reference;
  return { ...reference, title: title + lostMark };
}

/** The title people read. */
export function shownTitle(title: string): string {
  return title.endsWith(lostMark) ? title.slice(0, -1) : title;
}

/** Whether a stored formula may hold a reference without its tab. */
export function mayBeLost(formula: string): boolean {
  return formula.includes(lostMark);
}

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

/** The cells of a reference; open sides stay open. */
export function boxOf({ from, to = from }: CellReference): Box {
  return boxBetween(from, to);
}

function moved(corner: Corner, rows: number, columns: number): Corner {
  return {
    ...corner,
    ...(corner.row === undefined || corner.fixedRow ? {} : { row: corner.row + rows }),
    ...(corner.column === undefined || corner.fixedColumn ? {} : { column: corner.column + columns }),
  };
}

function isOnGrid({ row = 0, column = 0 }: Corner): boolean {
  return row >= 0 && column >= 0 && column < maxColumns;
}

/** The reference after its formula was copied this far; `undefined` when it falls off the grid (`#REF!`). */
export function shiftReference(reference: CellReference, rows: number, columns: number): CellReference | undefined {
  const from = moved(reference.from, rows, columns);
  const to = reference.to && moved(reference.to, rows, columns);
  if (!isOnGrid(from) || !isOnGrid(to ?? from)) return undefined;
  return { ...reference, from, ...(to ? { to } : {}) };
}
