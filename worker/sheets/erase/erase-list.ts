import { Failure } from '../../failure.ts';
import type { SheetsClient } from '../client.ts';
import { settled } from '../staging.ts';
import type { CallOptions } from '../transport.ts';
import { eraseTab, type ErasedTab, type EraseJob, type Eraser } from './erase-tab.ts';
import { dropTabs } from './rescue.ts';
import { seeTabs, type SeenBook } from './see-tabs.ts';
import type { ListMark, SeenTab } from './seen-tab.ts';

export type EraseOptions = {
  readonly client: SheetsClient;
  readonly spreadsheetId: string;
  readonly list: ListMark;
  readonly eraser: Eraser;
  /** Right before every write; throws when somebody else works on it. */
  readonly assertOwner: () => Promise<void>;
  readonly signal: AbortSignal;
  readonly now: () => number;
  /** Told of each look before anything is written by it. */
  readonly onLook?: (book: SeenBook) => Promise<void>;
};

export type ErasedList = {
  readonly title: string;
  readonly tabs: readonly (ErasedTab & Pick<SeenTab, 'kind' | 'title'>)[];
};

/**
 * Clears rows in all tabs of a list: the list itself, its Removed tab, what changed, and what a publish that was killed left over.
 * Stopped at any moment it can be called again.
 *
 * @throws Failure `key-column-gone` when rows cannot be told apart, `tab-busy` when people moved rows each time; SheetError.
 */
export async function eraseInList(options: EraseOptions): Promise<ErasedList> {
  const { client, spreadsheetId, list, eraser, assertOwner, signal, now, onLook } = options;
  const call: CallOptions = { signal };
  const write: CallOptions = { signal, before: assertOwner };
  const look = async () => {
    const book = await seeTabs({ client, spreadsheetId, call }, [list]);
    await onLook?.(book);
    return book;
  };
  const job: EraseJob = { client, spreadsheetId, write, now, eraser, look };
  const first = await look();
  if (first.keyless.length > 0) throw new Failure('key-column-gone', KEYLESS);
  await dropLeftOver(job, first);
  const tabs = [];
  let isFresh = true;
  for (const { sheetId, kind, title } of first.tabs) {
    // what was read of it is as good as before: only other tabs were written
    if (isUntouched(job, first, sheetId)) {
      tabs.push({ kind, title, ...NOTHING });
      continue;
    }
    tabs.push({ kind, title, ...(await eraseTab(job, sheetId, isFresh ? first : await look())) });
    isFresh = false;
  }
  return { title: first.title, tabs };
}

const NOTHING: ErasedTab = { rows: 0, cells: 0, beside: 0, remark: null };

const KEYLESS =
  'The column "Willcall key" is gone from the list, so nobody can tell whose row is whose. Refresh the report (or have its list written anew), then erase once more.';

function isUntouched({ eraser }: EraseJob, book: SeenBook, sheetId: number): boolean {
  const tab = book.tabs.find((one) => one.sheetId === sheetId);
  if (!tab) return true;
  return book.rescues.every(({ sheet }) => sheet !== sheetId) && eraser.clearings(tab, book).length === 0;
}

async function dropLeftOver({ client, spreadsheetId, write, look }: EraseJob, { leftOver }: SeenBook): Promise<void> {
  if (leftOver.length === 0) return;
  const remove = async () => await client.batchUpdate(spreadsheetId, dropTabs(leftOver), write);
  await settled(client, remove, async () => (await look()).leftOver.length === 0, write.signal);
}
