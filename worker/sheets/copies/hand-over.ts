import type { Spreadsheet } from '../answers.ts';
import { logMark } from '../change-log/columns.ts';
import { changeMetadata, type SheetRequest } from '../requests.ts';
import { markValue } from '../side-tab.ts';
import { statusMark } from '../status-tab/columns.ts';
import { handOverNames } from '../status-tab/names.ts';
import { findStaging, KEYS, Marker, readMarks, RemovedMark, type Marks } from '../tab.ts';
import { warnOnEdit } from '../warn-on-edit.ts';
import { foreignMarkers } from './copied-tabs.ts';

/** A report in a spreadsheet, by Google's id. */
export type Owner = { readonly spreadsheetId: string; readonly reportId: string };

/** Whose tab it was, and whose it is to be. `tab`: its title in the settings of the new report, which is no order to rename it. */
export type HandOver = { readonly sheetId: number; readonly from: Owner; readonly to: Owner; readonly tab: string };

type Json = Readonly<Record<string, unknown>>;

/**
 * Lets a report go on with the tab of another spreadsheet's report that came along with a copy: every mark says so, and nothing else
 * changes; rows, columns and what points to them stay what they are. A hidden tab in which rows were just being prepared goes. Pure.
 * `marks`: those of rows and columns in the tab.
 */
export function handOver(book: Spreadsheet, marks: Marks, { sheetId, from, to, tab }: HandOver): SheetRequest[] {
  const sheet = book.sheets.find(({ properties }) => properties.sheetId === sheetId);
  if (!sheet) return [];
  const marker = foreignMarkers(sheet, to.spreadsheetId).find((one) => isOf(one, from));
  if (!marker) return [];
  const owner = { report: to.reportId };
  return [
    // the list was just being written piece by piece: its rows are told apart by their keys, so it can be brought up to date
    remark(marker.metadataId, Marker.parse(marker), {
      ...owner,
      spreadsheet: to.spreadsheetId,
      sheet: sheetId,
      tab,
      generation: Math.max(1, marker.generation),
    }),
    ...marks.columns.map(({ metadataId, id, format }) => remark(metadataId, { id, format }, owner)),
    ...marks.rows.map(({ metadataId, row }) => remark(metadataId, { row }, owner)),
    ...book.sheets.flatMap((one) => [...removedTab(one, from, to), ...sideTabs(one, from, to)]),
    ...handOverNames(book, from, to),
    ...warnOnEdit(sheet.protectedRanges, { sheetId, reportId: from.reportId, rows: [0, 0], columns: [] }, false),
    ...findStaging(book, from.reportId).map((one) => ({ deleteSheet: { sheetId: one.sheetId } })),
  ];
}

function isOf({ report, spreadsheet }: { report: string; spreadsheet: string }, { reportId, spreadsheetId }: Owner) {
  return report === reportId && spreadsheet === spreadsheetId;
}

function remark(metadataId: number, before: Json, change: Json): SheetRequest {
  return changeMetadata(metadataId, JSON.stringify({ ...before, ...change }));
}

type Sheet = Spreadsheet['sheets'][number];

/** Those who left the old list stay in its Removed tab; those who leave from now on go there too. */
function removedTab({ properties, developerMetadata }: Sheet, from: Owner, to: Owner): SheetRequest[] {
  return readMarks(developerMetadata, KEYS.removed, RemovedMark)
    .filter((mark) => isOf(mark, from) && mark.sheet === properties.sheetId)
    .map(({ metadataId, ...mark }) => remark(metadataId, mark, { report: to.reportId, spreadsheet: to.spreadsheetId }));
}

/** The tab "Willcall", and the one that tells what changed. */
function sideTabs({ properties: { sheetId }, developerMetadata }: Sheet, from: Owner, to: Owner): SheetRequest[] {
  const marks = [
    [statusMark(from.spreadsheetId), statusMark(to.spreadsheetId)],
    [logMark(from.spreadsheetId, from.reportId), logMark(to.spreadsheetId, to.reportId)],
  ] as const;
  return marks.flatMap(([old, next]) =>
    developerMetadata
      .filter((one) => one.metadataKey === old.key && one.metadataValue === markValue(old.owner, sheetId))
      .map(({ metadataId }) => changeMetadata(metadataId, markValue(next.owner, sheetId))),
  );
}
