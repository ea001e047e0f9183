import type { HeldBack } from '../publish-options.ts';
import { sourceOf, type Line } from './contents.ts';
import { holdBack, type GuardRules } from './hold-back.ts';
import type { SyncGoal } from './sync-goal.ts';

/** A row of the report that the tab holds: its line there, and its place in the goal. */
export type Pair = { readonly line: Line; readonly index: number };

/** The rows that should be and those that are, brought together by their keys. */
export type Match = {
  /** In the order of the tab. */
  readonly pairs: readonly Pair[];
  /** Places in the goal of rows the tab does not hold, in the order of the goal. */
  readonly fresh: readonly number[];
  /** Rows that leave. */
  readonly leaving: readonly Line[];
  /** Rows that are not in the goal and stay: of sources that were not wholly read, or held back. */
  readonly staying: readonly Line[];
  /** Rows people copied, key and all: theirs. */
  readonly duplicates: number;
  /** Keys there are such copies of: which row is the first may change with the next sort. */
  readonly copied: ReadonlySet<string>;
  readonly heldBack: HeldBack | null;
};

/** Of a key that is there twice, the first row is ours. */
export function match(lines: readonly Line[], goal: SyncGoal, rules: GuardRules): Match {
  const places = new Map(goal.keys.map((key, index) => [key, index]));
  const seen = new Set<string>();
  const pairs: Pair[] = [];
  const others: Line[] = [];
  const copied = new Set<string>();
  let duplicates = 0;
  for (const line of lines) {
    if (line.key === null) continue;
    if (seen.has(line.key)) {
      duplicates += 1;
      copied.add(line.key);
      continue;
    }
    seen.add(line.key);
    const index = places.get(line.key);
    if (index === undefined) others.push(line);
    else pairs.push({ line, index });
  }
  const fresh = goal.keys.flatMap((key, index) => (seen.has(key) ? [] : [index]));
  return { pairs, fresh, duplicates, copied, ...partOthers(pairs, others, goal, rules) };
}

/** Only a source that was wholly read, or is no longer part of the report, loses rows. */
function partOthers(pairs: readonly Pair[], others: readonly Line[], goal: SyncGoal, rules: GuardRules) {
  const had = new Map<string, number>();
  const goes = new Map<string, number>();
  const source = (line: Line) => sourceOf(line.key ?? '');
  const isWhole = (line: Line) => goal.coverage.get(source(line)) !== 'some';
  const count = (into: Map<string, number>, line: Line) => into.set(source(line), (into.get(source(line)) ?? 0) + 1);
  for (const { line } of pairs) count(had, line);
  for (const line of others) {
    count(had, line);
    if (isWhole(line)) count(goes, line);
  }
  const heldBack = holdBack({ had, goes, goal }, rules);
  const isHeld = (line: Line) => heldBack?.removals.some((one) => one.source === source(line)) === true;
  const leaves = (line: Line) => isWhole(line) && !isHeld(line);
  return {
    leaving: others.filter(leaves),
    staying: others.filter((line) => !leaves(line)),
    heldBack,
  };
}
