import type { Draft, LineSpan } from './draft.ts';
import { followMove } from './follow.ts';
import { moveMotion } from './motion.ts';
import type { Tab } from './tab.ts';

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

/** Moves rows or columns in front of `to`, counted before the move. */
export function moveLines(draft: Draft, tab: Tab, lines: LineSpan, to: number): void {
  if (to === lines.end) return;
  moveCells(tab, lines, to);
  tab.setLines(lines.dimension, reordered(tab.linesOf(lines.dimension), lines, to, undefined));
  followMove(draft, moveMotion(tab, lines, to));
}
