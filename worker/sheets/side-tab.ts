import type { Sheet } from './answers.ts';
import { createMetadata, lineAt, type CellData, type NumberFormat, type SheetRequest } from './requests.ts';
import { adjacent } from './runs.ts';
import { shortTitle } from './short-title.ts';

/** On each column of a tab that Willcall keeps beside the lists: which one it is, wherever people moved it. */
const COLUMN_KEY = 'willcall.side-column';

export type SideColumn<Id extends string = string> = {
  readonly id: Id;
  readonly title: string;
  readonly note: string;
  /** Pixels. */
  readonly width: number;
  readonly format?: NumberFormat;
  readonly isHidden?: boolean;
};

/** What sets a tab beside the lists apart: its kind, and the words that name its owner. */
export type SideMark = { readonly key: string; readonly owner: readonly string[] };

/** What was entered in a cell: a text, '' for anything else, null for nothing. */
export type SeenCell = string | null;

/** A tab beside the lists as people left it. Rows and columns count from 0. */
export type SideTab<Id extends string = string> = {
  readonly sheetId: number;
  readonly gridRows: number;
  readonly gridColumns: number;
  /** Where our columns are now; those that people deleted are missing. */
  readonly columns: ReadonlyMap<Id, number>;
  readonly rows: readonly (readonly SeenCell[])[];
};

/** What a reading of the grid must bring for `sideColumns` and `seenRows`. */
export const SIDE_FIELDS =
  'sheets(properties(sheetId,gridProperties(rowCount,columnCount)),data(startRow,startColumn,' +
  'columnMetadata(developerMetadata(metadataId,metadataKey,metadataValue)),rowData(values(userEnteredValue))))';

/** Tabs with our mark that are where they were made: a copy carries the mark too, but names another tab or spreadsheet. */
export function findSideTabs(sheets: readonly Sheet[], { key, owner }: SideMark): Sheet[] {
  return sheets.filter(({ properties: { sheetId }, developerMetadata }) => {
    const value = markValue(owner, sheetId);
    return developerMetadata.some(({ metadataKey, metadataValue }) => metadataKey === key && metadataValue === value);
  });
}

/** What the mark of a tab says. */
export function markValue(owner: readonly string[], sheetId: number): string {
  return [...owner, String(sheetId)].join(' ');
}

/** Whether people protected something in the tab against us. Then it is left alone: it must not keep the list itself from being written. */
export function isLocked({ protectedRanges }: Sheet): boolean {
  return protectedRanges.some(({ warningOnly, requestingUserCanEdit }) => !warningOnly && !requestingUserCanEdit);
}

/** The first of the titles that no tab has; when all are taken, the last with a number. Compared as Google does. */
export function freeTitle(taken: readonly string[], wanted: readonly [string, ...string[]]): string {
  const names = new Set(taken.map((title) => title.toLowerCase()));
  const titles = wanted.map((title) => shortTitle(title));
  const last = titles.at(-1) ?? '';
  for (let number = 2; ; number++) {
    const free = titles.find((title) => !names.has(title.toLowerCase()));
    if (free !== undefined) return free;
    const ending = ` ${number}`;
    titles.push(shortTitle(last, ending));
  }
}

/** Makes a tab with a header: bold, frozen, each column wide enough and with its note. */
export function createSideTab(
  { sheetId, title, rows, mark }: { sheetId: number; title: string; rows: number; mark: SideMark },
  columns: readonly SideColumn[],
): SheetRequest[] {
  const gridProperties = { rowCount: rows, columnCount: columns.length, frozenRowCount: 1 };
  const range = { sheetId, startRowIndex: 0, endRowIndex: 1, startColumnIndex: 0, endColumnIndex: columns.length };
  const fields = 'userEnteredValue,userEnteredFormat.textFormat.bold,note';
  return [
    { addSheet: { properties: { sheetId, title, gridProperties } } },
    createMetadata(mark.key, markValue(mark.owner, sheetId), { sheetId }),
    { updateCells: { range, rows: [{ values: columns.map(sideHeader) }], fields } },
    ...columns.flatMap((column, index) => dressColumn(sheetId, column, index)),
  ];
}

/** The key column of the tab was deleted: it comes back behind our last one. @returns where it is now. */
export function restoreColumn(tab: SideTab, column: SideColumn): { requests: SheetRequest[]; at: number } {
  const { sheetId, columns, gridColumns } = tab;
  const at = columns.size === 0 ? gridColumns : Math.max(...columns.values()) + 1;
  const range = { sheetId, dimension: 'COLUMNS', startIndex: at, endIndex: at + 1 } as const;
  const cell = { sheetId, startRowIndex: 0, endRowIndex: 1, startColumnIndex: at, endColumnIndex: at + 1 };
  const values = [sideHeader(column)];
  const requests: SheetRequest[] = [
    { insertDimension: { range, inheritFromBefore: true } },
    { updateCells: { range: cell, rows: [{ values }], fields: 'userEnteredValue,note' } },
    ...dressColumn(sheetId, column, at),
  ];
  return { requests, at };
}

function sideHeader({ title, note }: SideColumn): CellData {
  return { userEnteredValue: { stringValue: title }, userEnteredFormat: { textFormat: { bold: true } }, note };
}

function dressColumn(sheetId: number, { id, width, isHidden = false }: SideColumn, at: number): SheetRequest[] {
  const range = { sheetId, dimension: 'COLUMNS', startIndex: at, endIndex: at + 1 } as const;
  const properties = { pixelSize: width, hiddenByUser: isHidden };
  return [
    { updateDimensionProperties: { range, properties, fields: 'pixelSize,hiddenByUser' } },
    createMetadata(COLUMN_KEY, id, lineAt(sheetId, 'COLUMNS', at)),
  ];
}

/** Where our columns are now. */
export function sideColumns<Id extends string>(
  data: Sheet['data'],
  known: readonly SideColumn<Id>[],
): ReadonlyMap<Id, number> {
  const found = new Map<Id, number>();
  for (const { startColumn, columnMetadata } of data) {
    for (const [offset, { developerMetadata }] of columnMetadata.entries()) {
      const mark = developerMetadata.find(({ metadataKey }) => metadataKey === COLUMN_KEY);
      const column = known.find(({ id }) => id === mark?.metadataValue);
      if (column && !found.has(column.id)) found.set(column.id, startColumn + offset);
    }
  }
  return found;
}

/** What was entered in the cells of one range. */
export function seenRows(data: Sheet['data'][number] | undefined): SeenCell[][] {
  return (data?.rowData ?? []).map(({ values }) =>
    values.map(({ userEnteredValue }) => (userEnteredValue ? (userEnteredValue.stringValue ?? '') : null)),
  );
}

/** Cells of one row, by column. */
export function writeRow(
  sheetId: number,
  row: number,
  cells: ReadonlyMap<number, CellData>,
  fields: string,
): SheetRequest[] {
  return writeRows(sheetId, row, [...cells.keys()], [[...cells.values()]], fields);
}

/** Rows of cells from `top` on; `columns` tells where each cell of a row goes. Columns side by side become one request. */
export function writeRows(
  sheetId: number,
  top: number,
  columns: readonly number[],
  rows: readonly (readonly CellData[])[],
  fields: string,
): SheetRequest[] {
  const order = columns.map((_, index) => index).toSorted((a, b) => (columns[a] ?? 0) - (columns[b] ?? 0));
  return adjacent(order.map((index) => columns[index] ?? 0)).map(({ from, to, at }) => ({
    updateCells: {
      range: {
        sheetId,
        startRowIndex: top,
        endRowIndex: top + rows.length,
        startColumnIndex: at,
        endColumnIndex: at + to - from,
      },
      rows: rows.map((cells) => ({ values: order.slice(from, to).map((index) => cells[index] ?? {}) })),
      fields,
    },
  }));
}
