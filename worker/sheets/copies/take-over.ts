import { quoted } from '../a1.ts';
import type { Spreadsheet } from '../answers.ts';
import type { SheetsClient } from '../client.ts';
import { BOOK_FIELDS, MARK_FIELDS } from '../look.ts';
import type { PublishJob } from '../publish-job.ts';
import { cellOf, type SheetRequest } from '../requests.ts';
import { writeRow } from '../side-tab.ts';
import { settled } from '../staging.ts';
import { linesOf, readStatusTabs } from '../status-tab/view.ts';
import { marksIn, type Marks } from '../tab.ts';
import type { CallOptions } from '../transport.ts';
import { RUN_AT } from '../run-at.ts';
import { markKeyedTab } from './copied-keys.ts';
import { copiedTabs } from './copied-tabs.ts';
import { handOver, type HandOver } from './hand-over.ts';

/**
 * Before its first publish a report that was set up in a copied spreadsheet takes the tab over that came along: one call that changes
 * marks only, so that the publish finds the list as if it had always been its own. Nothing is done when that tab is gone, or taken
 * over already: also by an earlier try of this run.
 *
 * @throws SheetError; whatever `assertOwner` throws.
 */
export async function takeOver(job: PublishJob): Promise<void> {
  const { client, spreadsheetId, reportId, sheetId, takesOver = null, generation, call, write } = job;
  // a report that was moved to another tab begins anew
  if (takesOver === null || generation > 1 || sheetId === null) return;
  const over: HandOver = {
    sheetId,
    from: { spreadsheetId: takesOver.spreadsheet, reportId: takesOver.report },
    to: { spreadsheetId, reportId },
    tab: job.tab,
  };
  const plan = async () => await (takesOver.by === 'keys' ? planByKeys(job, over) : planTakeOver(client, over, call));
  const requests = await plan();
  if (requests.length === 0) return;
  const isDone = async () => (await plan()).length === 0;
  await settled(client, () => client.batchUpdate(spreadsheetId, requests, write), isDone, job.signal);
}

async function planByKeys(
  { client, columns, how, call }: PublishJob,
  { sheetId, to, tab }: HandOver,
): Promise<SheetRequest[]> {
  const book = await client.get(to.spreadsheetId, { fields: BOOK_FIELDS }, call);
  const all = how.mode === 'append' ? [...columns, RUN_AT] : columns;
  return await markKeyedTab(client, book, sheetId, { ...to, tab, mode: how.mode, columns: all }, call);
}

const NO_MARKS: Marks = { columns: [], rows: [] };

/** Two or three reads; nothing when there is nothing to take over. */
async function planTakeOver(client: SheetsClient, over: HandOver, call: CallOptions): Promise<SheetRequest[]> {
  const { sheetId, from, to } = over;
  const book = await client.get(to.spreadsheetId, { fields: BOOK_FIELDS }, call);
  const isThere = copiedTabs(book, to.spreadsheetId).some(
    (tab) => tab.sheetId === sheetId && tab.report === from.reportId && tab.spreadsheet === from.spreadsheetId,
  );
  if (!isThere) return [];
  const marks = await readTabMarks(client, to.spreadsheetId, book, new Map([[sheetId, from.reportId]]), call);
  return [...handOver(book, marks.get(sheetId) ?? NO_MARKS, over), ...(await statusLines(client, book, over, call))];
}

/** Marks on the rows and columns of tabs, by tab: those of the report named for it. One read. */
export async function readTabMarks(
  client: SheetsClient,
  spreadsheetId: string,
  book: Spreadsheet,
  reports: ReadonlyMap<number, string>,
  call: CallOptions,
): Promise<ReadonlyMap<number, Marks>> {
  const tabs = book.sheets.filter(({ properties }) => reports.has(properties.sheetId));
  if (tabs.length === 0) return new Map();
  const ranges = tabs.flatMap(({ properties }) => [
    `${quoted(properties.title)}!1:1`,
    `${quoted(properties.title)}!A:A`,
  ]);
  const { sheets } = await client.get(spreadsheetId, { fields: MARK_FIELDS, ranges }, call);
  return new Map(
    [...reports].map(([sheetId, report]) => {
      const found = sheets.filter(({ properties }) => properties.sheetId === sheetId);
      return [
        sheetId,
        marksIn(
          found.flatMap(({ data }) => data),
          report,
        ),
      ];
    }),
  );
}

/** The line in the tab "Willcall" goes on as the new report's, so that names of its cells stay right. */
async function statusLines(
  client: SheetsClient,
  book: Spreadsheet,
  { from, to }: HandOver,
  call: CallOptions,
): Promise<SheetRequest[]> {
  const tabs = [
    ...((await readStatusTabs(client, to.spreadsheetId, book, call)) ?? []),
    ...((await readStatusTabs(client, to.spreadsheetId, book, call, from.spreadsheetId)) ?? []),
  ];
  return tabs.flatMap((tab) => {
    const at = tab.columns.get('report');
    if (at === undefined) return [];
    return linesOf(tab, from.reportId).flatMap((row) =>
      writeRow(tab.sheetId, row, new Map([[at, cellOf(to.reportId)]]), 'userEnteredValue'),
    );
  });
}
