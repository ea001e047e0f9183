import { isKeyColumn } from '../key-column.ts';
import type { Memory } from '../memory.ts';
import type { ChangedCell, ChangedRow, Outcome, PublishMode } from '../publish-options.ts';
import { valueBefore, type SyncDraft } from './plan-sync.ts';
import { isLeftColumn } from './left-column.ts';
import { lacksMark } from './diff.ts';
import type { SyncGoal } from './sync-goal.ts';

/** What a sync did, told of its draft. `before`: what was remembered until now. */
export function outcomeOf(draft: SyncDraft, how: PublishMode, before: Memory | null): Outcome {
  const { goal, match, differences, changed, added } = draft;
  const leaving = leavingNow(draft);
  return {
    added: match.fresh.length,
    changed: differences.length,
    removed: leaving.length,
    unchanged: match.pairs.length - differences.length,
    cells: [...changed, ...added].reduce((sum, { from, to, rows }) => sum + (to - from) * rows.length, 0),
    duplicates: match.duplicates,
    edited: 0,
    rowChanges: rowChanges(draft, leaving),
    heldBack: match.heldBack,
    memory: memoryOf(goal, how, before, match),
    isAtomic: true,
  };
}

/** Rows that were marked before as having left are not told again. */
function leavingNow({ match, goal, at }: SyncDraft) {
  if (!goal.columns.some(isLeftColumn)) return match.leaving;
  const places = at.columns.before.map((column) => column?.index ?? null);
  return match.leaving.filter(({ cells }) => lacksMark(cells, goal, places));
}

function rowChanges({ goal, match, differences }: SyncDraft, leaving: SyncDraft['match']['leaving']): ChangedRow[] {
  const ids = (columns: readonly number[]) => columns.flatMap((column) => goal.columns[column]?.id ?? []);
  return [
    ...match.fresh.map((index): ChangedRow => ({ kind: 'added', key: goal.keys[index] ?? '', columns: [] })),
    ...differences.map(({ pair, columns }): ChangedRow => ({
      kind: 'changed',
      key: goal.keys[pair.index] ?? '',
      columns: ids(columns),
    })),
    ...leaving.map(({ key }): ChangedRow => ({ kind: 'removed', key: key ?? '', columns: [] })),
  ];
}

/** Each cell that changed, with what stood there just before. */
export function changedCells({ goal, differences, at }: SyncDraft): ChangedCell[] {
  return differences.flatMap((difference) =>
    difference.columns.map((column) => ({
      key: goal.keys[difference.pair.index] ?? '',
      column: goal.columns[column]?.id ?? '',
      before: valueBefore(difference, at.columns.before[column]?.index ?? null),
      after: goal.cells.rows[difference.pair.index]?.[column] ?? null,
    })),
  );
}

type Staying = Pick<SyncDraft['match'], 'staying' | 'heldBack'>;

/** What the next publish compares with. Rows with cells that were held back are left out: they must be looked at again. */
export function memoryOf(
  goal: SyncGoal,
  { hash }: PublishMode,
  before: Memory | null,
  { staying, heldBack }: Staying,
): Memory {
  const blanked = heldBack?.blanked ?? [];
  const rows = new Map<string, string>();
  if (blanked.length === 0) {
    for (const [index, key] of goal.keys.entries()) rows.set(hash(key), goal.hashes[index] ?? '');
  }
  for (const { key } of staying) {
    const name = hash(key ?? '');
    const known = before?.fingerprint === goal.fingerprint ? before.rows.get(name) : undefined;
    if (known !== undefined) rows.set(name, known);
  }
  const filled = Object.fromEntries(
    goal.columns
      .filter((column) => !isKeyColumn(column))
      .map(({ id }) => [id, blanked.includes(id) ? (before?.filled[id] ?? 0) : (goal.filled[id] ?? 0)]),
  );
  return { generation: goal.generation, fingerprint: goal.fingerprint, filled, rows };
}
