import type { CellContent } from '../requests.ts';
import type { Rescue } from './rescue.ts';
import { identityAt, keyAt, type SeenTab } from './seen-tab.ts';

/** Cells of a row that was written into by accident, and where they are kept. `row`: where it is now; null: it is not found any more. */
export type Stray = {
  readonly rescue: Rescue;
  readonly place: number;
  readonly row: number | null;
  readonly identity: string | null;
};

/** Whether a row is one that is to be cleared. */
export type IsTheirs = (cells: readonly CellContent[]) => boolean;

/**
 * Rows of others that an erasure wrote into because people moved rows a moment before. The first copy of a row is what it held: later
 * ones are of the row once it was hit. `misplaced`: hidden tabs of calls whose columns had been moved, so that all their rows count.
 */
export function straysOf(
  tab: SeenTab,
  rescues: readonly Rescue[],
  isTheirs: IsTheirs,
  misplaced: ReadonlySet<number>,
): Stray[] {
  const places = new Map<string, number>();
  for (const [row, cells] of tab.cells.entries()) {
    const identity = identityAt(tab, cells);
    if (identity !== null && !places.has(identity)) places.set(identity, row);
  }
  const seen = new Set<string>();
  return rescues.flatMap((rescue) => {
    const isMisplaced = misplaced.has(rescue.sheetId) || (tab.kind === 'list' && rescue.key !== tab.keyColumn);
    return rescue.rows.flatMap((hit, place): Stray[] => {
      const cells = rescue.cells[place] ?? [];
      const identity = identityAt(tab, cells);
      if (identity === null) return keylessStray(tab, rescue, place, hit);
      if (seen.has(identity) || (!isMisplaced && isTheirs(cells))) return [];
      seen.add(identity);
      // where columns had been moved, even the key may have been written over
      const row = places.get(identity) ?? rowLike(tab, rescue, place, hit);
      return [{ rescue, place, row, identity }];
    });
  });
}

/** A row of people's own has no key. One that looks as it did needs nothing. */
function keylessStray(tab: SeenTab, rescue: Rescue, place: number, hit: number): Stray[] {
  const kept = rescue.cells[place] ?? [];
  if (rescue.columns.every((column) => (kept[column] ?? '') === '')) return [];
  const isSame = (row: number) => kept.every((cell, column) => (tab.cells[row]?.[column] ?? '') === (cell ?? ''));
  if (tab.cells.some((_, row) => isSame(row))) return [];
  return [{ rescue, place, row: rowLike(tab, rescue, place, hit), identity: null }];
}

/** A row without a key that looks like the one that was written into: where it was hit, or the only one. */
function rowLike(tab: SeenTab, rescue: Rescue, place: number, hit: number): number | null {
  const kept = rescue.cells[place] ?? [];
  const isIt = (row: number) => {
    const cells = tab.cells[row] ?? [];
    if (keyAt(tab, cells) !== null) return false;
    return kept.every(
      (cell, column) => (cells[column] ?? '') === (rescue.columns.includes(column) ? '' : (cell ?? '')),
    );
  };
  if (isIt(hit)) return hit;
  const others = tab.cells.flatMap((_, row) => (isIt(row) ? [row] : []));
  return others.length === 1 ? (others[0] ?? null) : null;
}
