import { a1, quoted } from '../a1.ts';
import type { Sheet, Spreadsheet } from '../answers.ts';
import { LOG_COLUMNS, logMark } from '../change-log/columns.ts';
import type { Cells, SheetsClient } from '../client.ts';
import { isKeyColumn } from '../key-column.ts';
import { readWhole } from '../read-whole.ts';
import { RUN_AT } from '../run-at.ts';
import { findSideTabs, sideColumns } from '../side-tab.ts';
import { findRemoved } from '../sync/removed-tab.ts';
import { findOurs, findStaging, marksIn } from '../tab.ts';
import type { CallOptions } from '../transport.ts';
import { findRescues, type Rescue } from './rescue.ts';
import type { ListMark, SeenTab, TabShape } from './seen-tab.ts';

/** What can hold people in a spreadsheet, as it is now. */
export type SeenBook = {
  readonly title: string;
  readonly book: Spreadsheet;
  readonly tabs: readonly SeenTab[];
  readonly rescues: readonly Rescue[];
  /** Hidden tabs in which a publish was prepared that never came. */
  readonly leftOver: readonly { readonly sheetId: number }[];
  /** Lists whose rows cannot be told apart: people deleted the key column, or they are from before there was one. */
  readonly keyless: readonly string[];
};

const METADATA = 'developerMetadata(metadataId,metadataKey,metadataValue)';
const BOOK_FIELDS = `properties(title,timeZone),sheets(properties(sheetId,title,hidden,gridProperties(rowCount,columnCount)),${METADATA})`;
const MARK_FIELDS = `sheets(properties(sheetId),data(startRow,startColumn,columnMetadata(${METADATA})))`;

/** Cells read at a time; larger tabs are read in pieces. */
const MOST_CELLS = 1_000_000;
const MOST_RANGES = 50;

type Place = { readonly client: SheetsClient; readonly spreadsheetId: string; readonly call: CallOptions };

/**
 * Reads the tabs of some lists: two reads, and one more a million cells. Nothing else of the spreadsheet is read.
 *
 * @throws SheetError; Failure `conflict` when people keep changing a large tab meanwhile.
 */
export async function seeTabs(place: Place, lists: readonly ListMark[]): Promise<SeenBook> {
  const { client, spreadsheetId, call } = place;
  const book = await client.get(spreadsheetId, { fields: BOOK_FIELDS }, call);
  const found = lists.flatMap((list) => sheetsOf(book, spreadsheetId, list));
  const marked = found.filter(({ kind }) => kind !== 'removed');
  const ranges = marked.map(({ sheet }) => `${quoted(sheet.properties.title)}!1:1`);
  const heads =
    ranges.length === 0 ? [] : (await client.get(spreadsheetId, { fields: MARK_FIELDS, ranges }, call)).sheets;
  const shapes = found.map((one) => shapeOf(one, heads));
  const rescues = lists.flatMap(({ mark }) => findRescues(book, mark));
  const keyed = shapes.filter(({ keyColumn }) => keyColumn >= 0);
  const areas = [
    ...keyed.map((shape) => ({ ...shape, rows: rowsOf(book, shape.sheetId) })),
    ...rescues.map((one) => ({ ...one, rows: one.rows.length, keyColumn: 0 })),
  ];
  const cells = await readAreas(place, areas);
  return {
    title: book.properties?.title ?? '',
    book,
    tabs: keyed.map((shape, index) => ({ ...shape, cells: cells[index] ?? [] })),
    rescues: rescues.map((one, index) => ({ ...one, cells: cells[keyed.length + index] ?? [] })),
    leftOver: lists.flatMap(({ mark }) => findStaging(book, mark)),
    keyless: shapes.flatMap(({ kind, mark, keyColumn }) => (kind === 'list' && keyColumn < 0 ? [mark] : [])),
  };
}

type Found = { readonly kind: SeenTab['kind']; readonly mark: string; readonly sheet: Sheet };

function sheetsOf(book: Spreadsheet, spreadsheetId: string, { mark, sheetId }: ListMark): Found[] {
  const owner = { spreadsheetId, reportId: mark };
  const list = findOurs(book, { ...owner, sheetId })?.sheet;
  const removed = [true, false].flatMap((isKept) => findRemoved(book, owner, isKept) ?? []);
  const changes = findSideTabs(book.sheets, logMark(spreadsheetId, mark));
  return [
    ...(list ? [{ kind: 'list' as const, mark, sheet: list }] : []),
    ...removed.map((sheet) => ({ kind: 'removed' as const, mark, sheet })),
    ...changes.map((sheet) => ({ kind: 'changes' as const, mark, sheet })),
  ];
}

/** Columns of the Removed tab: when, the key. */
const REMOVED = { keyColumn: 1, identity: [1, 0] };

function shapeOf({ kind, mark, sheet }: Found, heads: readonly Sheet[]): TabShape {
  const { sheetId, title, gridProperties } = sheet.properties;
  const data = heads.filter(({ properties }) => properties.sheetId === sheetId).flatMap((one) => one.data);
  const base = { kind, mark, sheetId, title, width: gridProperties?.columnCount ?? 0, columns: [], sides: new Map() };
  if (kind === 'removed') return { ...base, ...REMOVED };
  if (kind === 'changes') {
    const sides = sideColumns(data, LOG_COLUMNS);
    const identity = (['key', 'column', 'time', 'run'] as const).flatMap((id) => sides.get(id) ?? []);
    return { ...base, sides, keyColumn: sides.get('key') ?? -1, identity };
  }
  const { columns } = marksIn(data, mark);
  const keyColumn = columns.find(isKeyColumn)?.index ?? -1;
  const runAt = columns.find(({ id }) => id === RUN_AT.id);
  return { ...base, columns, keyColumn, identity: [keyColumn, ...(runAt ? [runAt.index] : [])] };
}

function rowsOf({ sheets }: Spreadsheet, sheetId: number): number {
  return sheets.find(({ properties }) => properties.sheetId === sheetId)?.properties.gridProperties?.rowCount ?? 0;
}

type Area = { readonly title: string; readonly rows: number; readonly width: number; readonly keyColumn: number };

/** Cells as entered of whole tabs, in the order asked for. */
async function readAreas({ client, spreadsheetId, call }: Place, areas: readonly Area[]): Promise<Cells[]> {
  const cells: Cells[] = areas.map(() => []);
  for (const group of groupsOf(areas)) {
    if (group.length > 1) {
      const ranges = group.map(({ area }) => a1(area.title, [0, area.rows], [0, area.width]));
      const read = await client.batchGetValues(spreadsheetId, ranges, call);
      for (const [index, { at }] of group.entries()) cells[at] = read[index]?.values ?? [];
      continue;
    }
    for (const { area, at } of group) {
      const read: Parameters<typeof readWhole>[0] = async (rows, columns) =>
        (await client.getValues(spreadsheetId, a1(area.title, rows, columns), call)).values;
      cells[at] = await readWhole(read, { rows: area.rows, columns: [0, area.width], key: area.keyColumn }, MOST_CELLS);
    }
  }
  return cells;
}

function groupsOf(areas: readonly Area[]): { area: Area; at: number }[][] {
  const groups: { area: Area; at: number }[][] = [];
  let size = Infinity;
  for (const [at, area] of areas.entries()) {
    if (area.rows * area.width === 0) continue;
    size += area.rows * area.width;
    if (size > MOST_CELLS || (groups.at(-1)?.length ?? 0) >= MOST_RANGES) {
      groups.push([]);
      size = area.rows * area.width;
    }
    groups.at(-1)?.push({ area, at });
  }
  return groups;
}
