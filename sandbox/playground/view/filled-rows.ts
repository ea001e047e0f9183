import { hasContent } from '../../google/sheets/cell.ts';
import type { Tab } from '../../google/sheets/tab.ts';

/** Rows up to the last one with something in it; the tab's own count remembers rows that were cleared. */
export function filledRows({ grid }: Tab): number {
  let end = grid.usedRows;
  while (end > 0 && !grid.row(end - 1).some((cell) => cell && hasContent(cell))) end -= 1;
  return end;
}
