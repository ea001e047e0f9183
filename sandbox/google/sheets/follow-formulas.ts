/** Formulas follow what happens to the cells they point at. */
import { type CellReference, type Corner, rewriteReferences } from '../values/formula.ts';
import type { Book } from './book.ts';
import { type Shift, shiftSpan } from './box.ts';
import type { Tab } from './tab.ts';

function pointsAt(book: Book, own: Tab, reference: CellReference, tab: Tab): boolean {
  return (reference.title === undefined ? own : book.byTitle(reference.title)) === tab;
}

function sideOf(corner: Corner, rows: boolean): number | undefined {
  return rows ? corner.row : corner.column;
}

function withSide(corner: Corner, rows: boolean, index: number): Corner {
  return rows ? { ...corner, row: index } : { ...corner, column: index };
}

/** The reference after the shift; `undefined` when all of its cells were deleted. */
function shifted(reference: CellReference, shift: Shift): CellReference | undefined {
  const rows = shift.dimension === 'ROWS';
  const { from, to } = reference;
  const start = sideOf(from, rows);
  if (start === undefined) return reference;
  const last = to ? sideOf(to, rows) : start;
  const span = shiftSpan({ start, end: last === undefined ? undefined : last + 1 }, shift);
  if (!span) return undefined;
  if (span.start === start && (span.end === undefined || span.end - 1 === last)) return reference;
  const moved = { ...reference, from: withSide(from, rows, span.start) };
  return to && span.end !== undefined ? { ...moved, to: withSide(to, rows, span.end - 1) } : moved;
}

function rewriteAll(book: Book, change: (own: Tab, reference: CellReference) => CellReference | undefined): void {
  for (const own of book.tabs)
    own.grid.mapFormulas((formula) => rewriteReferences(formula, (reference) => change(own, reference)));
}

/** Rows or columns were inserted into the tab or deleted from it. */
export function followLines(book: Book, tab: Tab, shift: Shift): void {
  rewriteAll(book, (own, reference) => (pointsAt(book, own, reference, tab) ? shifted(reference, shift) : reference));
}

/** The tab gets another title; call before it changes. */
export function followTitle(book: Book, tab: Tab, title: string): void {
  rewriteAll(book, (own, reference) =>
    reference.title !== undefined && pointsAt(book, own, reference, tab) ? { ...reference, title } : reference,
  );
}

/** The tab is deleted: what pointed at it becomes `#REF!` and stays so when a tab of the same title is made. */
export function followDeletion(book: Book, tab: Tab): void {
  rewriteAll(book, (own, reference) => (own !== tab && pointsAt(book, own, reference, tab) ? undefined : reference));
}
