import type { Sheet, Spreadsheet } from '../answers.ts';
import { locateBlock } from '../block.ts';
import type { SheetsClient } from '../client.ts';
import { BOOK_FIELDS } from '../look.ts';
import { cellOf, changeMetadata, type CellData, type SheetRequest } from '../requests.ts';
import { isLocked, markValue, writeRow } from '../side-tab.ts';
import { DUE_WORDS, statusMark, type StatusColumnId } from '../status-tab/columns.ts';
import { linesOf, readStatusTabs, type StatusTab } from '../status-tab/view.ts';
import type { CallOptions } from '../transport.ts';
import { box } from '../box.ts';
import type { Marks } from '../tab.ts';
import { copiedTabs, foreignMarkers, type CopiedTab } from './copied-tabs.ts';
import { readTabMarks } from './take-over.ts';

/** What is said of a tab that came along with a copy, until the report is set up in it. */
export const NOT_REFRESHED = 'Copy, not refreshed';

const NOTE =
  `${NOT_REFRESHED}: this tab came along when the spreadsheet was copied. What it shows is of the other spreadsheet, and as old as is ` +
  "said below. Set the list up in Willcall's sidebar to keep it up to date here.";

/**
 * Says so in a copied spreadsheet, where its tabs told how fresh they were in the other one: in the tab "Willcall", which is ours from
 * then on, and in the note of each list's first header. Goes by what stands in the spreadsheet alone, and may be done twice.
 *
 * @throws SheetError.
 */
export async function tellCopies(client: SheetsClient, spreadsheetId: string, call: CallOptions): Promise<void> {
  const book = await client.get(spreadsheetId, { fields: BOOK_FIELDS }, call);
  const tabs = copiedTabs(book, spreadsheetId);
  const requests: SheetRequest[] = [];
  for (const owner of new Set(tabs.map(({ spreadsheet }) => spreadsheet))) {
    const status = (await readStatusTabs(client, spreadsheetId, book, call, owner)) ?? [];
    const ids = tabs.filter((tab) => tab.spreadsheet === owner).map(({ report }) => report);
    requests.push(...status.flatMap((tab) => [...adopt(book, tab, owner, spreadsheetId), ...lines(tab, ids)]));
  }
  const reports = new Map(tabs.map(({ sheetId, report }) => [sheetId, report]));
  const marks = await readTabMarks(client, spreadsheetId, book, reports, call);
  for (const tab of tabs) requests.push(...headerNote(book, spreadsheetId, tab, marks.get(tab.sheetId)));
  if (requests.length > 0) await client.batchUpdate(spreadsheetId, requests, call);
}

function adopt(book: Spreadsheet, { sheetId }: StatusTab, owner: string, spreadsheetId: string): SheetRequest[] {
  const [old, next] = [statusMark(owner), statusMark(spreadsheetId)];
  const marks = sheetOf(book, sheetId)?.developerMetadata ?? [];
  return marks
    .filter((one) => one.metadataKey === old.key && one.metadataValue === markValue(old.owner, sheetId))
    .map(({ metadataId }) => changeMetadata(metadataId, markValue(next.owner, sheetId)));
}

/** When the next refresh was due in the other spreadsheet would turn red here. */
function lines(tab: StatusTab, reports: readonly string[]): SheetRequest[] {
  const words = new Map<StatusColumnId, string>([
    ['state', NOT_REFRESHED],
    ['nextDue', DUE_WORDS.none],
  ]);
  const cells = new Map(
    [...words].flatMap(([id, text]): [number, CellData][] => {
      const at = tab.columns.get(id);
      return at === undefined ? [] : [[at, cellOf(text)]];
    }),
  );
  const rows = reports.flatMap((report) => linesOf(tab, report));
  return rows.flatMap((row) => writeRow(tab.sheetId, row, cells, 'userEnteredValue'));
}

const sheetOf = (book: Spreadsheet, sheetId: number): Sheet | undefined =>
  book.sheets.find(({ properties }) => properties.sheetId === sheetId);

/** Nothing where people protected the tab: the call would be refused as a whole. */
function headerNote(
  book: Spreadsheet,
  spreadsheetId: string,
  { sheetId }: CopiedTab,
  marks: Marks | undefined,
): SheetRequest[] {
  const sheet = sheetOf(book, sheetId);
  if (!sheet || !marks || isLocked(sheet)) return [];
  const [marker] = foreignMarkers(sheet, spreadsheetId);
  const first = marks.columns[0]?.index;
  if (!marker || first === undefined) return [];
  const { top } = locateBlock(marker, marks, sheet.properties.gridProperties?.rowCount ?? 0);
  const values = [{ note: `${NOTE}\n\n${marker.certificate}`.trim() }];
  return [
    { updateCells: { range: box(sheetId, [top, top + 1], [first, first + 1]), rows: [{ values }], fields: 'note' } },
  ];
}
