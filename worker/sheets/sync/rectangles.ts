/** Cells of adjacent rows and adjacent columns that are written together: `rows` are places in the goal, `[from, to)` its columns. */
export type Rectangle = {
  /** First row and column in the tab. */
  readonly row: number;
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly rows: readonly number[];
};

/** One row to write: where it is in the tab, its place in the goal, and which columns of the goal. */
export type RowWrite = { readonly row: number; readonly index: number; readonly columns: readonly number[] };

/** Unchanged cells of ours between two changed ones that cost less to write along than another request would. */
const BRIDGE = 3;

/**
 * Groups cells into as few boxes as pays. `positions`: the column in the tab of each column of the goal. Only columns that lie side by
 * side in both are grouped, so that a box may also be pasted from a prepared tab. `apart`: columns of the goal that are never written
 * along.
 */
export function rectangles(
  writes: readonly RowWrite[],
  positions: readonly number[],
  apart: ReadonlySet<number>,
): Rectangle[] {
  const done: Rectangle[] = [];
  let open = new Map<string, Rectangle & { rows: number[] }>();
  for (const { row, index, columns } of writes) {
    const next: typeof open = new Map();
    for (const { from, to } of spans(columns, positions, apart)) {
      const name = `${from} ${to}`;
      const above = open.get(name);
      const isBelow = above !== undefined && above.row + above.rows.length === row;
      if (isBelow) above.rows.push(index);
      next.set(name, isBelow ? above : { row, at: positions[from] ?? 0, from, to, rows: [index] });
    }
    for (const [name, one] of open) if (next.get(name) !== one) done.push(one);
    open = next;
  }
  return [...done, ...open.values()];
}

/** Runs of columns that lie side by side in the tab as in the goal; short gaps are bridged. */
function spans(
  columns: readonly number[],
  positions: readonly number[],
  apart: ReadonlySet<number>,
): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (const column of columns.toSorted((a, b) => a - b)) {
    const current = found.at(-1);
    if (current && column - current.to <= BRIDGE && isStraight(current.to - 1, column, positions, apart))
      current.to = column + 1;
    else found.push({ from: column, to: column + 1 });
  }
  return found;
}

function isStraight(from: number, to: number, positions: readonly number[], apart: ReadonlySet<number>): boolean {
  const start = positions[from] ?? 0;
  for (let column = from + 1; column <= to; column++) {
    if (positions[column] !== start + column - from) return false;
    if (column < to && apart.has(column)) return false;
  }
  return true;
}
