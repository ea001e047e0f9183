import type { View } from '../look.ts';
import { cellOf, type CellContent, type CellData, type SheetRequest } from '../requests.ts';
import { contentAt, isFormula, type Line } from './contents.ts';
import type { SyncDraft } from './draft-sync.ts';
import { isLeftColumn } from './left-column.ts';
import type { Match } from './match.ts';
import { box } from '../box.ts';

/** Rows looked at beside those that are written, and how far below the list. */
const MOST = 2000;
const BELOW = 200;

/** Rows that a sync writes nothing into, as they were before it, and what it wrote by column: all in columns of afterwards. */
export type Bystanders = {
  readonly lines: readonly Line[];
  readonly written: ReadonlyMap<number, ReadonlySet<CellContent>>;
  readonly places: ReadonlyMap<string, number>;
  readonly width: number;
};

/** A cell that gets back what it held. `isOurs`: in a row and a column of ours, where nothing is ever a formula. */
export type Mend = {
  readonly row: number;
  readonly column: number;
  readonly content: CellContent;
  readonly isOurs: boolean;
};

/** Rows without a key, copies people made, and rows that stay although they were not read. */
export function bystandersIn(lines: readonly Line[], { pairs, leaving }: Match): Line[] {
  const written = new Set([...pairs.map(({ line }) => line), ...leaving].map(({ row }) => row));
  return lines.filter(({ row }) => !written.has(row)).slice(0, MOST);
}

/** Rows right below the list: they move up when people delete rows of it. */
export function linesBelow(lines: readonly Line[], { top, gridRows }: { top: number; gridRows: number }): Line[] {
  const from = (lines.at(-1)?.row ?? top) + 1;
  const length = Math.max(0, Math.min(BELOW, gridRows - from));
  return Array.from({ length }, (_, offset) => ({ row: from + offset, key: null, cells: null }));
}

/** What must be known of a write that may have hit other rows than it meant. `before`: of an earlier write of the same run. */
export function remember(before: Bystanders | null, draft: SyncDraft): Bystanders {
  const { across, surplus } = draft.at.columns;
  const cleared = new Set(draft.match.staying.map(({ row }) => row));
  const lines = draft.bystanders.map((line) => {
    const cells: CellContent[] = [];
    for (const [column, cell] of (line.cells ?? []).entries()) cells[across(column)] = cell;
    if (cleared.has(line.row)) for (const { index } of surplus) cells[across(index)] = null;
    return { ...line, cells: Array.from(cells, (cell) => cell ?? null) };
  });
  const written = new Map([...(before?.written ?? [])].map(([column, contents]) => [column, new Set(contents)]));
  for (const [column, content] of writtenBy(draft))
    written.set(column, (written.get(column) ?? new Set()).add(content));
  const places = new Map(draft.goal.columns.map(({ id }, index) => [id, draft.at.columns.positions[index] ?? -1]));
  return before ? { ...before, written } : { lines, written, places, width: draft.at.width };
}

function* writtenBy({ changed, goal, at, now, mends }: SyncDraft): Generator<[number, CellContent]> {
  for (const { from, to, at: first, rows } of changed) {
    for (const index of rows)
      for (let column = from; column < to; column++)
        yield [first + column - from, goal.cells.rows[index]?.[column] ?? null];
  }
  for (const { index } of at.columns.surplus) yield [at.columns.across(index), null];
  const left = goal.columns.findIndex(isLeftColumn);
  if (left >= 0) yield [at.columns.positions[left] ?? 0, now];
  for (const { column, content } of mends) yield [column, content];
}

/**
 * Finds rows that a write hit by accident, because people moved rows a moment before it: all their cells are as they were, but for
 * some that hold what we wrote in that column. These get back what they held, unless people moved columns too.
 */
export function mendsFor(before: Bystanders | null, { tab }: View, now: readonly Line[]): Mend[] {
  const isUnmoved =
    before?.width === tab.gridColumns &&
    tab.block?.columns.every(({ id, index }) => (before.places.get(id) ?? index) === index) === true;
  if (before === null || !isUnmoved) return [];
  const managed = new Set(before.places.values());
  const open = new Set(now);
  const hit = before.lines.filter((line) => !take(open, (one) => hits(line, one, before)?.length === 0));
  return hit.flatMap((line) => {
    const found = [...open]
      .flatMap((one) => ({ one, columns: hits(line, one, before) }))
      .filter(({ columns }) => columns !== null)
      .toSorted((a, b) => (a.columns?.length ?? 0) - (b.columns?.length ?? 0))[0];
    if (!found) return [];
    open.delete(found.one);
    return (found.columns ?? []).map((column) => ({
      row: found.one.row,
      column,
      content: contentAt(line.cells, column),
      isOurs: line.key !== null && managed.has(column),
    }));
  });
}

function take(open: Set<Line>, isIt: (line: Line) => boolean): boolean {
  const found = [...open].find(isIt);
  return found !== undefined && open.delete(found);
}

/** Columns of a row in which we wrote over what it held, if it may be that row; else null. A key tells, whatever else people changed. */
function hits(was: Line, is: Line, { written, width }: Bystanders): number[] | null {
  if (was.key !== is.key) return null;
  const columns: number[] = [];
  for (let column = 0; column < width; column++) {
    const content = contentAt(is.cells, column);
    if (content === contentAt(was.cells, column)) continue;
    if (written.get(column)?.has(content) === true) columns.push(column);
    else if (was.key === null) return null;
  }
  return columns;
}

/** The cells, written back; what begins like a formula was one, unless it is a value of the ticketing system. */
export function mend(sheetId: number, mends: readonly Mend[]): SheetRequest[] {
  return mends.map(({ row, column, content, isOurs }) => {
    const cell: CellData =
      isFormula(content) && !isOurs ? { userEnteredValue: { formulaValue: String(content) } } : cellOf(content);
    const range = box(sheetId, [row, row + 1], [column, column + 1]);
    return { updateCells: { range, rows: [{ values: [cell] }], fields: 'userEnteredValue' } };
  });
}
