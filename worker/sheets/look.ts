import { randomInt } from 'node:crypto';
import { Failure } from '../failure.ts';
import { a1, quoted } from './a1.ts';
import type { Sheet, Spreadsheet } from './answers.ts';
import { isUndisturbed, locateBlock, markedRows, type LocatedBlock } from './block.ts';
import type { SheetsClient } from './client.ts';
import type { CellContent } from './requests.ts';
import { cellsOf, findOurs, findStaging, findTitled, isManaged, marksIn, tabOf } from './tab.ts';
import type { Block, FoundMarker, Marks, Owner, Tab } from './tab.ts';
import type { CallOptions } from './transport.ts';

const METADATA = 'developerMetadata(metadataId,metadataKey,metadataValue)';
/** What a publish must know of a spreadsheet, without its cells. */
export const BOOK_FIELDS = [
  'properties(title,timeZone)',
  METADATA,
  'namedRanges(namedRangeId,name,range)',
  `sheets(properties(sheetId,title,hidden,gridProperties(rowCount,columnCount,frozenRowCount)),${METADATA},merges,charts(chartId),tables(name,range)` +
    ',protectedRanges(protectedRangeId,description,range,warningOnly,requestingUserCanEdit,unprotectedRanges))',
].join(',');
/** Marks of rows and columns, where ranges name them. */
export const MARK_FIELDS = `sheets(properties(sheetId),data(startRow,startColumn,rowMetadata(${METADATA}),columnMetadata(${METADATA})))`;

/** The spreadsheet at one moment, as far as a publish must know it. */
export type View = {
  readonly title: string;
  readonly timeZone: string;
  /** As Google told it: all tabs with their metadata. */
  readonly book: Spreadsheet;
  /** The tab of the report: found, adopted, or still to be made. */
  readonly tab: Tab;
  readonly titles: readonly string[];
  /** Hidden tabs of this report that were left over, or are being prepared. */
  readonly staging: readonly { sheetId: number; cells: number }[];
  /** Cells of all grids, blank ones included. */
  readonly cells: number;
};

/**
 * Reads what a publish must know: three to five reads, whatever the size of the tab.
 *
 * @throws Failure `tab-occupied` when the tab of that title holds something of somebody else; SheetError.
 */
export async function lookAt(
  client: SheetsClient,
  wanted: Owner & { title: string },
  call: CallOptions,
): Promise<View> {
  const book = await client.get(wanted.spreadsheetId, { fields: BOOK_FIELDS }, call);
  const ours = findOurs(book, wanted);
  const tab = ours ? await readOurs(client, wanted, ours, call) : await readTitled(client, wanted, book, call);
  return {
    title: book.properties?.title ?? '',
    timeZone: book.properties?.timeZone ?? 'Etc/GMT',
    book,
    tab,
    titles: book.sheets.map((sheet) => sheet.properties.title),
    staging: findStaging(book, wanted.reportId),
    cells: book.sheets.reduce((sum, sheet) => sum + cellsOf(sheet), 0),
  };
}

/** The tab a report was published to, wherever it is now; null when it is gone. No other tab's cells are read. @throws SheetError */
export async function lookAtOurs(client: SheetsClient, wanted: Owner, call: CallOptions): Promise<Tab | null> {
  const book = await client.get(wanted.spreadsheetId, { fields: BOOK_FIELDS }, call);
  const ours = findOurs(book, wanted);
  return ours && (await readOurs(client, wanted, ours, call));
}

/** An id no tab has. */
export function freeSheetId(book: { sheets: readonly Sheet[] }): number {
  const taken = new Set(book.sheets.map((sheet) => sheet.properties.sheetId));
  for (;;) {
    const id = randomInt(1, 2 ** 31 - 1);
    if (!taken.has(id)) return id;
  }
}

async function readTitled(
  client: SheetsClient,
  { spreadsheetId, title }: Owner & { title: string },
  book: Spreadsheet,
  call: CallOptions,
): Promise<Tab> {
  const sheet = findTitled(book, title);
  if (!sheet) {
    const size = { gridRows: 0, gridColumns: 0, merges: [], protectedRanges: [] };
    return { sheetId: freeSheetId(book), exists: false, title, ...size, marker: null, block: null };
  }
  const isFree = !isManaged(sheet) && sheet.charts.length === 0 && (await isBlank(client, spreadsheetId, sheet, call));
  if (isFree) return tabOf(sheet, null, null);
  throw new Failure(
    'tab-occupied',
    `The tab "${sheet.properties.title}" already holds something else, so nothing was written.`,
  );
}

const LOOK_FIRST_ROWS = 1000;

async function isBlank(client: SheetsClient, spreadsheetId: string, sheet: Sheet, call: CallOptions): Promise<boolean> {
  const { title, gridProperties } = sheet.properties;
  if (!gridProperties) return false;
  const { rowCount, columnCount } = gridProperties;
  // a full tab shows itself in its first rows, a blank one costs nothing to read to the end
  for (const rows of [[0, Math.min(LOOK_FIRST_ROWS, rowCount)] as const, [LOOK_FIRST_ROWS, rowCount] as const]) {
    if (rows[0] >= rows[1]) continue;
    const { values } = await client.getValues(spreadsheetId, a1(title, rows, [0, columnCount]), call);
    if (values.some((row) => row.some(isFilled))) return false;
  }
  return true;
}

function isFilled(cell: CellContent | undefined): boolean {
  return cell !== undefined && cell !== null && cell !== '';
}

async function readOurs(
  client: SheetsClient,
  { spreadsheetId, reportId }: Owner,
  { sheet, marker }: { sheet: Sheet; marker: FoundMarker },
  call: CallOptions,
): Promise<Tab> {
  const rowCount = sheet.properties.gridProperties?.rowCount ?? 0;
  const title = quoted(sheet.properties.title);
  const read = async (ranges: string[]): Promise<Marks> => {
    const answer = await client.get(spreadsheetId, { fields: MARK_FIELDS, ranges: [`${title}!1:1`, ...ranges] }, call);
    return marksIn(
      answer.sheets.flatMap(({ data }) => data),
      reportId,
    );
  };
  const rows = new Set(markedRows(marker).map(({ index }) => index + 1));
  let marks = await read([...rows].filter((row) => row <= rowCount).map((row) => `${title}!A${row}`));
  if (!isUndisturbed(marker, marks)) marks = await read([`${title}!A:A`]);
  const located = locateBlock(marker, marks, rowCount);
  const block = await boundBlock(located, async (from, to) => {
    const [first, last] = [located.columns[0]?.index ?? 0, located.columns.at(-1)?.index ?? 0];
    const { values } = await client.getValues(
      spreadsheetId,
      a1(sheet.properties.title, [from, to], [first, last + 1]),
      call,
    );
    return values.map((row) => located.columns.some(({ index }) => isFilled(row[index - first])));
  });
  return tabOf(sheet, marker, block);
}

/**
 * Decides by the cells what the marks leave open: whether people wrote into rows we had cleared (these are theirs now), and where
 * our rows end when their last ones are gone. `filled` tells for rows of the tab whether our columns hold anything.
 */
async function boundBlock(
  located: LocatedBlock,
  filled: (from: number, to: number) => Promise<boolean[]>,
): Promise<Block> {
  const first = located.top + 1;
  if (located.columns.length === 0) return { ...located, rows: located.rows ?? 0, capacity: located.rows ?? 0 };
  if (located.rows === null) {
    const found = located.capacity > 0 ? await filled(first, first + located.capacity) : [];
    const rows = found.indexOf(false) === -1 ? found.length : found.indexOf(false);
    return { ...located, rows, capacity: rows };
  }
  if (located.capacity <= located.rows) return { ...located, rows: located.rows };
  const written = (await filled(first + located.rows, first + located.capacity)).indexOf(true);
  const spare = written === -1 ? located.capacity - located.rows : written;
  return { ...located, rows: located.rows, capacity: located.rows + spare };
}
