import { a1 } from '../a1.ts';
import type { Spreadsheet } from '../answers.ts';
import { box } from '../box.ts';
import type { SheetsClient } from '../client.ts';
import type { SheetRequest } from '../requests.ts';
import { marksIn } from '../tab.ts';
import type { CallOptions } from '../transport.ts';
import { keepRows, newRescue, rowRuns, type RescueTab } from './rescue.ts';
import type { SeenBook } from './see-tabs.ts';
import { keyAt, type SeenTab } from './seen-tab.ts';
import type { Stray } from './strays.ts';

/** Cells of one row that go: values with their notes in `columns`; `isWhole`: the notes on all its cells too. */
export type Clearing = {
  readonly row: number;
  /** Of ours, and of people beside them; only those that hold something are counted. */
  readonly ours: readonly number[];
  readonly beside: readonly number[];
  readonly isWhole: boolean;
};

/** Writes into some rows of a tab. */
export type RowWrites = {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly requests: readonly SheetRequest[];
};

export function clearRows(tab: SeenTab, clearings: readonly Clearing[]): RowWrites {
  const sorted = clearings.toSorted((a, b) => a.row - b.row);
  const columns = [...new Set(sorted.flatMap(({ ours, beside }) => [...ours, ...beside]))].toSorted((a, b) => a - b);
  const requests = alikeIn(sorted).flatMap((alike) =>
    rowRuns(alike.map(({ row }) => row)).flatMap(({ from, to, at }) => {
      const { ours = [], beside = [], isWhole = false } = alike[at] ?? {};
      const clear = rowRuns(across(ours, beside)).map(({ from: left, to: right }): SheetRequest => ({
        repeatCell: { range: box(tab.sheetId, [from, to], [left, right]), cell: {}, fields: 'userEnteredValue,note' },
      }));
      const notes = { range: box(tab.sheetId, [from, to], [0, tab.width]), cell: {}, fields: 'note' };
      return isWhole ? [...clear, { repeatCell: notes }] : clear;
    }),
  );
  return { rows: sorted.map(({ row }) => row), columns, requests };
}

/** Rows of which the same cells go. */
function alikeIn(clearings: readonly Clearing[]): Clearing[][] {
  const groups = new Map<string, Clearing[]>();
  for (const clearing of clearings) {
    const name = JSON.stringify([across(clearing.ours, clearing.beside), clearing.isWhole]);
    groups.set(name, [...(groups.get(name) ?? []), clearing]);
  }
  return [...groups.values()];
}

const across = (ours: readonly number[], beside: readonly number[]) => [...ours, ...beside].toSorted((a, b) => a - b);

/** Puts back what rows held before they were written into by accident. */
export function putBack(tab: SeenTab, strays: readonly Stray[]): RowWrites {
  const found = strays.flatMap(({ row, ...stray }) => (row === null ? [] : [{ ...stray, row }]));
  const requests = found.flatMap(({ rescue, place, row }) =>
    rowRuns(rescue.columns.toSorted((a, b) => a - b)).map(({ from, to }): SheetRequest => ({
      copyPaste: {
        source: box(rescue.sheetId, [place, place + 1], [from, to]),
        destination: box(tab.sheetId, [row, row + 1], [from, to]),
        pasteType: 'PASTE_NORMAL',
      },
    })),
  );
  const columns = [...new Set(found.flatMap(({ rescue }) => rescue.columns))];
  return { rows: found.map(({ row }) => row), columns, requests };
}

export type WritePlace = {
  readonly client: SheetsClient;
  readonly spreadsheetId: string;
  /** `before` checks that the lease still holds. */
  readonly write: CallOptions;
  readonly now: () => number;
};

/** What a write hit: as meant; other rows; or other columns, so that all of its rows are wrong. */
export type Hit = { readonly rescue: RescueTab; readonly as: 'meant' | 'other-rows' | 'other-columns' };

/**
 * Writes into rows with one call that is all or nothing and first keeps whole copies of whatever stands in them, in a hidden tab. The
 * call's own answer tells whose rows they were.
 *
 * @throws SheetError, `ambiguous` when Google may have written.
 */
export async function writeRows(place: WritePlace, { book }: SeenBook, tab: SeenTab, writes: RowWrites): Promise<Hit> {
  const { client, spreadsheetId, write, now } = place;
  const rescue = newRescue(book);
  const { rows, columns } = writes;
  const mark = {
    list: tab.mark,
    sheet: tab.sheetId,
    key: tab.keyColumn,
    columns: [...columns],
    rows: [...rows],
    at: now(),
  };
  const requests = [...keepRows(rescue, mark, tab.width), ...writes.requests];
  const ranges = [
    a1(rescue.title, [0, rows.length], [tab.keyColumn, tab.keyColumn + 1]),
    a1(tab.title, [0, 1], [0, tab.width]),
  ];
  const answer = await client.batchUpdateAndRead(spreadsheetId, requests, ranges, { ...write, unstoppable: true });
  if (!isInPlace(tab, answer)) return { rescue, as: 'other-columns' };
  const keys = keysIn(answer, rescue.sheetId);
  const isMeant = rows.every((row, index) => (keys.get(index) ?? null) === keyAt(tab, tab.cells[row] ?? []));
  return { rescue, as: isMeant ? 'meant' : 'other-rows' };
}

function keysIn({ sheets }: Spreadsheet, sheetId: number): Map<number, string> {
  const data = sheets.filter(({ properties }) => properties.sheetId === sheetId).flatMap((sheet) => sheet.data);
  const cells = data.flatMap(({ startRow, rowData }) =>
    rowData.map(({ values }, offset) => [startRow + offset, values[0]?.effectiveValue?.stringValue ?? ''] as const),
  );
  return new Map(cells.filter(([, key]) => key !== ''));
}

function isInPlace(tab: SeenTab, { sheets }: Spreadsheet): boolean {
  const data = sheets.filter(({ properties }) => properties.sheetId === tab.sheetId).flatMap((sheet) => sheet.data);
  const places = new Map(marksIn(data, tab.mark).columns.map(({ id, index }) => [id, index]));
  return tab.columns.every(({ id, index }) => places.get(id) === index);
}
