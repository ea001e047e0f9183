import type { CellContent, SheetRequest } from '../requests.ts';
import { contentAt } from './contents.ts';
import { box } from '../box.ts';
import { isSameHeader, OWN_COLUMNS, type RemovedTab } from './removed-tab.ts';

/**
 * Where a row that comes back stands in the Removed tab, and where it is to stand in the list once rows are inserted. `isWhole`:
 * everything in it has a place in the list, so that it need not stay there.
 */
export type Return = { readonly from: number; readonly to: number; readonly isWhole: boolean };

/** `header`: the header row of the list by column; `managed`: which columns are ours; `width`: columns of the list's tab. */
type Across = {
  readonly removed: RemovedTab;
  readonly header: readonly CellContent[];
  readonly managed: ReadonlySet<number>;
  readonly width: number;
};

export type Restoring = Across & {
  readonly sheetId: number;
  readonly returns: readonly Return[];
  readonly keyColumn: number;
};

/**
 * Brings back what stood beside rows that are in the report again: the user's columns, told by their headers, and the key, so that the
 * key says whose notes these are even if somebody sorted the Removed tab a moment before.
 */
export function restore({ sheetId, returns, keyColumn, ...across }: Restoring): SheetRequest[] {
  const { removed } = across;
  return returns.flatMap(({ from, to }) => {
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
      ...sameColumns(across, from).map(({ source, at, count }) =>
        paste(OWN_COLUMNS + source, at, count, 'PASTE_NORMAL'),
      ),
      paste(1, keyColumn, 1, 'PASTE_VALUES'),
    ];
  });
}

/** Whether all that people typed in a row of the Removed tab finds its column in the list. */
export function isWhollyBack(across: Across, from: number): boolean {
  const { removed, header, managed } = across;
  const then = headerAbove(removed, from);
  const ours = new Set([...managed].map((column) => header[column] ?? ''));
  const found = new Set(
    sameColumns(across, from).flatMap(({ source, count }) => Array.from({ length: count }, (_, at) => source + at)),
  );
  const cells = removed.returning.get(from) ?? [];
  return cells.every((_, column) => {
    const title = then[column] ?? '';
    return contentAt(cells, column) === null || found.has(column) || (title !== '' && ours.has(title));
  });
}

function headerAbove({ headers }: RemovedTab, row: number): readonly CellContent[] {
  return [...headers].findLast(([at]) => at < row)?.[1] ?? [];
}

type Stretch = { source: number; at: number; count: number };

/** Columns of the user's that were there then and are now. */
function sameColumns({ removed, header, managed, width }: Across, from: number): Stretch[] {
  const then = headerAbove(removed, from);
  const now = Array.from({ length: width }, (_, at) => header[at] ?? '');
  const isUnmoved = isSameHeader(then, now);
  const found: Stretch[] = [];
  for (const at of now.keys()) {
    if (managed.has(at)) continue;
    const source = isUnmoved ? at : sourceOf(at, then, now);
    if (source < 0 || source + OWN_COLUMNS >= removed.gridColumns) continue;
    const current = found.at(-1);
    if (current && current.at + current.count === at && current.source + current.count === source) current.count += 1;
    else found.push({ source, at, count: 1 });
  }
  return found;
}

/** Columns are told by their headers; those without one by the nearest header left of them. -1: none. */
function sourceOf(at: number, then: readonly CellContent[], now: readonly CellContent[]): number {
  const title = now[at] ?? '';
  if (title !== '') return then[at] === title ? at : then.indexOf(title);
  const anchor = now.findLastIndex((one, column) => column < at && one !== '');
  if (anchor < 0) return -1;
  const start = then.indexOf(now[anchor] ?? '');
  const source = start + at - anchor;
  const isAmong = start >= 0 && then.slice(start + 1, source + 1).every((one) => (one ?? '') === '');
  return isAmong ? source : -1;
}
