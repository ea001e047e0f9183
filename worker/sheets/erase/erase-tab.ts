import { Failure } from '../../failure.ts';
import { isSheetError } from '../sheet-error.ts';
import { settled } from '../staging.ts';
import { dropTabs, findRescues, MOST_ROWS, RESCUE_FIELDS, showTabs, type RescueTab } from './rescue.ts';
import type { SeenBook } from './see-tabs.ts';
import { identityAt, type SeenTab } from './seen-tab.ts';
import { straysOf, type IsTheirs, type Stray } from './strays.ts';
import { clearRows, putBack, writeRows, type Clearing, type RowWrites, type WritePlace } from './write-rows.ts';

/** What is to be done to a tab: worked out anew at each look. */
export type Eraser = {
  /** Rows to clear. */
  readonly clearings: (tab: SeenTab, book: SeenBook) => readonly Clearing[];
  /** Whether a row is one of those, cleared or not. */
  readonly isTheirs: (tab: SeenTab, book: SeenBook) => IsTheirs;
};

/** What was done to a tab. `remark`: what a person has to look at; null: nothing. */
export type ErasedTab = { rows: number; cells: number; beside: number; remark: string | null };

export type EraseJob = WritePlace & {
  readonly eraser: Eraser;
  readonly look: () => Promise<SeenBook>;
};

/** Once, and three times more when people moved rows in that very moment. */
const TRIES = 4;

/** One tab while it is worked on. `done`: rows cleared so far; `misplaced`: hidden tabs of calls whose columns had been moved. */
type Work = {
  clears: number;
  returns: number;
  readonly done: Set<string>;
  readonly misplaced: Set<number>;
  readonly erased: ErasedTab;
};

type Look = { readonly book: SeenBook; readonly tab: SeenTab };

/**
 * Clears rows of a tab wherever they are by now. When people sort, insert or delete rows in the moment between look and write, other
 * rows are hit: what they held is put back at once, from copies that the same call made.
 *
 * @throws Failure `tab-busy` when people moved rows each time, so that not all is cleared; SheetError. What was begun is put right when
 * it is called again.
 */
export async function eraseTab(job: EraseJob, sheetId: number, first: SeenBook): Promise<ErasedTab> {
  const erased: ErasedTab = { rows: 0, cells: 0, beside: 0, remark: null };
  const work: Work = { clears: 0, returns: 0, done: new Set(), misplaced: new Set(), erased };
  for (let book = first; ; book = await job.look()) {
    const tab = book.tabs.find((one) => one.sheetId === sheetId);
    if (!tab || (await isOver(job, work, { book, tab }))) return erased;
  }
}

async function isOver(job: EraseJob, work: Work, { book, tab }: Look): Promise<boolean> {
  const rescues = book.rescues.filter(({ sheet }) => sheet === tab.sheetId);
  const strays = straysOf(tab, rescues, job.eraser.isTheirs(tab, book), work.misplaced);
  if (strays.length > 0) return await returnAll(job, work, { book, tab }, strays);
  if (rescues.length > 0) await drop(job, tab);
  return await clearAll(job, work, { book, tab });
}

async function returnAll(job: EraseJob, work: Work, look: Look, strays: readonly Stray[]): Promise<boolean> {
  const found = strays.filter(({ row }) => row !== null);
  work.returns += 1;
  const isRight = found.length === 0 || (await tryWrite(job, work, look, putBack(look.tab, found))) !== null;
  if (isRight && found.length === strays.length) await drop(job, look.tab);
  const isGivenUp = isRight ? found.length < strays.length : work.returns >= TRIES;
  if (isGivenUp) await leave(job, work, look.tab);
  return isGivenUp;
}

async function clearAll(job: EraseJob, work: Work, look: Look): Promise<boolean> {
  const { book, tab } = look;
  const todo = job.eraser.clearings(tab, book).filter(({ row }) => !work.done.has(nameOf(tab, row)));
  for (let from = 0; from < todo.length; from += MOST_ROWS) {
    if (work.clears >= TRIES) throw new Failure('tab-busy', BUSY);
    const piece = todo.slice(from, from + MOST_ROWS);
    const kept = await tryWrite(job, work, look, clearRows(tab, piece));
    if (!kept) {
      work.clears += 1;
      return false;
    }
    for (const { row } of piece) work.done.add(nameOf(tab, row));
    count(work.erased, tab, piece);
    await drop(job, tab, [kept]);
  }
  return true;
}

const BUSY =
  'People moved rows of the tab each time it was being cleared. Rows of others are as they were; not all of the person is gone yet.';

const nameOf = (tab: SeenTab, row: number) => identityAt(tab, tab.cells[row] ?? []) ?? '';

function count(erased: ErasedTab, tab: SeenTab, clearings: readonly Clearing[]): void {
  for (const { row, ours, beside } of clearings) {
    const filled = (column: number) => ((tab.cells[row] ?? [])[column] ?? '') !== '';
    erased.rows += 1;
    erased.cells += ours.filter(filled).length;
    erased.beside += beside.filter(filled).length;
  }
}

/** @returns the copies when exactly the rows were hit that were meant; null: the next look tells what became of them. */
async function tryWrite(job: EraseJob, work: Work, { book, tab }: Look, writes: RowWrites): Promise<RescueTab | null> {
  try {
    const { rescue, as } = await writeRows(job, book, tab, writes);
    if (as === 'meant') return rescue;
    if (as === 'other-columns') work.misplaced.add(rescue.sheetId);
  } catch (error) {
    // rows were deleted meanwhile, or nobody knows whether it was written
    const isLast = Math.max(work.clears, work.returns) >= TRIES;
    if (!isSheetError(error, 'bad-request', 'ambiguous') || isLast) throw error;
    await job.client.pause(500, job.write.signal);
  }
  work.done.clear();
  return null;
}

async function rescuesNow({ client, spreadsheetId, write }: EraseJob, tab: SeenTab): Promise<RescueTab[]> {
  const book = await client.get(spreadsheetId, { fields: RESCUE_FIELDS }, { ...write, before: undefined });
  return findRescues(book, tab.mark).filter(({ sheet }) => sheet === tab.sheetId);
}

/** The copies are needed no more. `known`: there are no others. */
async function drop(job: EraseJob, tab: SeenTab, known?: readonly RescueTab[]): Promise<void> {
  const tabs = known ?? (await rescuesNow(job, tab));
  if (tabs.length === 0) return;
  const remove = async () => await job.client.batchUpdate(job.spreadsheetId, dropTabs(tabs), job.write);
  await settled(job.client, remove, async () => (await rescuesNow(job, tab)).length === 0, job.write.signal);
}

/** People have to look at it: the copies are shown to them. */
async function leave(job: EraseJob, { erased }: Work, tab: SeenTab): Promise<void> {
  const tabs = await rescuesNow(job, tab);
  if (tabs.length > 0) await job.client.batchUpdate(job.spreadsheetId, showTabs(tabs), job.write);
  erased.remark =
    `People moved rows of the tab "${tab.title}" again and again while it was being cleared. The tabs "Willcall: rows to look at …" hold ` +
    'rows as they stood then: put back what is missing, delete these tabs, then erase once more.';
}
