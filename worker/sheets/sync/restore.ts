import { KEY_COLUMN } from '../key-column.ts';
import type { CellContent, SheetRequest } from '../requests.ts';
import { box, isSameHeader, OWN_COLUMNS, type RemovedTab } from './removed-tab.ts';

/** Where a row that comes back stands in the Removed tab, and where it is to stand in the list once rows are inserted. */
export type Return = { readonly from: number; readonly to: number };

export type Restoring = {
  readonly removed: RemovedTab;
  readonly sheetId: number;
  readonly returns: readonly Return[];
  /** Header row of the list by column, and which columns are ours. */
  readonly header: readonly CellContent[];
  readonly managed: ReadonlySet<number>;
  readonly keyColumn: number;
};

/**
 * Brings back what stood beside rows that are in the report again: the user's columns, told by their headers, and the key, so that the
 * key says whose notes these are even if somebody sorted the Removed tab a moment before.
 */
export function restore({ removed, sheetId, returns, header, managed, keyColumn }: Restoring): SheetRequest[] {
  return returns.flatMap(({ from, to }) => {
    const then = headerAbove(removed, from);
    const paste = (
      source: number,
      at: number,
      count: number,
      pasteType: 'PASTE_NORMAL' | 'PASTE_VALUES',
    ): SheetRequest => ({
      copyPaste: {
        source: box(removed.sheetId, [from, from + 1], [source, source + count]),
        destination: box(sheetId, [to, to + 1], [at, at + count]),
        pasteType,
      },
    });
    return [
      ...sameColumns(then, header, managed).map(({ source, at, count }) =>
        paste(OWN_COLUMNS + source, at, count, 'PASTE_NORMAL'),
      ),
      paste(1, keyColumn, 1, 'PASTE_VALUES'),
    ];
  });
}

function headerAbove({ headers }: RemovedTab, row: number): readonly CellContent[] {
  return [...headers].findLast(([at]) => at < row)?.[1] ?? [];
}

type Stretch = { source: number; at: number; count: number };

/** Columns of the user's that were there then and are now. Columns without a header are told by their place while nothing has moved. */
function sameColumns(
  then: readonly CellContent[],
  now: readonly CellContent[],
  managed: ReadonlySet<number>,
): Stretch[] {
  const isUnmoved = isSameHeader(then, now);
  const found: Stretch[] = [];
  const width = Math.max(then.length, now.length);
  for (let at = 0; at < width; at++) {
    if (managed.has(at)) continue;
    const title = now[at] ?? '';
    const source =
      isUnmoved || then[at] === title ? at : title === '' || title === KEY_COLUMN.title ? -1 : then.indexOf(title);
    if (source < 0 || (!isUnmoved && title === '')) continue;
    const current = found.at(-1);
    if (current && current.at + current.count === at && current.source + current.count === source) current.count += 1;
    else found.push({ source, at, count: 1 });
  }
  return found;
}
