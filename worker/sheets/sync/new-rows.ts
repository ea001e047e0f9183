import type { CellContent, SheetRequest } from '../requests.ts';
import type { Tab } from '../tab.ts';
import { isFormula, type Contents, type Line } from './contents.ts';
import { box } from '../box.ts';

/** Where new rows go. Rows of the tab are those of before; `rows` are those of afterwards. */
export type NewRows = {
  /** Row before which `count` rows are inserted. */
  readonly at: number;
  readonly count: number;
  /** First row of the new ones once they are inserted. */
  readonly first: number;
  readonly total: number;
  /** A blank row that would stand above the new ones: its content is copied to the row below them, and it goes. */
  readonly aside: number | null;
  /** Blank rows of ours at the end. */
  readonly spare: number;
};

/** The fewest rows a list keeps below its header: only what is inserted between two rows makes a range over them grow. */
export const SMALLEST = 2;

/**
 * Finds room for new rows. They are always inserted, before the last row of the list or between blank rows of ours, so that formulas,
 * charts, pivots, filters and named ranges over the list include them, nothing below is written over, and nothing somebody may be
 * typing into a blank row at this very moment.
 */
export function placeNewRows({ block, lines }: Pick<Contents, 'block' | 'lines'>, total: number): NewRows {
  const top = block.top + 1;
  const last = lastOfOurs(lines);
  const spare = spareRows(lines, last ?? block.top, top + block.capacity);
  const place = (at: number, aside: number | null = null) => {
    const count = total > 0 && aside !== null ? total + 1 : total;
    return { at, count, first: at, total, aside: total > 0 ? aside : null, spare };
  };
  if (last === null) return spare < SMALLEST ? place(top) : place(top + 1, top);
  const isAlone = lines.find(({ key }) => key !== null)?.row === last;
  return place(isAlone && spare > 0 ? last + 1 : last);
}

/** Rows people copied, key and all, are no end of the list: what refers to the list ends before them. */
function lastOfOurs(lines: readonly Line[]): number | null {
  const seen = new Set<string>();
  let last: number | null = null;
  for (const { row, key } of lines) {
    if (key === null || seen.has(key)) continue;
    seen.add(key);
    last = row;
  }
  return last;
}

/** Rows right below the list that are ours and hold nothing: they were its last ones once. */
function spareRows(lines: readonly Line[], last: number, end: number): number {
  const below = lines.filter(({ row }) => row > last && row < end);
  const taken = below.findIndex(({ cells }) => cells === null || cells.some(isContent));
  return taken === -1 ? below.length : taken;
}

/** A formula of the user's that waits for the next row is no content. */
function isContent(cell: CellContent): boolean {
  return cell !== null && cell !== '' && !isFormula(cell);
}

/** The rows, inserted; like the row above, but never like the header. At the end of the grid Google only lets us append. */
export function insertRows({ sheetId, gridRows }: Tab, top: number, { at, count }: NewRows): SheetRequest[] {
  if (count === 0) return [];
  if (at >= gridRows) return [{ appendDimension: { sheetId, dimension: 'ROWS', length: count } }];
  const range = { sheetId, dimension: 'ROWS', startIndex: at, endIndex: at + count } as const;
  return [{ insertDimension: { range, inheritFromBefore: at > top + 1 } }];
}

/** New rows are seen, also next to rows that people hid. */
export function showRows({ sheetId }: Tab, { first, total, count }: NewRows): SheetRequest[] {
  if (count === 0) return [];
  const range = { sheetId, dimension: 'ROWS', startIndex: first, endIndex: first + total } as const;
  return [{ updateDimensionProperties: { range, properties: { hiddenByUser: false }, fields: 'hiddenByUser' } }];
}

/** What stands in the row that goes aside, blank or not, once the new ones are there. */
export function setAside(sheetId: number, { aside, first, total }: NewRows, width: number): SheetRequest[] {
  if (aside === null) return [];
  const source = box(sheetId, [aside, aside + 1], [0, width]);
  const destination = box(sheetId, [first + total, first + total + 1], [0, width]);
  return [{ copyPaste: { source, destination, pasteType: 'PASTE_NORMAL' } }];
}

/** Runs of adjacent rows, from the bottom up, so that deleting one does not move the next. */
export function runsFromBelow(rows: readonly number[]): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = [];
  for (const row of rows.toSorted((a, b) => a - b)) {
    const current = runs.at(-1);
    if (current?.to === row) current.to = row + 1;
    else runs.push({ from: row, to: row + 1 });
  }
  return runs.toReversed();
}
