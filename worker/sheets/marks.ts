import { markedRows } from './block.ts';
import type { CellTable } from './cells.ts';
import { isKeyColumn } from './key-column.ts';
import type { Layout } from './layout.ts';
import type { Goal } from './plan.ts';
import { createMetadata, deleteMetadata, lineAt, NUMBER_FORMAT_TYPES } from './requests.ts';
import type { NumberFormat, SheetRequest } from './requests.ts';
import { KEYS, type ColumnMark, type Marker, type RowMark, type Tab } from './tab.ts';

/** A column's number format as text, to notice when it changes. */
export function formatKey({ formats, runs }: CellTable, column: number): string {
  const format = formats[column] ?? null;
  const mixed = runs.some((run) => run.column === column) ? ' mixed' : '';
  return (format ? `${format.type} ${format.pattern}` : 'automatic') + mixed;
}

/** Reads what `formatKey` wrote: the format most cells of the column had, and whether others had another one. */
export function readFormatKey(key: string): { format: NumberFormat | null; isMixed: boolean } {
  const [, name = '', pattern = '', mixed] = /^(\S+)(?: (.*?))?( mixed)?$/s.exec(key) ?? [];
  const type = NUMBER_FORMAT_TYPES.find((one) => one === name);
  return { format: type ? { type, pattern } : null, isMixed: mixed !== undefined };
}

/** What of a layout is written down. */
type Marked = Pick<Layout, 'sheetId' | 'top' | 'positions' | 'before' | 'surplus' | 'capacity' | 'shifted'>;

/** Writes down what was published and where, for the next run to find. `rows`: from the header down to the last row of the list. */
export function bookkeeping(tab: Tab, layout: Marked, goal: Goal, rows = goal.cells.rows.length): SheetRequest[] {
  return [...markColumns(layout, goal), ...markRows(tab, layout, goal, rows), ...markTab(tab, layout, goal, rows)];
}

function markColumns(
  { sheetId, positions, before, surplus }: Marked,
  { reportId, columns, cells }: Goal,
): SheetRequest[] {
  const requests = surplus.map(({ metadataId }) => deleteMetadata(metadataId));
  for (const [index, position] of positions.entries()) {
    const mark: ColumnMark = { report: reportId, id: columns[index]?.id ?? '', format: formatKey(cells, index) };
    const old = before[index];
    if (old?.id === mark.id && old.format === mark.format) continue;
    if (old) requests.push(deleteMetadata(old.metadataId));
    requests.push(createMetadata(KEYS.column, JSON.stringify(mark), lineAt(sheetId, 'COLUMNS', position)));
  }
  return requests;
}

function markRows({ block }: Tab, layout: Marked, { reportId }: Goal, rows: number): SheetRequest[] {
  const missing = new Map(markedRows({ ...layout, rows }).map(({ row, index }) => [row, index]));
  const requests: SheetRequest[] = [];
  for (const { metadataId, row, index } of block?.marks ?? []) {
    if (missing.get(row) === layout.shifted(index)) missing.delete(row);
    else requests.push(deleteMetadata(metadataId));
  }
  for (const [row, index] of missing) {
    const mark: RowMark = { report: reportId, row };
    requests.push(createMetadata(KEYS.row, JSON.stringify(mark), lineAt(layout.sheetId, 'ROWS', index)));
  }
  return requests;
}

function markTab(tab: Tab, layout: Marked, goal: Goal, rows: number): SheetRequest[] {
  const marker: Marker = {
    report: goal.reportId,
    generation: goal.generation,
    run: goal.runId,
    rows,
    columns: goal.columns.length,
    capacity: layout.capacity,
    spreadsheet: goal.spreadsheetId,
    sheet: tab.sheetId,
    tab: goal.title,
    top: layout.top,
    certificate: goal.certificate,
    mode: goal.mode,
    keyed: goal.columns.some(isKeyColumn),
  };
  const old = tab.marker ? [tab.marker.metadataId, ...(tab.marker.strays ?? [])].map(deleteMetadata) : [];
  const location = { sheetId: tab.sheetId };
  return [...old, createMetadata(KEYS.report, JSON.stringify(marker), location, goal.markerId)];
}
