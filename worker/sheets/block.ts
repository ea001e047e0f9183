import type { Block, Marker, Marks, RowMark } from './tab.ts';

type Size = { readonly top: number; readonly rows: number; readonly capacity: number };

/**
 * Where the marks of a block belong. The first data row tells where the block begins when somebody deleted its header. The row
 * before the last is marked too: it still tells where the block ends when somebody
 * deleted the last row or dragged it elsewhere.
 */
export function markedRows({ top, rows, capacity }: Size): { row: RowMark['row']; index: number }[] {
  return [
    { row: 'header', index: top },
    { row: 'first', index: top + Math.min(1, rows) },
    { row: 'near', index: top + Math.max(0, rows - 1) },
    { row: 'last', index: top + rows },
    { row: 'end', index: top + capacity },
  ];
}

/** Whether every mark is where the last publish left it: nobody inserted, deleted or moved rows in or above the block. */
export function isUndisturbed(marker: Marker, marks: Marks): boolean {
  return markedRows(marker).every(({ row, index }) =>
    marks.rows.some((mark) => mark.row === row && mark.index === index),
  );
}

/** A block of which only the bounds of its content may still be unknown: then `rows` is null and the cells must tell. */
export type LocatedBlock = Omit<Block, 'rows'> & { readonly rows: number | null };

/**
 * Finds the block again after people inserted, deleted or moved rows and columns.
 * Marks move with their row and vanish with it; what is missing is worked out from the others.
 */
export function locateBlock(marker: Marker, marks: Marks, gridRows: number): LocatedBlock {
  const at = (wanted: RowMark['row']) => marks.rows.find(({ row }) => row === wanted)?.index;
  const bottom = highest(at('near'), at('last'));
  const top =
    at('header') ??
    at('first') ??
    (bottom === undefined ? marker.top : Math.max(0, bottom - Math.max(0, marker.rows - 1)));
  const end = highest(at('end'), bottom);
  const rows = bottom === undefined ? rowsLeft(marker, top, at('end')) : Math.max(0, bottom - top);
  const capacity = end === undefined ? (rows ?? marker.rows) : Math.max(rows ?? 0, end - top);
  const inGrid = Math.max(0, gridRows - top - 1);
  return { top, columns: marks.columns, marks: marks.rows, rows, capacity: Math.min(capacity, inGrid) };
}

function highest(...rows: (number | undefined)[]): number | undefined {
  const known = rows.filter((row) => row !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}

function rowsLeft(marker: Marker, top: number, end: number | undefined): number | null {
  if (end === undefined) return null;
  const deleted = Math.max(1, marker.capacity - (end - top));
  return Math.max(0, marker.rows - deleted);
}

/** Of a row that is there twice, the one in the block counts, not a copy somebody made beside it. */
export function blockFirst<T>(rows: readonly T[], { top, capacity }: Pick<Block, 'top' | 'capacity'>): T[] {
  const [from, to] = [top + 1, top + 1 + capacity];
  return [...rows.slice(from, to), ...rows.slice(0, from), ...rows.slice(to)];
}
