import type { GridRange, Spreadsheet } from '../answers.ts';
import { KEY_COLUMN } from '../key-column.ts';
import { cellOf, createMetadata, type CellContent, type SheetRequest } from '../requests.ts';
import type { Line } from './contents.ts';
import type { Tab } from '../tab.ts';
import { KEYS, readMarks, RemovedMark } from '../tab.ts';
import { keepUnfrozen } from './unfrozen.ts';

/**
 * The tab to which rows go that left a report, whole and with everything typed beside them: when, the key, then the row as it stood.
 * `keep`: for people to look at; else a hidden one that is dropped as soon as the removal is known to be right.
 */
export type RemovedTab = {
  readonly sheetId: number;
  readonly title: string;
  readonly exists: boolean;
  readonly isKept: boolean;
  readonly gridRows: number;
  readonly gridColumns: number;
  readonly frozenRows?: number;
  /** Rows in use. */
  readonly rows: number;
  /** Row by row: the key; null for header rows. */
  readonly keys: readonly (string | null)[];
  /** Header rows by row, without our two columns: a new one stands where the columns of the list changed. */
  readonly headers: ReadonlyMap<number, readonly CellContent[]>;
  /** Rows that come back, likewise. */
  readonly returning: ReadonlyMap<number, readonly CellContent[]>;
};

/** Columns of ours left of the row. */
export const OWN_COLUMNS = 2;

/** The Removed tab of a report, by its mark; a copy of it carries the mark too and is not ours. */
export function findRemoved(book: Spreadsheet, owner: { spreadsheetId: string; reportId: string }, isKept: boolean) {
  return book.sheets.find(({ properties: { sheetId }, developerMetadata }) =>
    readMarks(developerMetadata, KEYS.removed, RemovedMark).some(
      (mark) =>
        mark.report === owner.reportId &&
        mark.spreadsheet === owner.spreadsheetId &&
        mark.sheet === sheetId &&
        mark.isKept === isKept,
    ),
  );
}

/** A tab still to be made. */
export function newRemoved(tab: Tab, sheetId: number, titles: readonly string[], isKept: boolean): RemovedTab {
  const wish = isKept ? `Removed from ${tab.title}` : `Willcall is removing rows ${sheetId}`;
  const size = { gridRows: 0, gridColumns: 0, rows: 0, keys: [], headers: new Map(), returning: new Map() };
  return { sheetId, title: freeTitle(wish, titles), exists: false, isKept, ...size };
}

function freeTitle(wish: string, titles: readonly string[]): string {
  const taken = new Set(titles.map((title) => title.toLowerCase()));
  for (let number = 1; ; number++) {
    const ending = number === 1 ? '' : ` ${number}`;
    const title = wish.slice(0, 100 - ending.length) + ending;
    if (!taken.has(title.toLowerCase())) return title;
  }
}

export type Removal = {
  readonly tab: Tab;
  readonly removed: RemovedTab;
  readonly owner: { readonly spreadsheetId: string; readonly reportId: string };
  readonly lines: readonly Line[];
  readonly keyColumn: number;
  readonly header: readonly CellContent[];
  /** Serial number of the moment. */
  readonly at: number;
  /** Columns of the tab by now. */
  readonly columns: number;
};

/** What goes to the Removed tab, and where each key lands there. */
export type Moved = {
  readonly requests: readonly SheetRequest[];
  readonly places: ReadonlyMap<string, number>;
  readonly growth: number;
};

/**
 * Copies whole rows to the Removed tab, each with its key cell. Google does it within the one call, so that whatever stood in these rows
 * at that moment is found there, also when somebody had sorted the tab a moment before.
 */
export function moveToRemoved(removal: Removal): Moved {
  const { removed, lines, tab, header, keyColumn, at, columns } = removal;
  if (lines.length === 0) return { requests: [], places: new Map(), growth: 0 };
  const isNewHeader = !isSameHeader([...removed.headers.values()].at(-1) ?? null, header);
  const first = removed.rows + (isNewHeader ? 1 : 0);
  const size = { rows: first + lines.length, columns: Math.max(removed.gridColumns, columns + OWN_COLUMNS) };
  const copies = lines.flatMap(({ row }, index) =>
    copyRow(tab.sheetId, removed.sheetId, row, first + index, { keyColumn, columns }),
  );
  const places = new Map(lines.flatMap(({ key }, index) => (key === null ? [] : [[key, first + index] as const])));
  return {
    requests: [
      ...room(removal, size),
      ...(isNewHeader ? [headerRow(removed, header)] : []),
      times(removed.sheetId, [first, first + lines.length], at),
      ...copies,
    ],
    places,
    growth: size.rows * size.columns - removed.gridRows * removed.gridColumns,
  };
}

/** Rows that come back: deleted in the Removed tab, from the bottom up. */
export function dropFromRemoved(removed: RemovedTab, rows: readonly number[]): SheetRequest[] {
  const { sheetId } = removed;
  return [
    ...keepUnfrozen(removed, rows.length),
    ...rows
      .toSorted((a, b) => b - a)
      .map((row): SheetRequest => ({
        deleteDimension: { range: { sheetId, dimension: 'ROWS', startIndex: row, endIndex: row + 1 } },
      })),
  ];
}

export function isSameHeader(a: readonly CellContent[] | null, b: readonly CellContent[]): boolean {
  if (a === null) return false;
  const length = Math.max(a.length, b.length);
  return Array.from({ length }).every((_, index) => (a[index] ?? '') === (b[index] ?? ''));
}

function room(
  { removed, owner, lines, keyColumn }: Removal,
  { rows, columns }: { rows: number; columns: number },
): SheetRequest[] {
  const { sheetId, title, exists, isKept, gridRows, gridColumns } = removed;
  if (exists) {
    return [
      ...(rows > gridRows
        ? [{ appendDimension: { sheetId, dimension: 'ROWS' as const, length: rows - gridRows } }]
        : []),
      ...(columns > gridColumns
        ? [{ appendDimension: { sheetId, dimension: 'COLUMNS' as const, length: columns - gridColumns } }]
        : []),
    ];
  }
  const gridProperties = {
    rowCount: Math.max(2, 1 + lines.length),
    columnCount: columns,
    ...(isKept ? { frozenRowCount: 1 } : {}),
  };
  const mark: RemovedMark = { report: owner.reportId, spreadsheet: owner.spreadsheetId, sheet: sheetId, isKept };
  const column = (index: number) =>
    ({ sheetId, dimension: 'COLUMNS', startIndex: index, endIndex: index + 1 }) as const;
  const hide = { properties: { hiddenByUser: true }, fields: 'hiddenByUser' };
  return [
    { addSheet: { properties: { sheetId, title, hidden: !isKept, gridProperties } } },
    createMetadata(KEYS.removed, JSON.stringify(mark), { sheetId }),
    ...[1, OWN_COLUMNS + keyColumn].map((index) => ({ updateDimensionProperties: { range: column(index), ...hide } })),
    { updateDimensionProperties: { range: column(0), properties: { pixelSize: 150 }, fields: 'pixelSize' } },
  ];
}

function headerRow({ sheetId, rows }: RemovedTab, header: readonly CellContent[]): SheetRequest {
  const titles: CellContent[] = ['Removed at', KEY_COLUMN.title, ...header];
  const values = titles.map((title) => ({ ...cellOf(title), userEnteredFormat: { textFormat: { bold: true } } }));
  const range = box(sheetId, [rows, rows + 1], [0, titles.length]);
  return { updateCells: { range, rows: [{ values }], fields: 'userEnteredValue,userEnteredFormat.textFormat.bold' } };
}

function times(sheetId: number, rows: readonly [number, number], at: number): SheetRequest {
  const numberFormat = { type: 'DATE_TIME', pattern: 'yyyy-mm-dd hh:mm:ss' } as const;
  const cell = { userEnteredValue: { numberValue: at }, userEnteredFormat: { numberFormat } };
  return {
    repeatCell: { range: box(sheetId, rows, [0, 1]), cell, fields: 'userEnteredValue,userEnteredFormat.numberFormat' },
  };
}

function copyRow(
  from: number,
  to: number,
  row: number,
  place: number,
  { keyColumn, columns }: { keyColumn: number; columns: number },
): SheetRequest[] {
  const whole = {
    source: box(from, [row, row + 1], [0, columns]),
    destination: box(to, [place, place + 1], [OWN_COLUMNS, OWN_COLUMNS + columns]),
  };
  const key = {
    source: box(from, [row, row + 1], [keyColumn, keyColumn + 1]),
    destination: box(to, [place, place + 1], [1, 2]),
  };
  return [{ copyPaste: { ...whole, pasteType: 'PASTE_NORMAL' } }, { copyPaste: { ...key, pasteType: 'PASTE_VALUES' } }];
}

export function box(sheetId: number, rows: readonly [number, number], columns: readonly [number, number]): GridRange {
  return {
    sheetId,
    startRowIndex: rows[0],
    endRowIndex: rows[1],
    startColumnIndex: columns[0],
    endColumnIndex: columns[1],
  };
}
