import type { View } from '../look.ts';
import type { PublishJob } from '../publish-job.ts';
import { cellOf, createMetadata, lineAt, type SheetRequest } from '../requests.ts';
import { KEYS, type RowMark, type Tab } from '../tab.ts';
import { isKeyColumn } from '../key-column.ts';
import { keyOf } from './contents.ts';
import { box } from '../box.ts';
import type { SyncGoal } from './sync-goal.ts';

/** Somebody deleted the header row: it is put back above the list, in a call of its own that harms nobody when it comes twice. */
export function headerIsGone({ tab: { block, marker } }: View): boolean {
  return block !== null && marker !== null && !block.marks.some(({ row }) => row === 'header');
}

export async function mendHeader(job: PublishJob, { tab }: View, goal: SyncGoal): Promise<void> {
  const { sheetId, block } = tab;
  if (!block) return;
  const top = (await firstKeyed(job, tab)) ?? block.top;
  const mark: RowMark = { report: job.reportId, row: 'header' };
  const range = { sheetId, dimension: 'ROWS', startIndex: top, endIndex: top + 1 } as const;
  const titles = block.columns.map(({ id, index }): SheetRequest => {
    const column = goal.columns.find((one) => one.id === id);
    const values = [{ ...cellOf(column?.title ?? null), note: column?.description ?? '', ...BOLD }];
    const fields = 'userEnteredValue,note,userEnteredFormat.textFormat.bold';
    return { updateCells: { range: box(sheetId, [top, top + 1], [index, index + 1]), rows: [{ values }], fields } };
  });
  const requests: SheetRequest[] = [
    { insertDimension: { range, inheritFromBefore: false } },
    createMetadata(KEYS.row, JSON.stringify(mark), lineAt(sheetId, 'ROWS', top)),
    ...titles,
  ];
  await job.client.batchUpdate(job.spreadsheetId, requests, job.write);
}

/** The uppermost row with a key: marks alone may have been moved below others since. */
async function firstKeyed(job: PublishJob, { sheetId, gridRows, block }: Tab): Promise<number | null> {
  const key = block?.columns.find(isKeyColumn);
  if (!key) return null;
  const column = box(sheetId, [0, gridRows], [key.index, key.index + 1]);
  const [found] = await job.client.getBoxes(job.spreadsheetId, [column], job.call);
  const row = (found?.cells ?? []).findIndex(([cell]) => keyOf(cell) !== null);
  return row < 0 ? null : row;
}

const BOLD = { userEnteredFormat: { textFormat: { bold: true } } };
