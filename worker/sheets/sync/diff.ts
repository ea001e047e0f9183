import type { CellContent } from '../requests.ts';
import { isKeyColumn } from '../key-column.ts';
import type { Memory } from '../memory.ts';
import { contentAt } from './contents.ts';
import { isLeftColumn } from './left-column.ts';
import type { Match, Pair } from './match.ts';
import type { SyncGoal } from './sync-goal.ts';

/** A row of the report and the columns of the goal in which its cells differ from those in the tab. */
export type Difference = { readonly pair: Pair; readonly columns: readonly number[] };

/** Whether a row is as it was published last, going by the hashes. */
export function isRemembered(
  { index }: Pair,
  { keys, hashes }: SyncGoal,
  memory: Memory | null,
  hash: (text: string) => string,
): boolean {
  return memory !== null && memory.rows.get(hash(keys[index] ?? '')) === hashes[index];
}

/** Rows whose cells must be read: those that may have changed, or may be an older copy. `memory` null: all. */
export function suspects(
  { pairs, copied, fresh }: Match,
  goal: SyncGoal,
  memory: Memory | null,
  hash: (text: string) => string,
): Pair[] {
  // a key that was there and is not: people deleted its row, or wrote another key over it, and then that row is another's
  const isMissing = fresh.some((index) => memory?.rows.has(hash(goal.keys[index] ?? '')));
  if (memory === null || isMissing) return [...pairs];
  return pairs.filter((pair) => copied.has(pair.line.key ?? '') || !isRemembered(pair, goal, memory, hash));
}

/**
 * Compares rows that were read, cell by cell. The key cell is what the row was found by; cells of columns held back do not count. What
 * changed and yet holds the same cells changed its currency, of which cells tell nothing: `isOther` says so by the hashes.
 */
export function differences(
  pairs: readonly Pair[],
  goal: SyncGoal,
  places: readonly (number | null)[],
  { heldBack, isOther }: { heldBack: Match['heldBack']; isOther: (pair: Pair) => boolean },
): Difference[] {
  const mixed = [...new Set(goal.cells.runs.map(({ column }) => column))];
  const compared = [...goal.columns.entries()]
    .filter(([, column]) => !isKeyColumn(column) && heldBack?.blanked.includes(column.id) !== true)
    .map(([index]) => index);
  return pairs.flatMap((pair) => {
    const wanted = goal.cells.rows[pair.index] ?? [];
    const columns = compared.filter((column) => {
      const place = places[column] ?? null;
      return (place === null ? null : contentAt(pair.line.cells, place)) !== (wanted[column] ?? null);
    });
    if (columns.length > 0) return [{ pair, columns }];
    return mixed.length > 0 && isOther(pair) ? [{ pair, columns: mixed }] : [];
  });
}

/** Whether a row is known to have been published otherwise. */
export function isChanged(
  { index }: Pair,
  { keys, hashes }: SyncGoal,
  memory: Memory | null,
  hash: (text: string) => string,
): boolean {
  const known = memory?.rows.get(hash(keys[index] ?? ''));
  return known !== undefined && known !== hashes[index];
}

/** Whether a row that left is not marked as such yet. */
export function lacksMark(
  cells: readonly CellContent[] | null,
  goal: SyncGoal,
  places: readonly (number | null)[],
): boolean {
  const place = places[goal.columns.findIndex(isLeftColumn)] ?? null;
  return place === null || contentAt(cells, place) === null;
}
