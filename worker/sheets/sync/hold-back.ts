import type { Guard } from '../../../shared/writing.ts';
import type { Memory } from '../memory.ts';
import type { HeldBack } from '../publish-options.ts';
import { isKeyColumn } from '../key-column.ts';
import type { SyncGoal } from './sync-goal.ts';

/** `guard` null: nothing is held back. `memory`: what the last publish held. */
export type GuardRules = { readonly guard: Guard | null; readonly memory: Memory | null };

/** What a list should hold, as far as a guard must know it. */
export type Guarded = Pick<SyncGoal, 'columns' | 'coverage' | 'filled' | 'counts'>;

/** Rows the tab holds by source, and how many of them would leave. */
type Removals = {
  readonly had: ReadonlyMap<string, number>;
  readonly goes: ReadonlyMap<string, number>;
  readonly goal: Guarded;
};

/** Says what looks like a mistake of the ticketing system: many rows of a source gone at once, or a column that was filled blank. */
export function holdBack({ had, goes, goal }: Removals, { guard, memory }: GuardRules): HeldBack | null {
  if (guard === null) return null;
  const removals = [...goes]
    .map(([source, rows]) => ({ source, rows, of: had.get(source) ?? rows }))
    .filter(({ source, rows, of }) => goal.coverage.has(source) && rows > guard.few && rows * 100 > of * guard.percent);
  const blanked = memory === null ? [] : blankedColumns(goal, memory, guard);
  return removals.length + blanked.length > 0 ? { removals, blanked } : null;
}

/**
 * Columns in which more than a few rows held something and none does now. Rows nobody read tell nothing: only those of sources that
 * were wholly read are compared, with what these held before.
 */
function blankedColumns({ columns, coverage, counts, filled }: Guarded, before: Memory, { few }: Guard): string[] {
  const whole = [...coverage].flatMap(([source, read]) => (read === 'all' ? [source] : []));
  const sum = (of: (source: string) => number | undefined) =>
    whole.reduce((total, source) => total + (of(source) ?? 0), 0);
  if (sum((source) => counts.get(source)) <= few) return [];
  return columns
    .map(({ id }) => id)
    .filter((id) => sum((source) => before.filled[filledName(source, id)]) > few)
    .filter((id) => sum((source) => filled[filledName(source, id)]) === 0);
}

/** Under which a memory counts the rows of a source that hold something in a column. */
export function filledName(source: string, column: string): string {
  return `${source} ${column}`;
}

/** What is remembered of filled columns: where rows stay that were not read, and where a column is held back, also what was known. */
export function filledAfter(
  { columns, coverage, filled }: Guarded,
  before: Memory | null,
  heldBack: HeldBack | null,
): Record<string, number> {
  const ids = columns.flatMap((column) => (isKeyColumn(column) ? [] : [column.id]));
  const isHeld = (source: string) => heldBack?.removals.some((one) => one.source === source) === true;
  const names = [...coverage].flatMap(([source, read]) =>
    ids.map((id) => {
      const name = filledName(source, id);
      const stays = read === 'some' || isHeld(source) || heldBack?.blanked.includes(id) === true;
      return [name, Math.max(filled[name] ?? 0, stays ? (before?.filled[name] ?? 0) : 0)] as const;
    }),
  );
  return Object.fromEntries(names);
}
