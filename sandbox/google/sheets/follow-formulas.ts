/** Formulas, pivot tables and lists of allowed values follow what happens to the cells they point at. */
import type { BooleanCondition, DataValidationRule, GridRange } from '../schema.generated.ts';
import { boxOf, type CellReference, type Corner, lostReference, rewriteReferences } from '../values/formula.ts';
import type { Book } from './book.ts';
import {
  boxOf as boxOfRange,
  type Dimension,
  rangeOf,
  sameBox,
  type Shift,
  shiftEnd,
  shiftIndex,
  type SpanChange,
} from './box.ts';
import type { Cell, CellExtra } from './cell.ts';
import type { Draft } from './draft.ts';
import { lineMotion, type Motion } from './motion.ts';
import type { Tab } from './tab.ts';

/** Insertions and deletions in one tab that formulas have not followed yet. */
export type PendingLines = { readonly tab: Tab; readonly dimension: Dimension; readonly shifts: Shift[] };

type Change = {
  readonly reference: (own: Tab, reference: CellReference) => CellReference | undefined;
  readonly range: (range: GridRange) => GridRange | undefined;
  /** Whether a formula can be concerned at all; cheaper than reading it. */
  readonly concerns?: (formula: string, own: Tab) => boolean;
};

/** The tab a reference of a formula on `own` points at. */
function tabOf(book: Book, own: Tab, { title }: CellReference): Tab | undefined {
  return title === undefined ? own : book.byTitle(title);
}

function corner(given: Corner, row: number | undefined, column: number | undefined): Corner {
  return {
    ...given,
    ...(given.row === undefined || row === undefined ? {} : { row }),
    ...(given.column === undefined || column === undefined ? {} : { column }),
  };
}

function last(end: number | undefined): number | undefined {
  return end === undefined ? undefined : end - 1;
}

/** The reference on another tab, as a formula on `own` names it. */
function onTab({ from, to }: CellReference, own: Tab, tab: Tab): CellReference {
  return { ...(own === tab ? {} : { title: tab.title }), from, ...(to ? { to } : {}) };
}

function sideOf(corner: Corner, dimension: Dimension): number | undefined {
  return dimension === 'ROWS' ? corner.row : corner.column;
}

function withSide(corner: Corner, dimension: Dimension, index: number): Corner {
  return dimension === 'ROWS' ? { ...corner, row: index } : { ...corner, column: index };
}

/** As `repointed`, for whole lines: most changes of most formulas. */
function alongLines(
  reference: CellReference,
  { dimension, change }: NonNullable<Motion['lines']>,
): CellReference | undefined {
  const { from, to = from } = reference;
  const [start, last] = [sideOf(from, dimension), sideOf(to, dimension)];
  if (start === undefined || last === undefined) return undefined;
  const span = change({ start, end: last + 1 });
  if (!span) return undefined;
  const end = (span.end ?? 0) - 1;
  if (span.start === start && end === last) return reference;
  const moved = { ...reference, from: withSide(from, dimension, span.start) };
  return reference.to ? { ...moved, to: withSide(to, dimension, end) } : moved;
}

/** Whether both ends are given, in order. */
function isClosed({ from, to = from }: CellReference, dimension: Dimension): boolean {
  const [start, last] = [sideOf(from, dimension), sideOf(to, dimension)];
  return start !== undefined && last !== undefined && start <= last;
}

/** The reference of a formula on `own` after the motion; `undefined` when its cells are gone. */
export function repointed(book: Book, motion: Motion, own: Tab, reference: CellReference): CellReference | undefined {
  if (tabOf(book, own, reference) !== motion.tab) return reference;
  const { lines } = motion;
  if (lines && isClosed(reference, lines.dimension)) return alongLines(reference, lines);
  const box = boxOf(reference);
  const landing = motion.landing(box);
  if (!landing) return undefined;
  const stays = landing.tab === motion.tab;
  if (stays && sameBox(box, landing.box)) return reference;
  const { startRowIndex, endRowIndex, startColumnIndex, endColumnIndex } = landing.box;
  const base = stays ? reference : onTab(reference, own, landing.tab);
  const from = corner(reference.from, startRowIndex, startColumnIndex);
  return reference.to
    ? { ...base, from, to: corner(reference.to, last(endRowIndex), last(endColumnIndex)) }
    : { ...base, from };
}

/** A reference of a formula that is itself cut and pasted onto the tab `into`: it keeps pointing at the same cells. */
export function cutReference(
  book: Book,
  motion: Motion,
  into: Tab,
  reference: CellReference,
): CellReference | undefined {
  const moved = repointed(book, motion, motion.tab, reference);
  const tab = moved && tabOf(book, motion.tab, moved);
  return into === motion.tab || !tab ? moved : onTab(moved, into, tab);
}

function changedFormula(formula: string, own: Tab, change: Change): string {
  if (change.concerns?.(formula, own) === false) return formula;
  return rewriteReferences(formula, (reference) => change.reference(own, reference));
}

function changedCondition(condition: BooleanCondition, own: Tab, change: Change): BooleanCondition {
  const values = condition.values?.map((value) =>
    value.userEnteredValue?.startsWith('=') === true
      ? { ...value, userEnteredValue: changedFormula(value.userEnteredValue, own, change) }
      : value,
  );
  return { ...condition, values };
}

/** Many cells share one rule, before and after. */
class Rules {
  readonly #changed = new Map<DataValidationRule, DataValidationRule>();

  follow(rule: DataValidationRule, own: Tab, change: Change): DataValidationRule {
    const known = this.#changed.get(rule);
    if (known) return known;
    const { condition } = rule;
    const next =
      condition?.type === 'ONE_OF_RANGE' ? { ...rule, condition: changedCondition(condition, own, change) } : rule;
    this.#changed.set(rule, next);
    return next;
  }
}

function changedExtra(extra: CellExtra, own: Tab, change: Change, rules: Rules): CellExtra {
  const { dataValidation, pivotTable } = extra;
  const rule = dataValidation && rules.follow(dataValidation, own, change);
  const source = pivotTable?.source && change.range(pivotTable.source);
  if (rule === dataValidation && source === pivotTable?.source) return extra;
  return { ...extra, dataValidation: rule, pivotTable: pivotTable && { ...pivotTable, source } };
}

function changedCell(cell: Cell, own: Tab, change: Change, rules: Rules): Cell {
  const formula = cell.formula === undefined ? undefined : changedFormula(cell.formula, own, change);
  const extra = cell.extra && changedExtra(cell.extra, own, change, rules);
  return formula === cell.formula && extra === cell.extra ? cell : { ...cell, formula, extra };
}

function changeAll(book: Book, change: Change): void {
  for (const own of book.tabs) {
    const rules = new Rules();
    own.grid.mapTied((cell) => changedCell(cell, own, change, rules));
  }
}

/** Where a stored range lies after the motion; the same one when it does not move. */
export function movedRange(motion: Motion, range: GridRange): GridRange | undefined {
  if ((range.sheetId ?? 0) !== motion.tab.sheetId) return range;
  const box = boxOfRange(range);
  const landing = motion.landing(box);
  if (!landing) return undefined;
  return landing.tab === motion.tab && sameBox(box, landing.box) ? range : rangeOf(landing.tab.sheetId, landing.box);
}

function followNow(book: Book, motion: Motion): void {
  changeAll(book, {
    reference: (own, reference) => repointed(book, motion, own, reference),
    range: (range) => movedRange(motion, range),
    concerns: (formula, own) => own === motion.tab || namesTab(formula),
  });
}

type Step = (index: number, shift: Shift) => number;

/** The first place that is not before `least`; places never fall. */
function firstFrom(places: Int32Array, least: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Moves all places behind the shift, in place: a thousand shifts of a hundred thousand lines are no time. */
function shiftPlaces(places: Int32Array, { kind, at, count }: Shift, least: number): void {
  const by = kind === 'insert' ? count : -count;
  for (let index = firstFrom(places, least); index < places.length; index++) {
    const place = (places[index] ?? 0) + by;
    places[index] = place < at ? at : place;
  }
}

/** Where every index lands after all shifts. An insertion right at an index moves a start, but no end. */
function landings(shifts: readonly Shift[], size: number, step: Step): (index: number) => number {
  const places = Int32Array.from({ length: size }, (_, index) => index);
  for (const shift of shifts) shiftPlaces(places, shift, step(shift.at, shift) > shift.at ? shift.at : shift.at + 1);
  return (index) => places[index] ?? shifts.reduce(step, index);
}

/** Many shifts as one rule: a batch that deletes a thousand rows rewrites each formula once. */
function combined(shifts: readonly Shift[], size: number): SpanChange {
  const startOf = landings(shifts, size, shiftIndex);
  const endOf = landings(shifts, size, shiftEnd);
  return (span) => {
    const start = startOf(span.start);
    if (span.end === undefined) return { start, end: undefined };
    const end = endOf(span.end);
    return end > start ? { start, end } : undefined;
  };
}

/** Lets formulas follow what is pending. To be called before a formula is read, computed or written. */
export function settle(draft: Draft): void {
  const { pending } = draft;
  if (!pending) return;
  draft.pending = undefined;
  const { tab, dimension, shifts } = pending;
  if (draft.book.tabs.every((one) => !one.grid.hasTied)) return;
  const deleted = shifts.reduce((sum, shift) => sum + (shift.kind === 'delete' ? shift.count : 0), 0);
  const change = combined(shifts, tab.countOf(dimension) + deleted + 1);
  followNow(draft.book, lineMotion(tab, dimension, change));
}

/** Rows or columns are inserted or deleted; formulas follow when they are needed, see `settle`. */
export function followLater(draft: Draft, tab: Tab, shift: Shift): void {
  if (draft.pending && (draft.pending.tab !== tab || draft.pending.dimension !== shift.dimension)) settle(draft);
  draft.pending ??= { tab, dimension: shift.dimension, shifts: [] };
  draft.pending.shifts.push(shift);
}

/** Formulas follow at once. */
export function followMotion(draft: Draft, motion: Motion): void {
  settle(draft);
  followNow(draft.book, motion);
}

function namesTab(formula: string): boolean {
  return formula.includes('!');
}

/** The tab gets another title; call before it changes. */
export function followTitle(draft: Draft, tab: Tab, title: string): void {
  settle(draft);
  changeAll(draft.book, {
    reference: (own, reference) =>
      reference.title !== undefined && tabOf(draft.book, own, reference) === tab ? { ...reference, title } : reference,
    range: (range) => range,
    concerns: namesTab,
  });
}

/** The tab is deleted: what pointed at it is `#REF!` and stays so when a tab of the same title is made. */
export function followDeletion(draft: Draft, tab: Tab): void {
  settle(draft);
  changeAll(draft.book, {
    reference: (own, reference) =>
      own !== tab && tabOf(draft.book, own, reference) === tab ? lostReference(reference) : reference,
    range: (range) => ((range.sheetId ?? 0) === tab.sheetId ? undefined : range),
    concerns: namesTab,
  });
}

/** A tab that came from another spreadsheet: what pointed at other tabs there is `#REF!`, its own title is the new one. */
export function detach(tab: Tab, source: Tab): void {
  const change: Change = {
    reference: (_, reference) => {
      if (reference.title === undefined) return reference;
      return reference.title === source.title ? { ...reference, title: tab.title } : lostReference(reference);
    },
    range: (range) => ((range.sheetId ?? 0) === source.sheetId ? { ...range, sheetId: tab.sheetId } : undefined),
    concerns: namesTab,
  };
  const rules = new Rules();
  tab.grid.mapTied((cell) => changedCell(cell, tab, change, rules));
}
