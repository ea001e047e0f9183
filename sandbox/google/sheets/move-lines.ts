import type { DeveloperMetadata } from '../schema.generated.ts';
import type { BoundBox } from '../values/a1.ts';
import type { Dimension } from './box.ts';
import type { Draft, LineSpan } from './draft.ts';
import type { Tab } from './tab.ts';

/** Where an index lands when `[start, end)` moves in front of `to`. */
function landing(index: number, lines: LineSpan, to: number): number {
  const count = lines.end - lines.start;
  if (index >= lines.start && index < lines.end)
    return to > lines.start ? index + to - lines.end : index + to - lines.start;
  if (index >= lines.end && index < to) return index - count;
  return index >= to && index < lines.start ? index + count : index;
}

function reordered<T>(list: readonly T[], lines: LineSpan, to: number, blank: T): T[] {
  const whole = list.slice();
  while (whole.length < Math.max(to, lines.end)) whole.push(blank);
  const moved = whole.splice(lines.start, lines.end - lines.start);
  whole.splice(to > lines.start ? to - moved.length : to, 0, ...moved);
  return whole;
}

function moveCells(tab: Tab, lines: LineSpan, to: number): void {
  const { grid } = tab;
  if (lines.dimension === 'COLUMNS') {
    for (let row = 0; row < grid.usedRows; row++) grid.setRow(row, reordered(grid.row(row), lines, to, undefined));
    return;
  }
  const from = Math.min(lines.start, to);
  const end = Math.max(lines.end, to);
  const rows = Array.from({ length: end - from }, (_, offset) => grid.row(from + offset).slice());
  const local = { ...lines, start: lines.start - from, end: lines.end - from };
  reordered(rows, local, to - from, []).forEach((cells, offset) => grid.setRow(from + offset, cells));
}

function movedMerge(box: BoundBox, dimension: Dimension, lines: LineSpan, to: number): BoundBox {
  if (dimension === 'ROWS') {
    const startRowIndex = landing(box.startRowIndex, lines, to);
    return { ...box, startRowIndex, endRowIndex: startRowIndex + box.endRowIndex - box.startRowIndex };
  }
  const startColumnIndex = landing(box.startColumnIndex, lines, to);
  return { ...box, startColumnIndex, endColumnIndex: startColumnIndex + box.endColumnIndex - box.startColumnIndex };
}

function movedMetadata(one: DeveloperMetadata, tab: Tab, lines: LineSpan, to: number): DeveloperMetadata {
  const span = one.location?.dimensionRange;
  if (!span || span.dimension !== lines.dimension || (span.sheetId ?? 0) !== tab.sheetId) return one;
  const startIndex = landing(span.startIndex ?? 0, lines, to);
  return { ...one, location: { ...one.location, dimensionRange: { ...span, startIndex, endIndex: startIndex + 1 } } };
}

/** Moves rows or columns in front of `to`, counted before the move; metadata and merges go along. */
export function moveLines(draft: Draft, tab: Tab, lines: LineSpan, to: number): void {
  if (to === lines.end) return;
  moveCells(tab, lines, to);
  tab.setLines(lines.dimension, reordered(tab.linesOf(lines.dimension), lines, to, undefined));
  tab.merges = tab.merges.map((box) => movedMerge(box, lines.dimension, lines, to));
  draft.book.developerMetadata = draft.book.developerMetadata.map((one) => movedMetadata(one, tab, lines, to));
}
