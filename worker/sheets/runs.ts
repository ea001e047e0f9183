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
