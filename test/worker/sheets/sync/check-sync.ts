import { expect } from 'vitest';
import type { Published } from '../../../../worker/sheets/publish-options.ts';
import type { CellContent } from '../../../../worker/sheets/requests.ts';
import type { ModelTab } from './book-model.ts';
import type { Place } from './people.ts';
import {
  goalOf,
  isBlankRow,
  momentOf,
  sameCell,
  type Moment,
  type Refresh,
  type Seen,
  type Stage,
} from './sync-model.ts';

type Fates = {
  readonly goal: ReturnType<typeof goalOf>;
  readonly stays: Seen[];
  readonly leaves: Seen[];
  readonly pairs: Seen[];
};

/** What should become of each row that is ours. `held`: sources of which removals were held back. */
function fatesOf(before: Moment | null, refresh: Refresh, held: ReadonlySet<string>): Fates {
  const goal = goalOf(refresh);
  const ours = (before?.rows ?? []).filter(({ isFirst }) => isFirst);
  const source = ({ key }: Seen) => (key?.startsWith('a:') === true ? refresh.a : refresh.b);
  const isWhole = (row: Seen) => source(row)?.isAll === true && !held.has(row.key?.slice(0, 1) ?? '');
  const others = ours.filter(({ key }) => !goal.has(key ?? ''));
  return {
    goal,
    pairs: ours.filter(({ key }) => goal.has(key ?? '')),
    stays: others.filter((row) => !isWhole(row)),
    leaves: others.filter(isWhole),
  };
}

/** One refresh, and everything that must be so afterwards. */
export async function refreshAndCheck(stage: Stage, refresh: Refresh): Promise<void> {
  const before = momentOf(stage);
  const requests: number[] = [];
  stage.hooks.after = (sent) => requests.push(sent.length);
  const range = setRange(stage, before);
  const done = await stage.publish(refresh);
  delete stage.hooks.after;
  const { after, fates, copied } = checkList(stage, refresh, before, done);
  if (!before) return;
  checkPeople(before, after, refresh, fates);
  checkOrder(before, after);
  checkNotes(before, after, refresh, fates);
  checkRange(stage, after, range, copied);
  checkSummary(done, before, after, refresh, fates);
  checkCalls(requests, refresh, fates, before);
}

/** Only what the list itself is after a refresh. */
export function checkList(stage: Stage, refresh: Refresh, before: Moment | null, { outcome: { heldBack } }: Published) {
  const after = momentOf(stage);
  if (!after) throw new Error('there is no list');
  const blanked = heldBack?.blanked ?? [];
  const fates = fatesOf(before, refresh, new Set(heldBack?.removals.map(({ source }) => source)));
  remember(stage, refresh, fates, blanked, before);
  const copied = copiedIn(before);
  // which of several copies is the first may change, and nothing is known of rows that were not read
  for (const { key } of [...fates.leaves, ...fates.stays])
    if (key !== null && copied.has(key ?? '')) stage.dirty.add(key);
  checkRows(stage, after, refresh, fates, blanked, copied);
  // a copy that becomes the first is as it was until its source is read
  for (const key of copied) stage.dirty.add(key);
  return { after, fates, copied };
}

/** Keys that stand in more rows than one. */
function copiedIn(before: Moment | null): ReadonlySet<string> {
  return new Set(before?.rows.flatMap(({ key, isFirst }) => (isFirst || key === null ? [] : [key])));
}

function setRange(stage: Stage, before: Moment | null) {
  const tab = stage.tab();
  const range = listRange(before);
  if (tab) tab.ranges = range ? [range] : [];
  return range;
}

function listRange(before: Moment | null) {
  if (!before) return null;
  const keyed = before.rows.flatMap(({ isFirst }, offset) => (isFirst ? [before.place.top + 1 + offset] : []));
  const [from, to] = [Math.min(...keyed), Math.max(...keyed) + 1];
  return to - from >= 2 ? { from, to } : null;
}

/** Columns that went, or that people deleted, hold nothing any more. */
function forgetColumns({ truth }: Stage, ids: ReadonlySet<string>, before: Moment | null): void {
  const isGone = (id: string) => !ids.has(id) || before?.place.managed.has(id) === false;
  for (const cells of truth.values()) for (const id of cells.keys()) if (isGone(id)) cells.delete(id);
}

const isSame = (old: ReadonlyMap<string, CellContent> | undefined, now: ReadonlyMap<string, CellContent>) =>
  old !== undefined && [...now].every(([id, value]) => old.get(id) === value);

/** What the cells of each row should be from now on. */
function remember(
  stage: Stage,
  { columns, isRepaired }: Refresh,
  { goal }: Fates,
  blanked: readonly string[],
  before: Moment | null,
): void {
  forgetColumns(stage, new Set(columns.map((column) => `c${column}`)), before);
  const there = new Set((before?.rows ?? []).map(({ key }) => key));
  for (const [key, cells] of goal) {
    const old = there.has(key) ? stage.truth.get(key) : undefined;
    const held = old ? blanked.map((id) => [id, old.get(id) ?? null] as const) : [];
    const now = new Map([...cells, ...held]);
    if (isRepaired || !isSame(old, now)) stage.dirty.delete(key);
    stage.truth.set(key, now);
  }
}

function checkRows(
  stage: Stage,
  after: Moment,
  refresh: Refresh,
  { goal, stays, leaves }: Fates,
  blanked: readonly string[],
  copied: ReadonlySet<string>,
): void {
  const firsts = new Map(after.rows.filter(({ isFirst }) => isFirst).map((row) => [row.key ?? '', row]));
  const marked = refresh.removedRows === 'mark' ? leaves : leaves.filter(({ key }) => copied.has(key ?? ''));
  const wanted = [...goal.keys(), ...stays.map(({ key }) => key), ...marked.map(({ key }) => key)];
  expect([...firsts.keys()].toSorted()).toEqual(wanted.toSorted());
  const tab = stage.tab();
  if (!tab) return;
  for (const [key, row] of firsts) {
    if (stage.dirty.has(key)) continue;
    const cells = Object.fromEntries(
      refresh.columns.map((column) => [`c${column}`, valueIn(tab, row, after.place, `c${column}`)]),
    );
    const truth = stage.truth.get(key);
    const should = refresh.columns.map((column) => [`c${column}`, truth?.get(`c${column}`) ?? null] as const);
    expect({ key, cells }).toEqual({ key, cells: Object.fromEntries(should) });
  }
  if (refresh.removedRows !== 'mark' || blanked.includes('willcallLeft')) return;
  const left = (key: string) => valueIn(tab, firsts.get(key), after.place, 'willcallLeft');
  for (const key of goal.keys()) expect({ key, left: left(key) }).toEqual({ key, left: null });
  for (const { key } of leaves) expect({ key, left: left(key ?? '') }).not.toEqual({ key, left: null });
}

function valueIn(tab: ModelTab, row: Seen | undefined, { managed }: Place, id: string): CellContent {
  const column = tab.columns[managed.get(id) ?? -1];
  const value = column ? (row?.content.get(column)?.value ?? null) : null;
  return value === '' ? null : value;
}

/** Cells of people are as they were: whole rows without a key, and everything beside ours. */
function checkPeople(before: Moment, after: Moment, { removedRows }: Refresh, { leaves }: Fates): void {
  const gone = new Set(removedRows === 'mark' ? [] : leaves);
  const still = new Set(after.all);
  for (const row of before.rows) {
    if (gone.has(row) || isBlankRow(row)) continue;
    expect(still.has(row.content), `row of ${row.key ?? 'people'}`).toBe(true);
    const ours = new Set(row.isFirst ? before.managedColumns : []);
    const theirs = [...row.cells].filter(([column]) => !ours.has(column) && before.columns.has(column));
    const changed = theirs.filter(([column, cell]) => !sameCell(row.content.get(column), cell));
    expect({ key: row.key, changed: changed.map(([, { value }]) => value) }).toEqual({ key: row.key, changed: [] });
  }
  expect(after.above).toEqual(before.place.top < 0 ? after.above : before.above);
}

/** Rows that were there stand in the same order. */
function checkOrder(before: Moment, after: Moment): void {
  const places = new Map(after.all.map((content, row) => [content, row]));
  const order = before.rows.flatMap(({ content }) => places.get(content) ?? []);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
}

/** No note is lost, and each is still beside the key it was beside. */
function checkNotes(before: Moment, after: Moment, { removedRows }: Refresh, { leaves }: Fates): void {
  const gone = new Set(removedRows === 'delete' ? leaves.map(({ key }) => key) : []);
  const wanted = before.notes.filter((note) => !gone.has(/^(\S:guest \d)/.exec(note)?.[1] ?? ''));
  const found = [...after.notes];
  const lost = wanted.filter((note) => {
    const at = found.indexOf(note);
    if (at >= 0) found.splice(at, 1);
    return at < 0;
  });
  expect(lost).toEqual([]);
}

function checkRange(stage: Stage, after: Moment, range: object | null, copied: ReadonlySet<string>): void {
  const [now] = stage.tab()?.ranges ?? [];
  if (!range || !now) return;
  const outside = after.rows.flatMap(({ isFirst, key }, offset) => {
    const row = after.place.top + 1 + offset;
    return isFirst && !copied.has(key ?? '') && (row < now.from || row >= now.to) ? [key] : [];
  });
  expect(outside).toEqual([]);
}

function checkSummary(
  { outcome, rows }: Published,
  before: Moment,
  after: Moment,
  refresh: Refresh,
  fates: Fates,
): void {
  const { goal, pairs, leaves, stays } = fates;
  const copied = new Set(before.rows.flatMap(({ key, isFirst }) => (isFirst ? [] : [key])));
  expect(outcome.added).toBe(goal.size - pairs.length);
  expect(outcome.changed + outcome.unchanged + outcome.edited).toBe(pairs.length);
  if (refresh.removedRows !== 'mark') expect(outcome.removed).toBe(leaves.length);
  expect(outcome.duplicates).toBe(before.rows.filter(({ key, isFirst }) => key !== null && !isFirst).length);
  expect(rows).toBe(goal.size + stays.length);
  const copies = leaves.filter(({ key }) => copied.has(key ?? '')).length;
  if (refresh.removedRows !== 'mark') expect(after.rows.filter(({ isFirst }) => isFirst)).toHaveLength(rows + copies);
}

/** One write does it, and what it asks for grows with what changed only. */
function checkCalls(requests: readonly number[], refresh: Refresh, { goal, leaves }: Fates, before: Moment): void {
  const isPrepared = refresh.maxBytes !== null;
  if (before.place.top >= 0 && !isPrepared && refresh.removedRows !== 'delete') expect(requests).toHaveLength(1);
  const lines = goal.size + leaves.length + before.rows.length;
  expect(Math.max(...requests)).toBeLessThan(60 + 8 * lines);
}
