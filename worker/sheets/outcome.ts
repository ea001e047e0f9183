import type { View } from './look.ts';
import type { Plan } from './plan.ts';
import type { Outcome } from './publish-options.ts';

/** What a publish of whole rows did. `summary` null: this run had done it before, and what it changed is no longer known. */
export function outcomeOf(summary: Plan['summary'] | null, isAtomic: boolean, { tab }: View): Outcome {
  const done = summary ?? { added: 0, changed: 0, removed: 0, unchanged: tab.marker?.rows ?? 0, cells: 0 };
  const { added, changed, removed, unchanged, cells } = done;
  return {
    added,
    changed,
    removed,
    unchanged,
    cells,
    duplicates: 0,
    edited: 0,
    rowChanges: [],
    heldBack: null,
    memory: null,
    isAtomic,
  };
}
