/** Boxes of cells in all the forms the API uses. */
import type { GridRange } from '../schema.generated.ts';
import type { BoundBox, Box } from '../values/a1.ts';

export type Dimension = 'ROWS' | 'COLUMNS';

/** `[start, end)` along one dimension; a missing end is open. */
export type Span = { readonly start: number; readonly end: number | undefined };

export function heightOf(box: BoundBox): number {
  return box.endRowIndex - box.startRowIndex;
}

export function widthOf(box: BoundBox): number {
  return box.endColumnIndex - box.startColumnIndex;
}

/** The stored form of a range: given bounds only. */
export function boxOf(range: GridRange): Box {
  const { startRowIndex, endRowIndex, startColumnIndex, endColumnIndex } = range;
  return {
    ...(startRowIndex === undefined ? {} : { startRowIndex }),
    ...(endRowIndex === undefined ? {} : { endRowIndex }),
    ...(startColumnIndex === undefined ? {} : { startColumnIndex }),
    ...(endColumnIndex === undefined ? {} : { endColumnIndex }),
  };
}

export function rangeOf(sheetId: number, box: Box): GridRange {
  return { sheetId, ...box };
}

function closed(box: Box): BoundBox {
  const { startRowIndex = 0, endRowIndex = Infinity, startColumnIndex = 0, endColumnIndex = Infinity } = box;
  return { startRowIndex, endRowIndex, startColumnIndex, endColumnIndex };
}

export function overlaps(a: Box, b: Box): boolean {
  const [p, q] = [closed(a), closed(b)];
  return (
    p.startRowIndex < q.endRowIndex &&
    q.startRowIndex < p.endRowIndex &&
    p.startColumnIndex < q.endColumnIndex &&
    q.startColumnIndex < p.endColumnIndex
  );
}

/** Whether every cell of `inner` lies in `outer`. */
export function contains(outer: Box, inner: Box): boolean {
  const [p, q] = [closed(outer), closed(inner)];
  return (
    p.startRowIndex <= q.startRowIndex &&
    p.endRowIndex >= q.endRowIndex &&
    p.startColumnIndex <= q.startColumnIndex &&
    p.endColumnIndex >= q.endColumnIndex
  );
}

/** A change of the grid along one dimension that everything tied to cells has to follow. */
export type Shift = {
  readonly dimension: Dimension;
  readonly kind: 'insert' | 'delete';
  readonly at: number;
  readonly count: number;
};

/** Where an index lands. Deleted indexes land on the start of the hole. */
export function shiftIndex(index: number, shift: Shift): number {
  if (shift.kind === 'insert') return index >= shift.at ? index + shift.count : index;
  return index <= shift.at ? index : Math.max(shift.at, index - shift.count);
}

/** Where a span lands: insertions inside widen it, at its end they do not; `undefined` when all of it was deleted. */
export function shiftSpan(span: Span, shift: Shift): Span | undefined {
  const start = shiftIndex(span.start, shift);
  if (span.end === undefined) return { start, end: undefined };
  const end =
    shift.kind === 'insert' ? (span.end > shift.at ? span.end + shift.count : span.end) : shiftIndex(span.end, shift);
  return end > start ? { start, end } : undefined;
}

/** Where a box lands; open bounds stay open, `undefined` when all of it was deleted. */
export function shiftBox(box: Box, shift: Shift): Box | undefined {
  const rows = shift.dimension === 'ROWS';
  const start = rows ? box.startRowIndex : box.startColumnIndex;
  const end = rows ? box.endRowIndex : box.endColumnIndex;
  if (start === undefined && end === undefined) return box;
  const moved = shiftSpan({ start: start ?? 0, end }, shift);
  if (!moved) return undefined;
  const bounds = {
    ...(start === undefined ? {} : { start: moved.start }),
    ...(moved.end === undefined ? {} : { end: moved.end }),
  };
  return rows
    ? { ...box, ...named(bounds, 'startRowIndex', 'endRowIndex') }
    : { ...box, ...named(bounds, 'startColumnIndex', 'endColumnIndex') };
}

function named(bounds: { start?: number; end?: number }, start: keyof Box, end: keyof Box): Box {
  return {
    ...(bounds.start === undefined ? {} : { [start]: bounds.start }),
    ...(bounds.end === undefined ? {} : { [end]: bounds.end }),
  };
}
