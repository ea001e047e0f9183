import type { GridRange } from './answers.ts';
import type { Layout } from './layout.ts';

/** Adjacent columns of the tab that hold adjacent columns of the report: `from` and `to` count in the report, `at` in the tab. */
export type Run = { from: number; to: number; at: number };

/** Groups positions in the tab into runs. */
export function adjacent(positions: readonly number[]): Run[] {
  const runs: Run[] = [];
  for (const [index, position] of positions.entries()) {
    const current = runs.at(-1);
    if (current && current.at + index - current.from === position) current.to = index + 1;
    else runs.push({ from: index, to: index + 1, at: position });
  }
  return runs;
}

/** A range of the laid-out tab; ends excluded. */
export function box(
  { sheetId }: Layout,
  rows: readonly [number, number],
  columns: readonly [number, number],
): GridRange {
  return {
    sheetId,
    startRowIndex: rows[0],
    endRowIndex: rows[1],
    startColumnIndex: columns[0],
    endColumnIndex: columns[1],
  };
}
