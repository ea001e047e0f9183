import type { Spreadsheet } from '../answers.ts';
import type { SheetsClient } from '../client.ts';
import { freeSheetId } from '../look.ts';
import type { CallOptions } from '../transport.ts';
import type { LogEntry } from './lines.ts';
import { planLog, type LogGoal, type LogPlan } from './plan.ts';
import { LOG_BOOK_FIELDS, readLog } from './view.ts';

export type LogPlace = LogGoal & {
  /** What was just read, if it was, with LOG_BOOK_FIELDS at least. */
  readonly book?: Spreadsheet | undefined;
};

/**
 * What a publish adds to its one call so that the tab "<list> – changes" tells what it changed. Old values are those the caller read
 * right before; they are kept nowhere else. Nothing is read or written when nothing changed; otherwise one read, none when there is no such
 * tab yet, two when people moved its columns, and one more without `book`. Called again for the same run it adds lines to the run's own.
 *
 * @throws SheetError.
 */
export async function changeLogRequests(
  client: SheetsClient,
  { book: given, ...goal }: LogPlace,
  entries: readonly LogEntry[],
  call: CallOptions,
): Promise<LogPlan> {
  if (entries.length === 0) return { requests: [], cells: 0 };
  const book = given ?? (await client.get(goal.spreadsheetId, { fields: LOG_BOOK_FIELDS }, call));
  const tab = await readLog(client, goal, book, call);
  if (tab === 'locked') return { requests: [], cells: 0 };
  const titles = book.sheets.map(({ properties }) => properties.title);
  return planLog(tab, entries, goal, { newSheetId: freeSheetId(book), titles });
}
