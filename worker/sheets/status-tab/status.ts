import type { Spreadsheet } from '../answers.ts';
import type { SheetsClient } from '../client.ts';
import { freeSheetId } from '../look.ts';
import type { SheetRequest } from '../requests.ts';
import { isSheetError, SheetError } from '../sheet-error.ts';
import type { CallOptions } from '../transport.ts';
import { planStatus, type StatusLine, type StatusPlan } from './plan.ts';
import { planRemoval } from './removal.ts';
import { readStatusTabs, STATUS_BOOK_FIELDS } from './view.ts';

export type StatusPlace = {
  readonly spreadsheetId: string;
  /** The spreadsheet's own, whatever zone the list is written in: the tab compares its times with NOW(). */
  readonly timeZone: string;
  /** What was just read, if it was, with STATUS_BOOK_FIELDS at least. */
  readonly book?: Spreadsheet | undefined;
  /** Whether named ranges are looked after. Default: yes. No: after Google refused a call, lest a name that it keeps hidden is why. */
  readonly withNames?: boolean;
};

/**
 * What a publish adds to its one call so that the tab "Willcall" tells of it. One read, none when there is no such tab yet; one more
 * without `book`. Two reports that make the tab at the same moment: the second call is refused (`bad-request`) and asks here again. Nothing at all when people protected the tab.
 *
 * @throws SheetError.
 */
export async function statusRequests(
  client: SheetsClient,
  { spreadsheetId, timeZone, book: given, withNames = true }: StatusPlace,
  line: StatusLine,
  call: CallOptions,
): Promise<StatusPlan> {
  const book = given ?? (await client.get(spreadsheetId, { fields: STATUS_BOOK_FIELDS }, call));
  const tabs = await readStatusTabs(client, spreadsheetId, book, call);
  if (!tabs) return { requests: [], cells: 0 };
  return planStatus(book, tabs, { spreadsheetId, timeZone, line, newSheetId: freeSheetId(book), withNames });
}

const TRIES = 3;

/**
 * Writes only the line of one report, after a run that published nothing: two reads and one small write.
 *
 * @returns null when it is written, else why it could not be: nothing that should end a run.
 * @throws whatever `call.before` throws; the signal's reason when aborted.
 */
export async function writeStatus(
  client: SheetsClient,
  spreadsheetId: string,
  line: StatusLine,
  call: CallOptions,
): Promise<SheetError | null> {
  return await bestEffort(client, spreadsheetId, call, async (book, read, attempt) => {
    const timeZone = knownZone(book.properties?.timeZone);
    // a name that Google keeps hidden may be why it refused
    const place = { spreadsheetId, timeZone, book, withNames: attempt < TRIES };
    return (await statusRequests(client, place, line, read)).requests;
  });
}

/**
 * Takes the line of a report out of the tab "Willcall", with its named ranges, and the tab when nothing else is in there.
 *
 * @returns null when it is gone, else why it could not be.
 * @throws as `writeStatus`.
 */
export async function removeStatusLine(
  client: SheetsClient,
  { spreadsheetId, reportId }: { spreadsheetId: string; reportId: string },
  call: CallOptions,
): Promise<SheetError | null> {
  return await bestEffort(client, spreadsheetId, call, async (book, read) => {
    const tabs = await readStatusTabs(client, spreadsheetId, book, read);
    return tabs ? planRemoval(book, tabs, { spreadsheetId, reportId }) : [];
  });
}

/** What was planned on something that changed meanwhile is refused as a whole and planned again. */
async function bestEffort(
  client: SheetsClient,
  spreadsheetId: string,
  call: CallOptions,
  plan: (book: Spreadsheet, read: CallOptions, attempt: number) => Promise<readonly SheetRequest[]>,
): Promise<SheetError | null> {
  const { before: _, ...read } = call;
  for (let attempt = 1; ; attempt++) {
    try {
      const book = await client.get(spreadsheetId, { fields: STATUS_BOOK_FIELDS }, read);
      const requests = await plan(book, read, attempt);
      if (requests.length > 0) await client.batchUpdate(spreadsheetId, requests, call);
      return null;
    } catch (error) {
      if (!(error instanceof SheetError)) throw error;
      if (attempt >= TRIES || !isSheetError(error, 'bad-request')) return error;
    }
  }
}

/** A zone Google knows and we do not must not keep the line from being written. */
function knownZone(timeZone = 'Etc/GMT'): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return timeZone;
  } catch {
    return 'Etc/GMT';
  }
}
