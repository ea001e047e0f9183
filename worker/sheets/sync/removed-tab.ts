import type { Spreadsheet } from '../answers.ts';
import { KEY_COLUMN } from '../key-column.ts';
import { shortTitle } from '../short-title.ts';
import { cellOf, createMetadata, type CellContent, type SheetRequest } from '../requests.ts';
import type { Line } from './contents.ts';
import type { Tab } from '../tab.ts';
import { KEYS, readMarks, RemovedMark } from '../tab.ts';
import { box } from '../box.ts';
import { runsFromBelow } from './new-rows.ts';
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
    const title = shortTitle(wish, ending);
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
  const rows = removed.exists ? removed.gridRows + size.rows - removed.rows : Math.max(2, size.rows);
  const copies = copyRows({ from: tab.sheetId, to: removed.sheetId, keyColumn, columns }, lines, first);
  const places = new Map(lines.flatMap(({ key }, index) => (key === null ? [] : [[key, first + index] as const])));
  return {
    requests: [
      ...room(removal, size),
      ...(isNewHeader ? [headerRow(removed, header)] : []),
      times(removed.sheetId, [first, first + lines.length], at),
      ...copies,
    ],
    places,
    growth: rows * size.columns - removed.gridRows * removed.gridColumns,
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
  const { sheetId, title, exists, isKept, gridColumns } = removed;
  if (exists) {
    return [
      insertion(removed, rows),
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

/** What people put below the rows moves down. At the end of the grid Google only lets us append. */
function insertion({ sheetId, rows: startIndex, gridRows }: RemovedTab, endIndex: number): SheetRequest {
  if (startIndex >= gridRows) return { appendDimension: { sheetId, dimension: 'ROWS', length: endIndex - startIndex } };
  const range = { sheetId, dimension: 'ROWS', startIndex, endIndex } as const;
  return { insertDimension: { range, inheritFromBefore: false } };
}

type Copying = { readonly from: number; readonly to: number; readonly keyColumn: number; readonly columns: number };

/** Rows that lie one below the other go together: thousands may leave at once. `lines` in the order of the tab. */
function copyRows({ from, to, keyColumn, columns }: Copying, lines: readonly Line[], first: number): SheetRequest[] {
  const requests: SheetRequest[] = [];
  let place = first;
  for (const run of runsFromBelow(lines.map(({ row }) => row)).toReversed()) {
    const rows = [run.from, run.to] as const;
    const places = [place, place + run.to - run.from] as const;
    const whole = {
      source: box(from, rows, [0, columns]),
      destination: box(to, places, [OWN_COLUMNS, OWN_COLUMNS + columns]),
    };
    const key = { source: box(from, rows, [keyColumn, keyColumn + 1]), destination: box(to, places, [1, 2]) };
    requests.push({ copyPaste: { ...whole, pasteType: 'PASTE_NORMAL' } });
    requests.push({ copyPaste: { ...key, pasteType: 'PASTE_VALUES' } });
    place = places[1];
  }
  return requests;
}
