import type { Actor } from '../actor.ts';
import { type ApiError, invalid } from '../api-error.ts';
import type { DimensionRange, GridRange } from '../schema.generated.ts';
import { type BoundBox, type Box, printA1 } from '../values/a1.ts';
import type { Book } from './book.ts';
import { boxOf, type Dimension } from './box.ts';
import { demandUnprotected } from './protection.ts';
import type { PendingLines } from './follow-formulas.ts';
import type { Tab } from './tab.ts';

/** A change in progress: the forked book and what the handlers need besides. */
export type Draft = {
  readonly book: Book;
  readonly actor: Actor;
  readonly isOwner: boolean;
  /** A number in [0, 1); the same change replayed draws the same numbers. */
  readonly random: () => number;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Insertions and deletions that formulas have still to follow. */
  pending?: PendingLines | undefined;
};

/** A positive id that fits int32. */
export function newId(draft: Draft): number {
  return Math.floor(draft.random() * 2_147_483_646) + 1;
}

export function gridLimits(tab: Tab, box: BoundBox): ApiError {
  const size = `Max rows: ${tab.rowCount}, max columns: ${tab.columnCount}`;
  return invalid(`Range (${printA1(tab.title, box)}) exceeds grid limits. ${size}`);
}

/** A box that leaves the grid, as the refusal prints it. */
export function whole(tab: Tab, box: Box): BoundBox {
  return {
    startRowIndex: box.startRowIndex ?? 0,
    endRowIndex: box.endRowIndex ?? tab.rowCount,
    startColumnIndex: box.startColumnIndex ?? 0,
    endColumnIndex: box.endColumnIndex ?? tab.columnCount,
  };
}

function demandSpan(side: string, start: number, end: number | undefined): void {
  if (start < 0) throw invalid(`range.start${side}Index[${start}] is less than zero.`);
  if (end !== undefined && end <= start) throw emptySpan(side, start, end);
}

/** The box, its open bounds closed; a start outside the grid or an empty range is refused. */
export function boxIn(tab: Tab, range: GridRange): BoundBox {
  const box = boxOf(range);
  const { startRowIndex, startColumnIndex } = whole(tab, box);
  demandSpan('Row', startRowIndex, box.endRowIndex);
  demandSpan('Column', startColumnIndex, box.endColumnIndex);
  if (startRowIndex >= tab.rowCount || startColumnIndex >= tab.columnCount) throw gridLimits(tab, whole(tab, box));
  return tab.bound(box);
}

function emptySpan(side: string, start: number, end: number): ApiError {
  return invalid(`range.end${side}Index[${end}] must be greater than range.start${side}Index[${start}].`);
}

/** The tab of a range and the box in it. */
export function target(draft: Draft, range: GridRange | undefined): { tab: Tab; box: BoundBox } {
  if (!range) throw invalid('range not specified.');
  const tab = draft.book.tab(range.sheetId);
  return { tab, box: boxIn(tab, range) };
}

/** As `target`, and the caller may edit every cell of it. */
export function editable(draft: Draft, range: GridRange | undefined): { tab: Tab; box: BoundBox } {
  const found = target(draft, range);
  demandUnprotected(draft, found.tab, found.box);
  return found;
}

export type LineSpan = { readonly dimension: Dimension; readonly start: number; readonly end: number };

/** The rows or columns of a dimension range, open ends closed. `limit` bounds the end, Infinity for insertions. */
export function linesIn(tab: Tab, range: DimensionRange, limit = tab.countOf(dimensionOf(range.dimension))): LineSpan {
  const dimension = dimensionOf(range.dimension);
  const start = range.startIndex ?? 0;
  const end = range.endIndex ?? tab.countOf(dimension);
  if (start < 0) throw invalid(`range.startIndex[${start}] is less than zero.`);
  if (end <= start) throw invalid(`range.endIndex[${end}] must be greater than range.startIndex[${start}].`);
  if (end > limit) {
    const side = dimension === 'ROWS' ? 'rows' : 'columns';
    throw invalid(`Cannot use ${side} ${start} to ${end} that don't exist. There are only ${limit} ${side}.`);
  }
  return { dimension, start, end };
}

export function dimensionOf(dimension: DimensionRange['dimension']): Dimension {
  if (dimension === 'ROWS' || dimension === 'COLUMNS') return dimension;
  throw invalid('Invalid dimension: DIMENSION_UNSPECIFIED');
}

/** The whole box of some rows or columns. */
export function boxOfLines(tab: Tab, lines: LineSpan): BoundBox {
  return lines.dimension === 'ROWS'
    ? { startRowIndex: lines.start, endRowIndex: lines.end, startColumnIndex: 0, endColumnIndex: tab.columnCount }
    : { startRowIndex: 0, endRowIndex: tab.rowCount, startColumnIndex: lines.start, endColumnIndex: lines.end };
}
