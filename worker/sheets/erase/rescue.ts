import { z } from 'zod';
import type { Sheet, Spreadsheet } from '../answers.ts';
import { box } from '../box.ts';
import type { Cells } from '../client.ts';
import { freeSheetId } from '../look.ts';
import { createMetadata, type SheetRequest } from '../requests.ts';
import { readMarks } from '../tab.ts';

/** On a hidden tab that keeps whatever stood in the rows an erasure wrote into, until their keys are known to be right. */
const RESCUE_KEY = 'willcall.erasing';

const RescueMark = z.object({
  list: z.string(),
  /** The tab the rows are of. */
  sheet: z.number(),
  /** Its key column when it was looked at. */
  key: z.number(),
  /** Columns written into. */
  columns: z.array(z.number()),
  /** Rows written into, in the order they are kept. */
  rows: z.array(z.number()),
  at: z.number(),
});
export type RescueMark = z.infer<typeof RescueMark>;

export type Rescue = RescueMark & { readonly sheetId: number; readonly title: string; readonly cells: Cells };

/** Rows one call writes into: their numbers must fit into a mark. */
export const MOST_ROWS = 2000;

export type RescueTab = { readonly sheetId: number; readonly title: string };

export function newRescue(book: { readonly sheets: readonly Sheet[] }): RescueTab {
  const sheetId = freeSheetId(book);
  return { sheetId, title: `Willcall is erasing ${sheetId}` };
}

/** Makes the hidden tab and copies whole rows there; Google does it within the call that then writes into them. */
export function keepRows({ sheetId, title }: RescueTab, mark: RescueMark, width: number): SheetRequest[] {
  const { rows, sheet } = mark;
  const gridProperties = { rowCount: rows.length, columnCount: width };
  return [
    { addSheet: { properties: { sheetId, title, hidden: true, gridProperties } } },
    createMetadata(RESCUE_KEY, JSON.stringify(mark), { sheetId }),
    ...rowRuns(rows).map(({ from, to, at }): SheetRequest => ({
      copyPaste: {
        source: box(sheet, [from, to], [0, width]),
        destination: box(sheetId, [at, at + to - from], [0, width]),
        pasteType: 'PASTE_NORMAL',
      },
    })),
  ];
}

/** Rows one below the other; `at`: place of the first in the list. */
export function rowRuns(rows: readonly number[]): { from: number; to: number; at: number }[] {
  const runs: { from: number; to: number; at: number }[] = [];
  for (const [at, row] of rows.entries()) {
    const last = runs.at(-1);
    if (last && last.to === row) last.to = row + 1;
    else runs.push({ from: row, to: row + 1, at });
  }
  return runs;
}

/** The hidden tabs an erasure of this list left over, oldest first; still to be read. */
export function findRescues(book: Spreadsheet, list: string): (RescueMark & RescueTab & { width: number })[] {
  return book.sheets
    .flatMap(({ properties: { sheetId, title, gridProperties }, developerMetadata }) =>
      readMarks(developerMetadata, RESCUE_KEY, RescueMark)
        .filter((mark) => mark.list === list)
        .map((mark) => ({ ...mark, sheetId, title, width: gridProperties?.columnCount ?? 0 })),
    )
    .toSorted((a, b) => a.at - b.at);
}

export function dropTabs(tabs: readonly { readonly sheetId: number }[]): SheetRequest[] {
  return tabs.map(({ sheetId }) => ({ deleteSheet: { sheetId } }));
}

/** What could not be put back is left to people: in a tab they can see. */
export function showTabs(tabs: readonly { readonly sheetId: number }[]): SheetRequest[] {
  return tabs.map(({ sheetId }) => ({
    updateSheetProperties: {
      properties: { sheetId, hidden: false, title: `Willcall: rows to look at ${sheetId}` },
      fields: 'hidden,title',
    },
  }));
}

/** What must be read of a spreadsheet to find them. */
export const RESCUE_FIELDS =
  'sheets(properties(sheetId,title,gridProperties(rowCount,columnCount)),developerMetadata(metadataId,metadataKey,metadataValue))';
