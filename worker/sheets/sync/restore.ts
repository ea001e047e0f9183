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
  /** Columns of the list's tab. */
  readonly width: number;
};

/**
 * Brings back what stood beside rows that are in the report again: the user's columns, told by their headers, and the key, so that the
 * key says whose notes these are even if somebody sorted the Removed tab a moment before.
 */
export function restore({ removed, sheetId, returns, header, managed, keyColumn, width }: Restoring): SheetRequest[] {
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
      ...sameColumns(
        then,
        Array.from({ length: width }, (_, at) => header[at] ?? ''),
        managed,
      ).map(({ source, at, count }) => paste(OWN_COLUMNS + source, at, count, 'PASTE_NORMAL')),
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
  for (const [at, title] of now.entries()) {
    if (managed.has(at)) continue;
    const named = then[at] === title ? at : then.indexOf(title);
    const source = isUnmoved ? at : title === '' ? -1 : named;
    if (source < 0) continue;
    const current = found.at(-1);
    if (current && current.at + current.count === at && current.source + current.count === source) current.count += 1;
    else found.push({ source, at, count: 1 });
  }
  return found;
}
