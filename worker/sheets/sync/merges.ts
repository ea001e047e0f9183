import { Failure } from '../../failure.ts';
import type { GridRange } from '../answers.ts';
import type { SyncDraft } from './draft-sync.ts';

/**
 * Merged cells a sync cannot work around: those over cells of ours in a row of the list, and those over several rows of which one
 * leaves or between which new ones would come. People's own rows, cells they merged beside one row, and headers are theirs.
 *
 * @throws Failure `tab-blocked` that names the row.
 */
export function refuseMergesInTheWay(draft: Pick<SyncDraft, 'contents' | 'at'>): void {
  const { tab } = draft.contents;
  const merge = tab.merges.find(isInTheWay(draft));
  if (!merge) return;
  const row = (merge.startRowIndex ?? 0) + 1;
  throw new Failure(
    'tab-blocked',
    `Cells of the list in the tab "${tab.title}" are merged (row ${row}), so nothing was written. Separate them with Format > Merge cells > Unmerge.`,
  );
}

function isInTheWay({ contents, at }: Pick<SyncDraft, 'contents' | 'at'>): (merge: GridRange) => boolean {
  const { block, lines } = contents;
  const keyed = lines.filter(({ key }) => key !== null).map(({ row }) => row);
  return (merge) => {
    if (block.columns.some(({ index }) => hasColumn(merge, index)) && keyed.some((row) => hasRow(merge, row)))
      return true;
    const isOpened = at.fresh.count > 0 && hasRow(merge, at.fresh.at - 1) && hasRow(merge, at.fresh.at);
    return isOpened || (isTall(merge) && at.deleted.some((row) => hasRow(merge, row)));
  };
}

const hasRow = ({ startRowIndex = 0, endRowIndex = Infinity }: GridRange, row: number) =>
  row >= startRowIndex && row < endRowIndex;

const hasColumn = ({ startColumnIndex = 0, endColumnIndex = Infinity }: GridRange, column: number) =>
  column >= startColumnIndex && column < endColumnIndex;

const isTall = ({ startRowIndex = 0, endRowIndex = Infinity }: GridRange) => endRowIndex - startRowIndex > 1;
