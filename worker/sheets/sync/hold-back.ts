import type { Guard } from '../../../shared/writing.ts';
import type { Memory } from '../memory.ts';
import type { HeldBack } from '../publish-options.ts';
import type { SyncGoal } from './sync-goal.ts';

/** `guard` null: nothing is held back. `memory`: what the last publish held. */
export type GuardRules = { readonly guard: Guard | null; readonly memory: Memory | null };

/** What a list should hold, as far as a guard must know it. */
export type Guarded = Pick<SyncGoal, 'columns' | 'coverage' | 'filled'> & { readonly keys: readonly unknown[] };

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

/** Columns in which more than a few rows held something and none does now. Rows nobody read tell nothing. */
function blankedColumns(goal: Guarded, { filled }: Memory, { few }: Guard): string[] {
  const isKnown = goal.keys.length > few && [...goal.coverage.values()].every((coverage) => coverage === 'all');
  if (!isKnown) return [];
  return goal.columns.map(({ id }) => id).filter((id) => (filled[id] ?? 0) > few && (goal.filled[id] ?? 0) === 0);
}
