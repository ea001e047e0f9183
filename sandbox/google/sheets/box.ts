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

function opened(box: BoundBox): Box {
  const { startRowIndex, endRowIndex, startColumnIndex, endColumnIndex } = box;
  return {
    startRowIndex,
    startColumnIndex,
    ...(endRowIndex === Infinity ? {} : { endRowIndex }),
    ...(endColumnIndex === Infinity ? {} : { endColumnIndex }),
  };
}

/** What is left of a box without a hole: above, below, left and right of it. */
export function subtracted(box: Box, hole: BoundBox): Box[] {
  if (!overlaps(box, hole)) return [box];
  const whole = closed(box);
  const top = Math.max(whole.startRowIndex, hole.startRowIndex);
  const bottom = Math.min(whole.endRowIndex, hole.endRowIndex);
  const beside = { ...whole, startRowIndex: top, endRowIndex: bottom };
  const parts: BoundBox[] = [
    { ...whole, endRowIndex: top },
    { ...whole, startRowIndex: bottom },
    { ...beside, endColumnIndex: Math.max(whole.startColumnIndex, hole.startColumnIndex) },
    { ...beside, startColumnIndex: Math.min(whole.endColumnIndex, hole.endColumnIndex) },
  ];
  return parts.filter((part) => heightOf(part) > 0 && widthOf(part) > 0).map(opened);
}

export function sameBox(a: Box, b: Box): boolean {
  return (
    a.startRowIndex === b.startRowIndex &&
    a.endRowIndex === b.endRowIndex &&
    a.startColumnIndex === b.startColumnIndex &&
    a.endColumnIndex === b.endColumnIndex
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

/** Where an end lands, exclusive: what is inserted right there is outside. */
export function shiftEnd(end: number, shift: Shift): number {
  if (shift.kind === 'delete') return shiftIndex(end, shift);
  return end > shift.at ? end + shift.count : end;
}

/** Where a span lands: insertions inside widen it, at its end they do not; `undefined` when all of it was deleted. */
export function shiftSpan(span: Span, shift: Shift): Span | undefined {
  const start = shiftIndex(span.start, shift);
  if (span.end === undefined) return { start, end: undefined };
  const end = shiftEnd(span.end, shift);
  return end > start ? { start, end } : undefined;
}

/** What becomes of the rows or the columns something covers; `undefined` when nothing is left. */
export type SpanChange = (span: Span) => Span | undefined;

/** The box with its rows or columns changed; bounds that are open stay open. */
export function alongBox(box: Box, dimension: Dimension, change: SpanChange): Box | undefined {
  const rows = dimension === 'ROWS';
  const start = rows ? box.startRowIndex : box.startColumnIndex;
  const end = rows ? box.endRowIndex : box.endColumnIndex;
  if (start === undefined && end === undefined) return box;
  const moved = change({ start: start ?? 0, end });
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
