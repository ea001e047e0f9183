/** Everything tied to cells follows them: ranges, rules, metadata, groups, charts. */
import type {
  BandedRange,
  ConditionalFormatRule,
  DeveloperMetadata,
  DimensionGroup,
  DimensionRange,
  FilterView,
  GridRange,
  ProtectedRange,
} from '../schema.generated.ts';
import type { BoundBox } from '../values/a1.ts';
import type { Shift } from './box.ts';
import type { Draft } from './draft.ts';
import { movedChart } from './follow-charts.ts';
import { movedColumns } from './follow-filters.ts';
import { followLater, followMotion, movedRange } from './follow-formulas.ts';
import { movedRule } from './follow-rules.ts';
import { type Motion, shiftMotion } from './motion.ts';
import type { Tab } from './tab.ts';

/** Moves the `range` of every element; elements whose cells are gone go too. */
function moveAll<T extends { readonly range?: GridRange | undefined }>(
  list: readonly T[],
  motion: Motion,
): readonly T[] {
  return list.flatMap((one) => {
    if (!one.range) return [one];
    const range = movedRange(motion, one.range);
    return range ? [range === one.range ? one : { ...one, range }] : [];
  });
}

function movedMerge(box: BoundBox, motion: Motion): BoundBox | undefined {
  const landing = motion.landing(box);
  if (!landing) return undefined;
  const whole = { ...box, ...landing.box };
  const isCell = whole.endRowIndex - whole.startRowIndex === 1 && whole.endColumnIndex - whole.startColumnIndex === 1;
  return isCell ? undefined : whole;
}

function movedLines(range: DimensionRange, { lines }: Motion): DimensionRange | undefined {
  if (!lines || range.dimension !== lines.dimension) return range;
  const span = lines.change({ start: range.startIndex ?? 0, end: range.endIndex });
  return span && { ...range, startIndex: span.start, endIndex: span.end };
}

function movedGroups(groups: readonly DimensionGroup[], motion: Motion): readonly DimensionGroup[] {
  return groups.flatMap((group) => {
    const range = group.range && movedLines(group.range, motion);
    return range ? [{ ...group, range }] : [];
  });
}

function movedMetadata(list: readonly DeveloperMetadata[], motion: Motion): readonly DeveloperMetadata[] {
  return list.flatMap((one) => {
    const span = one.location?.dimensionRange;
    if (!span || (span.sheetId ?? 0) !== motion.tab.sheetId) return [one];
    const moved = movedLines(span, motion);
    return moved ? [{ ...one, location: { ...one.location, dimensionRange: moved } }] : [];
  });
}

function movedProtection(range: ProtectedRange, motion: Motion): ProtectedRange {
  const open = range.unprotectedRanges?.flatMap((one) => movedRange(motion, one) ?? []);
  return open ? { ...range, unprotectedRanges: open } : range;
}

function movedRules(rules: readonly ConditionalFormatRule[], motion: Motion): readonly ConditionalFormatRule[] {
  return rules.flatMap((rule) => movedRule(rule, motion) ?? []);
}

function movedViews(views: readonly FilterView[], motion: Motion): readonly FilterView[] {
  return moveAll(views, motion).map((view) => movedColumns(view, motion));
}

function movedBands(bands: readonly BandedRange[], motion: Motion): readonly BandedRange[] {
  return moveAll(bands, motion);
}

/** Named ranges and charts: they may lie on other tabs than the cells. */
function followNames({ book }: Draft, motion: Motion): void {
  book.namedRanges = moveAll(book.namedRanges, motion);
  for (const tab of book.tabs) tab.charts = tab.charts.map((chart) => movedChart(chart, motion));
}

/** What lies on the tab itself, merges, filters, rules, protection, groups, metadata. */
function followTab({ book }: Draft, motion: Motion): void {
  const { tab } = motion;
  tab.merges = tab.merges.flatMap((box) => movedMerge(box, motion) ?? []);
  tab.protectedRanges = moveAll(tab.protectedRanges, motion).map((one) => movedProtection(one, motion));
  tab.filterViews = movedViews(tab.filterViews, motion);
  tab.bandedRanges = movedBands(tab.bandedRanges, motion);
  const [filter] = tab.basicFilter ? moveAll([tab.basicFilter], motion) : [];
  tab.basicFilter = filter && movedColumns(filter, motion);
  tab.conditionalFormats = movedRules(tab.conditionalFormats, motion);
  tab.rowGroups = movedGroups(tab.rowGroups, motion);
  tab.columnGroups = movedGroups(tab.columnGroups, motion);
  book.developerMetadata = movedMetadata(book.developerMetadata, motion);
}

/** Rows or columns were inserted or deleted. */
export function followShift(draft: Draft, tab: Tab, shift: Shift): void {
  const motion = shiftMotion(tab, shift);
  followTab(draft, motion);
  followNames(draft, motion);
  followLater(draft, tab, shift);
}

/** Cells were moved inside the tab. */
export function followMove(draft: Draft, motion: Motion): void {
  followTab(draft, motion);
  followNames(draft, motion);
  followMotion(draft, motion);
}

/** A block was cut and pasted elsewhere: rules stay with the grid, references and names go along. */
export function followCut(draft: Draft, motion: Motion): void {
  followNames(draft, motion);
  followMotion(draft, motion);
}

/** Drops charts' sources on a tab that is deleted. */
export function followTabDeletion({ book }: Draft, tab: Tab): void {
  const gone: Motion = { tab, landing: () => undefined };
  for (const one of book.tabs) one.charts = one.charts.map((chart) => movedChart(chart, gone));
}
