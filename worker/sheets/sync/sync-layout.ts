import type { Columns, Layout } from '../layout.ts';
import type { Match } from './match.ts';
import { isFormula, type Contents, type Line } from './contents.ts';
import { isLeftColumn } from './left-column.ts';
import { placeNewRows, SMALLEST, type NewRows } from './new-rows.ts';
import { syncColumns } from './sync-columns.ts';
import type { SyncGoal } from './sync-goal.ts';

/** Where everything is before and after a sync. */
export type SyncLayout = {
  readonly columns: Columns;
  /** Column of the keys once columns are inserted. */
  readonly keyColumn: number;
  /** Columns of the tab then. */
  readonly width: number;
  /** The header row then; titles of new columns included. */
  readonly header: Contents['header'];
  readonly fresh: NewRows;
  /** Rows of today that are deleted, and those that are only cleared, so that the list never gets too short to grow. */
  readonly deleted: readonly number[];
  readonly cleared: readonly Line[];
  /** Where a row of today is once rows were inserted; and once others were deleted, too. */
  readonly inserted: (row: number) => number;
  readonly final: (row: number) => number;
  /** The same for a row that was inserted. */
  readonly settled: (row: number) => number;
  /** Rows below the header afterwards: down to the last of the list, and those that are ours. */
  readonly rows: number;
  readonly capacity: number;
};

export function syncLayout(contents: Contents, goal: SyncGoal, match: Match): SyncLayout {
  const { tab, block, lines } = contents;
  const columns = syncColumns(tab, block.columns, goal.columns);
  const fresh = placeNewRows(contents, match.fresh.length);
  const { deleted, cleared } = partLeaving(match, goal, fresh);
  const inserted = (row: number) => (fresh.count > 0 && row >= fresh.at ? row + fresh.count : row);
  const gone = deleted.map(inserted).toSorted((a, b) => a - b);
  const settled = (row: number) => row - countBelow(gone, row);
  const final = (row: number) => settled(inserted(row));
  const marked = goal.columns.some(isLeftColumn) ? match.leaving : [];
  const stays = [...match.pairs.map(({ line }) => line), ...match.staying, ...marked].map(({ row }) => final(row));
  const last = fresh.total > 0 ? settled(fresh.first + fresh.total - 1) : block.top;
  const end = Math.max(block.top + block.capacity, lines.at(-1)?.row ?? 0) + fresh.count - gone.length;
  const rows = stays.reduce((most, row) => Math.max(most, row), last) - block.top;
  return {
    columns,
    keyColumn: columns.positions.at(-1) ?? 0,
    width: tab.gridColumns + columns.before.filter((column) => column === null).length,
    header: headerOf(contents, columns, goal),
    fresh,
    deleted,
    cleared,
    inserted,
    final,
    settled,
    rows,
    capacity: Math.max(rows, end - block.top),
  };
}

/** Of what would make the list too short, rows at its end are kept as blank ones. Marked rows stay. */
function partLeaving({ pairs, staying, leaving }: Match, { columns }: SyncGoal, fresh: NewRows) {
  const aside = fresh.aside === null ? [] : [fresh.aside];
  if (columns.some(isLeftColumn)) return { deleted: aside, cleared: [] };
  const remaining = pairs.length + fresh.total + staying.length + fresh.spare;
  const last = [...pairs.map(({ line }) => line), ...staying].reduce((most, { row }) => Math.max(most, row), -1);
  const trailing = leaving.filter(({ row }) => row > last && (fresh.total === 0 || row >= fresh.at));
  const cleared = trailing.slice(0, Math.max(0, SMALLEST - remaining));
  const deleted = leaving.filter((line) => !cleared.includes(line)).map(({ row }) => row);
  return { deleted: [...deleted, ...aside], cleared };
}

function countBelow(sorted: readonly number[], row: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] ?? 0) < row) from = middle + 1;
    else to = middle;
  }
  return from;
}

function headerOf({ header }: Contents, { across, positions, before }: Columns, goal: SyncGoal): Contents['header'] {
  const cells: Contents['header'][number][] = [];
  for (const [column, cell] of header.entries()) cells[across(column)] = cell;
  for (const [index, position] of positions.entries())
    if (before[index] === null) cells[position] = goal.columns[index]?.title ?? '';
  return Array.from(cells, (cell) => cell ?? null);
}

/** The shape other parts of a publish know. */
export function asLayout({ tab, block }: Contents, { columns, final, capacity }: SyncLayout): Layout {
  const { rows: oldRows, top } = block;
  return {
    ...columns,
    sheetId: tab.sheetId,
    top,
    capacity,
    oldRows,
    kept: 0,
    fresh: [0, 0],
    shifted: final,
    growth: 0,
  };
}

/** Columns of a row that is cleared: all but the user's formulas, which wait for the next row. */
export function clearable({ cells }: Line, managed: ReadonlySet<number>, across: Columns['across']): number[] {
  return (cells ?? []).flatMap((cell, column) =>
    managed.has(across(column)) || !isFormula(cell) ? [across(column)] : [],
  );
}
