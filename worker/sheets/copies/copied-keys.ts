import type { Column } from '../../../shared/columns.ts';
import type { WriteMode } from '../../../shared/writing.ts';
import { a1, quoted } from '../a1.ts';
import type { Sheet, Spreadsheet } from '../answers.ts';
import { markedRows } from '../block.ts';
import type { SheetsClient } from '../client.ts';
import { KEY_COLUMN, readKeyCell } from '../key-column.ts';
import { createMetadata, lineAt, type CellContent, type SheetRequest } from '../requests.ts';
import { isManaged, KEYS, type ColumnMark, type Marker, type RowMark } from '../tab.ts';
import type { CallOptions } from '../transport.ts';
import type { Owner } from './hand-over.ts';

/** A tab without marks whose rows have keys of ours: it came along when a spreadsheet was copied and marks did not. */
export type KeyedTab = {
  readonly sheetId: number;
  readonly title: string;
  /** Tags of the sources the first rows are of. */
  readonly tags: readonly string[];
};

/** The header of a list is looked for in the first rows; people rarely put more above it. */
const HEADER_ROWS = 20;
const MOST_TABS = 40;
/** The first header of a tab to which rows went that left. */
const REMOVED_AT = 'Removed at';

type Rows = readonly (readonly CellContent[])[];

/** Where the header of a list is, and its key column; null: this is none. */
function findHeader(rows: Rows): { top: number; key: number; header: readonly CellContent[] } | null {
  for (const [top, header] of rows.entries()) {
    const key = header.indexOf(KEY_COLUMN.title);
    if (key >= 0 && header[0] !== REMOVED_AT) return { top, key, header };
  }
  return null;
}

/** Lists without marks, told by the keys of their rows. One read. @throws SheetError */
export async function readKeyedTabs(
  client: SheetsClient,
  spreadsheetId: string,
  book: Pick<Spreadsheet, 'sheets'>,
  call: CallOptions,
): Promise<KeyedTab[]> {
  const tabs = book.sheets.filter((sheet) => !isManaged(sheet)).slice(0, MOST_TABS);
  const ranges = tabs.map(({ properties }) => `${quoted(properties.title)}!1:${HEADER_ROWS}`);
  if (ranges.length === 0) return [];
  const found = await client.batchGetValues(spreadsheetId, ranges, call);
  return tabs.flatMap(({ properties: { sheetId, title } }, index): KeyedTab[] => {
    const rows = found[index]?.values ?? [];
    const place = findHeader(rows);
    if (!place) return [];
    const tags = rows.slice(place.top + 1).flatMap((row) => readKeyCell(row[place.key])?.source ?? []);
    return tags.length > 0 ? [{ sheetId, title, tags: [...new Set(tags)] }] : [];
  });
}

/** The report that is to go on with a tab, and what it publishes. */
export type KeyedOwner = Owner & {
  readonly tab: string;
  readonly mode: WriteMode;
  readonly columns: readonly Column[];
};

/**
 * Marks a list by its header and its keys, as a publish would have left it. Columns people gave other titles are theirs from then on. Two
 * reads, nothing for a tab that is no list, or marked by now.
 *
 * @throws SheetError
 */
export async function markKeyedTab(
  client: SheetsClient,
  book: Spreadsheet,
  sheetId: number,
  owner: KeyedOwner,
  call: CallOptions,
): Promise<SheetRequest[]> {
  const sheet = book.sheets.find(({ properties }) => properties.sheetId === sheetId);
  if (!sheet || isManaged(sheet)) return [];
  const { title, gridProperties } = sheet.properties;
  const head = a1(title, [0, HEADER_ROWS], [0, gridProperties?.columnCount ?? 1]);
  const place = findHeader((await client.getValues(owner.spreadsheetId, head, call)).values);
  if (!place) return [];
  const body = a1(title, [place.top + 1, gridProperties?.rowCount ?? 1], [place.key, place.key + 1]);
  const { values } = await client.getValues(owner.spreadsheetId, body, call);
  const rows = values.findLastIndex(([cell]) => readKeyCell(cell) !== null) + 1;
  return marksOf(sheet, owner, { ...place, rows });
}

function marksOf(
  { properties: { sheetId } }: Sheet,
  { reportId, spreadsheetId, tab, mode, columns }: KeyedOwner,
  { top, header, rows }: { top: number; header: readonly CellContent[]; rows: number },
): SheetRequest[] {
  const places = [...columns, KEY_COLUMN].flatMap(({ id, title }) => {
    const at = header.indexOf(title);
    return at < 0 ? [] : [{ id, at }];
  });
  const size = { top, rows, capacity: rows };
  const marker: Marker = {
    ...size,
    report: reportId,
    generation: 1,
    run: 'copied',
    columns: places.length,
    spreadsheet: spreadsheetId,
    sheet: sheetId,
    tab,
    certificate: '',
    mode,
    keyed: true,
  };
  const column = (id: string): ColumnMark => ({ report: reportId, id, format: '' });
  const line = (row: RowMark['row']): RowMark => ({ report: reportId, row });
  return [
    ...places.map(({ id, at }) =>
      createMetadata(KEYS.column, JSON.stringify(column(id)), lineAt(sheetId, 'COLUMNS', at)),
    ),
    ...markedRows(size).map(({ row, index }) =>
      createMetadata(KEYS.row, JSON.stringify(line(row)), lineAt(sheetId, 'ROWS', index)),
    ),
    createMetadata(KEYS.report, JSON.stringify(marker), { sheetId }),
  ];
}
