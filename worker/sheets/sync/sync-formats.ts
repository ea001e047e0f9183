import type { CellTable } from '../cells.ts';
import type { Layout } from '../layout.ts';
import { formatKey } from '../marks.ts';
import { isLeftColumn } from './left-column.ts';
import { runsFromBelow } from './new-rows.ts';
import type { NumberFormat, SheetRequest } from '../requests.ts';
import { box } from '../box.ts';
import type { Difference } from './diff.ts';
import type { SyncGoal } from './sync-goal.ts';
import type { SyncLayout } from './sync-layout.ts';
import type { Match } from './match.ts';

type Rows = readonly [from: number, to: number];

/**
 * Number formats, in rows as they are in the end: whole columns that are new or changed their kind, new rows that have no row above to
 * look like, and single amounts in columns of several currencies. Everything else keeps the look people gave it.
 */
export function syncFormats(
  layout: Layout,
  at: SyncLayout,
  goal: SyncGoal,
  match: Match,
  differences: readonly Difference[],
): SheetRequest[] {
  const top = layout.top + 1;
  const first = at.settled(at.fresh.first);
  const fresh: Rows[] = at.fresh.total > 0 ? [[first, first + at.fresh.total]] : [];
  const hasModel = !goal.arePlain && (match.pairs.length > 0 || match.staying.length > 0);
  const others = othersIn(goal, match);
  const ours = runsFromBelow(match.pairs.map(({ line }) => at.final(line.row))).map(({ from, to }): Rows => [from, to]);
  return layout.positions.flatMap((position, column) => {
    const isKnown = layout.before[column]?.format === formatKey(goal.cells, column);
    const format = goal.cells.formats[column] ?? null;
    const paint = (rows: Rows) => numberFormat(layout.sheetId, rows, position, format);
    // rows that were not read keep the currency they have, and new ones do not take it over
    const isShared = others > 0 && goal.columns[column]?.type === 'money';
    const spans = isShared ? ours : [[top, top + layout.capacity] as const];
    const whole = isKnown ? [] : spans.map(paint);
    const rows = isShared || (isKnown && !hasModel) ? fresh.map(paint) : [];
    return [...whole, ...rows, ...mixed({ layout, at, goal, match, differences }, column, position, isKnown)];
  });
}

/** Rows of ours that are not among those to publish: of accounts that could not be read, held back, or marked as having left. */
function othersIn({ columns }: SyncGoal, { staying, leaving }: Match): number {
  return staying.length + (columns.some(isLeftColumn) ? leaving.length : 0);
}

type Mixed = { layout: Layout; at: SyncLayout; goal: SyncGoal; match: Match; differences: readonly Difference[] };

/** Cell by cell, where a column holds amounts in several currencies. */
function mixed(
  { layout, at, goal, match, differences }: Mixed,
  column: number,
  position: number,
  isKnown: boolean,
): SheetRequest[] {
  const formats = formatsByRow(goal.cells, column);
  if (formats === null) return [];
  const main = goal.cells.formats[column] ?? null;
  const written = isKnown ? differences.map(({ pair }) => pair) : match.pairs;
  const wanted = [
    ...written.map(({ line, index }) => ({ row: at.final(line.row), index })),
    ...match.fresh.map((index, offset) => ({ row: at.settled(at.fresh.first + offset), index })),
  ];
  return wanted
    .filter(({ index }) => isKnown || formats.has(index))
    .map(({ row, index }) => numberFormat(layout.sheetId, [row, row + 1], position, formats.get(index) ?? main));
}

/** Formats other than the column's own, by row of the goal; null when all look the same. */
function formatsByRow({ runs }: CellTable, column: number): Map<number, NumberFormat> | null {
  const own = runs.filter((run) => run.column === column);
  if (own.length === 0) return null;
  return new Map(
    own.flatMap(({ from, to, format }) =>
      Array.from({ length: to - from }, (_, offset) => [from + offset, format] as const),
    ),
  );
}

function numberFormat(sheetId: number, rows: Rows, position: number, format: NumberFormat | null): SheetRequest {
  const cell = format ? { userEnteredFormat: { numberFormat: format } } : {};
  return {
    repeatCell: { range: box(sheetId, rows, [position, position + 1]), cell, fields: 'userEnteredFormat.numberFormat' },
  };
}
