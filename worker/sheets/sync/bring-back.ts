import type { View } from '../look.ts';
import { look, type PublishJob } from '../publish-job.ts';
import type { SheetRequest } from '../requests.ts';
import { isSheetError } from '../sheet-error.ts';
import type { SyncDraft } from './draft-sync.ts';
import { expectedOf } from './expected.ts';
import { readRemoved } from './read-removed.ts';
import { box } from '../box.ts';
import { dropFromRemoved, OWN_COLUMNS, type RemovedTab } from './removed-tab.ts';

const TRIES = 3;

/**
 * Rows that went to the Removed tab by accident, because people moved rows a moment before: those that are not in the report, such as
 * rows typed by hand, come back here, whole; the others come back by themselves when the sync is worked out anew.
 */
export async function bringBack(job: PublishJob, view: View, draft: SyncDraft): Promise<View> {
  if (draft.moved.places.size === 0) return view;
  const wanted = new Set(draft.goal.keys);
  const removed = await readRemoved(job, view, new Set());
  const places =
    expectedOf(draft).find(({ sheetId }) => sheetId === removed.sheetId)?.keys ?? new Map<number, string>();
  const strays = [...places].flatMap(([place, key]) => {
    const found = place < removed.rows ? (removed.keys[place] ?? null) : key;
    return found === key || (found !== null && wanted.has(found)) ? [] : [place];
  });
  if (!removed.exists || strays.length === 0) return view;
  for (let [now, attempt] = [view, 1]; ; attempt++) {
    try {
      await job.client.batchUpdate(job.spreadsheetId, requestsFor(now, removed, strays), job.write);
      return await look(job);
    } catch (error) {
      // rows of the list were deleted since we looked, so that there is no such place any more
      if (attempt >= TRIES || !isSheetError(error, 'bad-request')) throw error;
      now = await look(job);
    }
  }
}

function requestsFor({ tab }: View, removed: RemovedTab, strays: readonly number[]): SheetRequest[] {
  const { sheetId, gridColumns, block } = tab;
  const top = (block?.top ?? 0) + 1;
  const at = Math.min(tab.gridRows, top + Math.max(0, (block?.rows ?? 0) - 1));
  const columns = Math.min(gridColumns, removed.gridColumns - OWN_COLUMNS);
  const range = { sheetId, dimension: 'ROWS', startIndex: at, endIndex: at + strays.length } as const;
  return [
    { insertDimension: { range, inheritFromBefore: at > top || at === tab.gridRows } },
    ...strays.map((place, offset): SheetRequest => ({
      copyPaste: {
        source: box(removed.sheetId, [place, place + 1], [OWN_COLUMNS, OWN_COLUMNS + columns]),
        destination: box(sheetId, [at + offset, at + offset + 1], [0, columns]),
        pasteType: 'PASTE_NORMAL',
      },
    })),
    ...dropFromRemoved(removed, strays),
  ];
}
