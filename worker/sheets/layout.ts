import { placeColumns } from './column-places.ts';
import type { SheetRequest } from './requests.ts';
import type { Block, ManagedColumn, Tab } from './tab.ts';

/** A new block has at least two rows: only what lies inside a range makes a formula's range grow. */
const SMALLEST = 2;

/** Where everything lies once `requests` made the room. */
export type Layout = {
  readonly sheetId: number;
  readonly top: number;
  /** For each column of the report, its column in the tab. */
  readonly positions: readonly number[];
  /** For each column of the report, what was there before, where it was then. */
  readonly before: readonly (ManagedColumn | null)[];
  /** Columns of ours that are no longer needed, where they were. */
  readonly surplus: readonly ManagedColumn[];
  /** Where a column of before is now. */
  readonly across: (column: number) => number;
  readonly capacity: number;
  /** Data rows that held content before. */
  readonly oldRows: number;
  /** Data rows above those that are written, which stay as they are. */
  readonly kept: number;
  /** Rows that are new in the tab, ends excluded, where they are now. */
  readonly fresh: Span;
  /** Where a row of before is now. */
  readonly shifted: (row: number) => number;
  readonly requests: readonly SheetRequest[];
  /** Cells the grid gains. */
  readonly growth: number;
};

type Span = readonly [from: number, to: number];

/** `hasKey`: the last of the columns is the key column. */
export type Size = { readonly rows: number; readonly columns: number; readonly hasKey: boolean };
export type Columns = Pick<Layout, 'positions' | 'before' | 'surplus' | 'across' | 'requests'>;
type Rows = Pick<Layout, 'capacity' | 'shifted' | 'fresh' | 'requests'>;

/** Makes room for a block of `size` data rows and columns. */
export function layOut(tab: Tab, size: Size): Layout {
  if (!tab.exists) return newTab(tab, size);
  const block = tab.block ?? emptyBlock(size);
  const columns = tab.block ? placeColumns(tab, block.columns, size) : adoptColumns(tab, size.columns);
  const rows = tab.block ? placeRows(tab, block, size.rows) : adoptRows(tab, block.capacity);
  return {
    sheetId: tab.sheetId,
    top: block.top,
    oldRows: block.rows,
    kept: 0,
    ...columns,
    ...rows,
    requests: [...rows.requests, ...columns.requests],
    growth: growthOf(tab, rows.requests, columns.requests),
  };
}

/** Cells the grid gains by new rows and by new columns. */
export function growthOf(
  { gridRows, gridColumns }: Tab,
  rows: readonly SheetRequest[],
  columns: readonly SheetRequest[],
): number {
  return (gridRows + added(rows)) * (gridColumns + added(columns)) - gridRows * gridColumns;
}

const unmoved = (line: number) => line;
const NOTHING: Span = [0, 0];

function emptyBlock(size: Size): Block {
  return { top: 0, rows: 0, capacity: Math.max(SMALLEST, size.rows), columns: [], marks: [] };
}

function firstColumns(columns: number): Omit<Columns, 'requests'> {
  const positions = Array.from({ length: columns }, (_, index) => index);
  return { positions, before: positions.map(() => null), surplus: [], across: unmoved };
}

function newTab({ sheetId, title }: Tab, size: Size): Layout {
  const { capacity } = emptyBlock(size);
  const gridProperties = { rowCount: 1 + capacity, columnCount: size.columns, frozenRowCount: 1 };
  return {
    sheetId,
    top: 0,
    ...firstColumns(size.columns),
    capacity,
    oldRows: 0,
    kept: 0,
    fresh: NOTHING,
    shifted: unmoved,
    requests: [{ addSheet: { properties: { sheetId, title, gridProperties } } }],
    growth: gridProperties.rowCount * size.columns,
  };
}

function adoptColumns({ sheetId, gridColumns }: Tab, columns: number): Columns {
  const requests: SheetRequest[] = [];
  const missing = columns - gridColumns;
  if (missing > 0) requests.push({ appendDimension: { sheetId, dimension: 'COLUMNS', length: missing } });
  return { ...firstColumns(columns), requests };
}

function adoptRows({ sheetId, gridRows }: Tab, capacity: number): Rows {
  const requests: SheetRequest[] = [];
  const missing = 1 + capacity - gridRows;
  if (missing > 0) requests.push({ appendDimension: { sheetId, dimension: 'ROWS', length: missing } });
  const properties = { sheetId, gridProperties: { frozenRowCount: 1 } };
  requests.push({ updateSheetProperties: { properties, fields: 'gridProperties.frozenRowCount' } });
  return { capacity, shifted: unmoved, fresh: NOTHING, requests };
}

/** Missing rows are inserted before the block's last row, so that ranges over the block grow and what lies below moves down. */
function placeRows(tab: Tab, block: Block, rows: number): Rows {
  const missing = rows - block.capacity;
  if (missing <= 0) return { capacity: block.capacity, shifted: unmoved, fresh: NOTHING, requests: [] };
  const { sheetId } = tab;
  const at = block.top + Math.max(1, block.capacity);
  if (at >= tab.gridRows) {
    const length = at + missing - tab.gridRows;
    return {
      capacity: rows,
      shifted: unmoved,
      fresh: [at, at + missing],
      requests: [{ appendDimension: { sheetId, dimension: 'ROWS', length } }],
    };
  }
  const range = { sheetId, dimension: 'ROWS', startIndex: at, endIndex: at + missing } as const;
  return {
    capacity: rows,
    shifted: (row) => (row < at ? row : row + missing),
    fresh: [at, at + missing],
    requests: [{ insertDimension: { range, inheritFromBefore: false } }],
  };
}

function added(requests: readonly SheetRequest[]): number {
  return requests.reduce((sum, request) => {
    if ('appendDimension' in request) return sum + request.appendDimension.length;
    if ('insertDimension' in request)
      return sum + request.insertDimension.range.endIndex - request.insertDimension.range.startIndex;
    return sum;
  }, 0);
}
