import type { GridRange } from '../answers.ts';
import type { Box } from '../client.ts';
import type { PublishJob } from '../publish-job.ts';
import type { CellContent } from '../requests.ts';
import { SheetError } from '../sheet-error.ts';
import type { Block, Tab } from '../tab.ts';
import { keyOf, type Line } from './contents.ts';
import { box } from '../box.ts';

/** Cells asked for at a time: an answer of some tens of MB, well within Google's 180 s. */
const PIECE_CELLS = 1_000_000;
/** Rows between two wanted ones that cost less to read along than a box of their own. */
const BRIDGE = 4;

export type Place = { readonly tab: Tab; readonly block: Block; readonly keyColumn: number };

/**
 * The key of every row below the header down to the last that is ours, and the header row: one read. `above`: keys in the header row
 * and above it, where none belongs.
 *
 * @throws SheetError `bad-request` when rows were added to the tab since it was looked at.
 */
export async function readKeys(
  job: PublishJob,
  { tab, block, keyColumn }: Place,
): Promise<{ lines: Line[]; header: readonly CellContent[]; above: { row: number; key: string }[] }> {
  const { top, capacity } = block;
  const found = await job.client.getBoxes(job.spreadsheetId, keyBoxes({ tab, block, keyColumn }), job.call);
  const header = found.find(({ row }) => row === top)?.cells[0] ?? [];
  const cells = found.find(({ row }) => row > top)?.cells ?? [];
  const keys = cells.map((row) => keyOf(row[0]));
  const last = keys.findLastIndex((key) => key !== null) + 1;
  if (top + 1 + last > tab.gridRows) throw new SheetError('bad-request', 'Rows were added to the tab meanwhile.');
  const length = Math.max(last, Math.min(capacity, tab.gridRows - top - 1));
  const lines = Array.from({ length }, (_, offset) => ({
    row: top + 1 + offset,
    key: keys[offset] ?? null,
    cells: null,
  }));
  const over = top > 0 ? (found.find(({ row }) => row === 0)?.cells ?? []) : [];
  return { lines, header, above: keysAbove(over, top, header[keyColumn]) };
}

function keysAbove(over: Box['cells'], top: number, header: CellContent | undefined): { row: number; key: string }[] {
  const cells = [...over.map(([cell]) => cell), ...Array<null>(top - over.length).fill(null), header];
  return cells.flatMap((cell, row) => keyed(cell, row));
}

function keyBoxes({ tab: { sheetId, gridRows, gridColumns }, block: { top }, keyColumn }: Place): GridRange[] {
  return [
    ...(top > 0 ? [box(sheetId, [0, top], [keyColumn, keyColumn + 1])] : []),
    box(sheetId, [top, top + 1], [0, gridColumns]),
    // to the end of the tab, wherever that is by now
    ...(top + 1 < gridRows ? [column(sheetId, top + 1, keyColumn)] : []),
  ];
}

function column(sheetId: number, startRowIndex: number, at: number): GridRange {
  return { sheetId, startRowIndex, startColumnIndex: at, endColumnIndex: at + 1 };
}

function keyed(cell: CellContent | undefined, row: number): { row: number; key: string }[] {
  const key = keyOf(cell);
  return key === null ? [] : [{ row, key }];
}

/**
 * Reads some lines whole, as entered.
 *
 * @returns all lines, those with their cells; null when one of them holds another key by now: somebody moved rows meanwhile.
 */
export async function readLines(
  job: PublishJob,
  { tab, keyColumn }: Place,
  lines: readonly Line[],
  wanted: ReadonlySet<number>,
): Promise<Line[] | null> {
  if (wanted.size === 0) return [...lines];
  const found = new Map<number, readonly CellContent[]>();
  for (const boxes of pieces(runsOf(wanted, tab))) {
    for (const one of await job.client.getBoxes(job.spreadsheetId, boxes, job.call)) note(one, found);
  }
  const read = lines.map((line) => (wanted.has(line.row) ? { ...line, cells: found.get(line.row) ?? [] } : line));
  const isSame = read.every(({ row, key, cells }) => !wanted.has(row) || keyOf(cells?.[keyColumn]) === key);
  return isSame ? read : null;
}

function note({ row, column, cells }: Box, into: Map<number, readonly CellContent[]>): void {
  for (const [offset, line] of cells.entries())
    into.set(row + offset, column === 0 ? line : [...Array<null>(column).fill(null), ...line]);
}

function runsOf(rows: ReadonlySet<number>, { sheetId, gridColumns }: Tab): GridRange[] {
  const most = Math.max(1, Math.floor(PIECE_CELLS / gridColumns));
  const runs: { from: number; to: number }[] = [];
  for (const row of [...rows].toSorted((a, b) => a - b)) {
    const current = runs.at(-1);
    if (current && row - current.to <= BRIDGE && row - current.from < most) current.to = row + 1;
    else runs.push({ from: row, to: row + 1 });
  }
  return runs.map(({ from, to }) => box(sheetId, [from, to], [0, gridColumns]));
}

/** Boxes for one call each. */
function pieces(boxes: readonly GridRange[]): GridRange[][] {
  const calls: GridRange[][] = [];
  let cells = Infinity;
  for (const one of boxes) {
    const size = ((one.endRowIndex ?? 0) - (one.startRowIndex ?? 0)) * (one.endColumnIndex ?? 0);
    if (cells + size > PIECE_CELLS) {
      calls.push([]);
      cells = 0;
    }
    calls.at(-1)?.push(one);
    cells += size;
  }
  return calls;
}
