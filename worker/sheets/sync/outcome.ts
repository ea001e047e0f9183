import type { RowHash } from '../../security/row-hash.ts';
import type { Memory } from '../memory.ts';
import type { ChangedRow, Outcome, PublishMode } from '../publish-options.ts';
import type { SyncDraft } from './draft-sync.ts';
import type { Line } from './contents.ts';
import { isLeftColumn } from './left-column.ts';
import { filledAfter } from './hold-back.ts';
import { isRemembered, lacksMark, type Difference } from './diff.ts';
import type { SyncGoal } from './sync-goal.ts';

/** What a sync did, told of its draft. `before`: what was published last, if it can be compared with. */
export function outcomeOf(draft: SyncDraft, how: PublishMode, before: Memory | null): Outcome {
  const { goal, match, differences, changed, added } = draft;
  const leaving = leavingOf(draft);
  // what is as it was published, and yet differs in the tab, was changed there
  const edited = how.repair ? differences.filter(({ pair }) => isRemembered(pair, goal, before, how.hash)) : [];
  return {
    added: match.fresh.length,
    changed: differences.length - edited.length,
    removed: leaving.length,
    unchanged: match.pairs.length - differences.length,
    cells: [...changed, ...added].reduce((sum, { from, to, rows }) => sum + (to - from) * rows.length, 0),
    duplicates: match.duplicates,
    edited: edited.length,
    rowChanges: rowChanges(draft, leaving, new Set(edited)),
    heldBack: match.heldBack,
    memory: memoryOf(goal, how, before, match),
    isAtomic: true,
  };
}

/** Rows that were marked before as having left are not told again. */
export function leavingOf({ match, goal, at }: SyncDraft) {
  if (!goal.columns.some(isLeftColumn)) return match.leaving;
  const places = at.columns.before.map((column) => column?.index ?? null);
  return match.leaving.filter(({ cells }) => lacksMark(cells, goal, places));
}

function rowChanges(draft: SyncDraft, leaving: readonly Line[], edited: ReadonlySet<Difference>): ChangedRow[] {
  const { goal, match, differences } = draft;
  const ids = (columns: readonly number[]) => columns.flatMap((column) => goal.columns[column]?.id ?? []);
  return [
    ...match.fresh.map((index): ChangedRow => ({ kind: 'added', key: goal.keys[index] ?? '', columns: [] })),
    ...differences.map((difference): ChangedRow => ({
      kind: edited.has(difference) ? 'edited' : 'changed',
      key: goal.keys[difference.pair.index] ?? '',
      columns: ids(difference.columns),
    })),
    ...leaving.map(({ key }): ChangedRow => ({ kind: 'removed', key: key ?? '', columns: [] })),
  ];
}

type Staying = Pick<SyncDraft['match'], 'staying' | 'heldBack' | 'copied'>;

/** What the next publish compares with. Rows with cells that were held back, or with copies, are left out: they must be looked at again. */
export function memoryOf(goal: SyncGoal, { hash }: PublishMode, before: Memory | null, staying: Staying): Memory {
  const blanked = staying.heldBack?.blanked ?? [];
  const isKnown = (key: string) => blanked.length === 0 && !staying.copied.has(key);
  const fresh = goal.keys.flatMap((key, index) =>
    isKnown(key) ? [[hash(key), goal.hashes[index] ?? ''] as const] : [],
  );
  return {
    generation: goal.generation,
    fingerprint: goal.fingerprint,
    filled: filledAfter(goal, before, staying.heldBack),
    rows: new Map([...fresh, ...remembered(goal, hash, before, staying)]),
  };
}

/** Of rows that stay although they were not read, what was known stays known. */
function remembered(
  goal: SyncGoal,
  hash: RowHash,
  before: Memory | null,
  { staying, copied }: Staying,
): [string, string][] {
  if (before?.fingerprint !== goal.fingerprint) return [];
  return staying.flatMap(({ key }) => {
    if (copied.has(key ?? '')) return [];
    const name = hash(key ?? '');
    const known = before.rows.get(name);
    return known === undefined ? [] : [[name, known]];
  });
}
