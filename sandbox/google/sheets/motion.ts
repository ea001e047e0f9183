/** Where cells go when the grid changes, told to everything that names them. */
import type { BoundBox, Box } from '../values/a1.ts';
import { alongBox, contains, type Dimension, type Shift, type Span, type SpanChange, shiftSpan } from './box.ts';
import type { LineSpan } from './draft.ts';
import type { Tab } from './tab.ts';

export type Landing = { readonly tab: Tab; readonly box: Box };

export type Motion = {
  readonly tab: Tab;
  /** Where a box of the tab lies afterwards; `undefined` when its cells are gone. */
  readonly landing: (box: Box) => Landing | undefined;
  /** Present when whole rows or columns are inserted, deleted or moved. */
  readonly lines?: { readonly dimension: Dimension; readonly change: SpanChange };
};

/** Whole rows or columns change places by a rule for spans. */
export function lineMotion(tab: Tab, dimension: Dimension, change: SpanChange): Motion {
  return {
    tab,
    landing: (box) => {
      const landed = alongBox(box, dimension, change);
      return landed && { tab, box: landed };
    },
    lines: { dimension, change },
  };
}

/** Rows or columns are inserted or deleted. */
export function shiftMotion(tab: Tab, shift: Shift): Motion {
  return lineMotion(tab, shift.dimension, (span) => shiftSpan(span, shift));
}

/**
 * Rows or columns move in front of `to`, counted before the move. What lies wholly in them goes along; for everything
 * else they are taken out and put in: a range they leave shrinks, a range they come into grows.
 */
export function moveMotion(tab: Tab, { dimension, start, end }: LineSpan, to: number): Motion {
  const count = end - start;
  const at = to > start ? to - count : to;
  return lineMotion(tab, dimension, (span: Span) => {
    if (span.end !== undefined && span.start >= start && span.end <= end) {
      return { start: span.start - start + at, end: span.end - start + at };
    }
    const left = shiftSpan(span, { dimension, kind: 'delete', at: start, count });
    return left && shiftSpan(left, { dimension, kind: 'insert', at, count });
  });
}

function across(tab: Tab, box: Box, dimension: Dimension): Span {
  return dimension === 'ROWS'
    ? { start: box.startColumnIndex ?? 0, end: box.endColumnIndex ?? tab.columnCount }
    : { start: box.startRowIndex ?? 0, end: box.endRowIndex ?? tab.rowCount };
}

/** Cells of a part of the grid shift; what is wider than the part stays where it is. */
export function partMotion(tab: Tab, part: BoundBox, shift: Shift): Motion {
  const limits = across(tab, part, shift.dimension);
  return {
    tab,
    landing: (box) => {
      const span = across(tab, box, shift.dimension);
      const inside = span.start >= limits.start && (span.end ?? 0) <= (limits.end ?? 0);
      const landed = inside ? alongBox(box, shift.dimension, (one) => shiftSpan(one, shift)) : box;
      return landed && { tab, box: landed };
    },
  };
}

/** A box moved by rows and columns; bounds that are open stay open. */
export function movedBox(box: Box, rows: number, columns: number): Box {
  const { startRowIndex, endRowIndex, startColumnIndex, endColumnIndex } = box;
  return {
    ...(startRowIndex === undefined ? {} : { startRowIndex: startRowIndex + rows }),
    ...(endRowIndex === undefined ? {} : { endRowIndex: endRowIndex + rows }),
    ...(startColumnIndex === undefined ? {} : { startColumnIndex: startColumnIndex + columns }),
    ...(endColumnIndex === undefined ? {} : { endColumnIndex: endColumnIndex + columns }),
  };
}

/** A block is cut and pasted elsewhere: what lies wholly in it goes along, everything else stays. */
export function cutMotion(tab: Tab, block: BoundBox, into: Tab, corner: { row: number; column: number }): Motion {
  const rows = corner.row - block.startRowIndex;
  const columns = corner.column - block.startColumnIndex;
  return {
    tab,
    landing: (box) => (contains(block, box) ? { tab: into, box: movedBox(box, rows, columns) } : { tab, box }),
  };
}
