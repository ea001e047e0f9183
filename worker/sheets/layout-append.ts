import { growthOf, layOut, type Layout, type Size } from './layout.ts';
import type { SheetRequest } from './requests.ts';
import { syncColumns } from './sync/sync-columns.ts';
import type { Block, Tab } from './tab.ts';

/** `moved`: the block's last row, where it is once rows were inserted before it and the row it goes to. */
export type AppendLayout = Layout & { readonly moved: { readonly from: number; readonly to: number } | null };

type Wanted = Omit<Size, 'columns'> & { readonly columns: readonly { readonly id: string }[] };
type Rows = Pick<AppendLayout, 'capacity' | 'shifted' | 'fresh' | 'moved' | 'requests'>;

/**
 * Makes room for `rows` more data rows below those of the block. They are inserted inside it, before its last row, so that bounded
 * formulas, charts, filters and named ranges include them and nothing below is written over; then the last row moves up. Columns are
 * found by their marks; those the report has no more stay with their old rows.
 */
export function layOutAppend(tab: Tab, { rows, columns, hasKey }: Wanted): AppendLayout {
  const { block } = tab;
  if (!block) {
    const layout = layOut(tab, { rows, columns: columns.length, hasKey });
    const first = layout.top + 1;
    return { ...layout, fresh: [first, first + rows], moved: null };
  }
  const across = syncColumns(tab, block.columns, columns);
  const down = placeRows(tab, block, rows);
  return {
    sheetId: tab.sheetId,
    top: block.top,
    oldRows: block.rows,
    kept: block.rows,
    ...across,
    surplus: [],
    ...down,
    requests: [...down.requests, ...across.requests],
    growth: growthOf(tab, down.requests, across.requests),
  };
}

function placeRows(tab: Tab, block: Block, rows: number): Rows {
  const first = block.top + 1 + block.rows;
  const spare = block.capacity - block.rows;
  const missing = Math.max(0, rows - spare);
  if (spare > 0 || missing === 0 || block.rows === 0) {
    // a blank last row of ours may stay the last: nothing has to move
    const at = spare > 0 ? block.top + block.capacity : first;
    return {
      ...grown(tab, at, missing),
      capacity: block.capacity + missing,
      fresh: [first, first + rows],
      moved: null,
    };
  }
  const last = first - 1;
  return {
    ...grown(tab, last, missing),
    capacity: block.capacity + missing,
    fresh: [first, first + rows],
    moved: { from: last + missing, to: last },
  };
}

/** Inserts rows before `at`; at the end of the grid Google only lets us append. New rows look like the one that was there. */
function grown({ sheetId, gridRows }: Tab, at: number, count: number): Pick<Rows, 'shifted' | 'requests'> {
  const shifted = (row: number) => (row < at ? row : row + count);
  if (count === 0) return { shifted, requests: [] };
  const range = { sheetId, dimension: 'ROWS', startIndex: at, endIndex: at + count } as const;
  const request: SheetRequest =
    at < gridRows
      ? { insertDimension: { range, inheritFromBefore: false } }
      : { appendDimension: { sheetId, dimension: 'ROWS', length: count } };
  return { shifted, requests: [request] };
}

/**
 * The tab with a blank row for its header once more, when somebody deleted it: without one the first row of the list would be taken
 * for its place.
 */
export function withHeaderRow(tab: Tab): { readonly tab: Tab; readonly requests: readonly SheetRequest[] } {
  const { block, sheetId } = tab;
  const isThere = !block || block.marks.some(({ row }) => row === 'header') || block.marks.length === 0;
  if (isThere) return { tab, requests: [] };
  const { top } = block;
  const range = { sheetId, dimension: 'ROWS', startIndex: top, endIndex: top + 1 } as const;
  const marks = block.marks.map((mark) => ({ ...mark, index: mark.index < top ? mark.index : mark.index + 1 }));
  const found = { ...block, rows: block.rows + 1, capacity: block.capacity + 1, marks };
  const merges = tab.merges.map((merge) => ({
    ...merge,
    startRowIndex: below(merge.startRowIndex ?? 0, top),
    endRowIndex: merge.endRowIndex === undefined ? undefined : below(merge.endRowIndex - 1, top) + 1,
  }));
  return {
    tab: { ...tab, gridRows: tab.gridRows + 1, block: found, merges },
    requests: [{ insertDimension: { range, inheritFromBefore: false } }],
  };
}

function below(row: number, top: number): number {
  return row < top ? row : row + 1;
}
