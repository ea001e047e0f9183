import type { CellsView, CellView } from '../../wire.ts';

type Row = readonly CellView[];

/**
 * Places in a newer chunk whose shown text is another one than before. Rows that only moved up or down did not change: they are
 * looked for by all their texts, then by the first one, as the keys of a list stand there.
 * @param before the same chunk as it was, and its neighbours
 */
export function changedCells(before: readonly CellsView[], after: CellsView): { row: number; column: number }[] {
  const known = before.flatMap(({ rows }) => rows);
  const whole = new Set(known.map(textOf));
  const byFirst = new Map(known.map((row) => [shownOf(row[0]), row] as const));
  return after.rows.flatMap((row, index) => {
    if (row.length === 0 || whole.has(textOf(row))) return [];
    const old = byFirst.get(shownOf(row[0])) ?? [];
    const columns = Array.from({ length: Math.max(row.length, old.length) }, (_, column) => column);
    return columns
      .filter((column) => shownOf(row[column]) !== shownOf(old[column]))
      .map((column) => ({ row: index, column }));
  });
}

function shownOf(cell: CellView | undefined): string {
  if (cell === undefined || cell === null) return '';
  return typeof cell === 'string' ? cell : cell[0];
}

function textOf(row: Row): string {
  return row.map(shownOf).join('\t').trimEnd();
}
