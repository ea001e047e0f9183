import { Failure } from '../failure.ts';
import type { GridRange, ProtectedRange } from './answers.ts';
import type { View } from './look.ts';
import type { Goal, Plan } from './plan.ts';
import { overlaps } from './plan-parts.ts';

/** Google's limit for all tabs of a spreadsheet together, blank cells included. */
const MAX_CELLS = 10_000_000;

/** Cells that stay free when the tab grows by the plan and `extra` cells are prepared in a hidden tab; below 0: no room. */
export function freeCells(view: View, plan: Plan, extra: number): number {
  const leftOver = view.staging.reduce((sum, { cells }) => sum + cells, 0);
  return MAX_CELLS - (view.cells - leftOver) - plan.summary.growth - extra;
}

/**
 * Refuses, before anything is written, what Google would refuse later.
 *
 * @throws Failure `no-free-cells`, `tab-protected`, `tab-occupied`.
 */
export function preflight(view: View, plan: Plan, goal: Goal, extra: number): void {
  const free = freeCells(view, plan, extra);
  if (free < 0) {
    const missing = (-free).toLocaleString('en-US');
    const limit = MAX_CELLS.toLocaleString('en-US');
    throw new Failure(
      'no-free-cells',
      `The spreadsheet lacks ${missing} cells: Google allows ${limit}, blank ones in all tabs included.`,
    );
  }
  if (view.tab.protectedRanges.some((range) => blocks(range, plan.area))) {
    throw new Failure(
      'tab-protected',
      `The tab "${view.tab.title}" is protected, and Willcall's Google address may not edit it.`,
    );
  }
  const isRenamed = view.tab.marker !== null && view.tab.marker.tab !== goal.title;
  const isTaken = view.titles.some(
    (title) => title !== view.tab.title && title.toLowerCase() === goal.title.toLowerCase(),
  );
  if (isRenamed && isTaken)
    throw new Failure('tab-occupied', `There is already another tab "${goal.title}", so nothing was written.`);
}

function blocks(
  { range, warningOnly, requestingUserCanEdit, unprotectedRanges }: ProtectedRange,
  area: readonly GridRange[],
): boolean {
  if (warningOnly || requestingUserCanEdit) return false;
  return area.some((one) => overlaps(range ?? {}, one) && !unprotectedRanges.some((open) => holds(open, one)));
}

function holds(outer: GridRange, inner: GridRange): boolean {
  const spans = (from = 0, to = Infinity, innerFrom = 0, innerTo = Infinity) => from <= innerFrom && to >= innerTo;
  return (
    spans(outer.startRowIndex, outer.endRowIndex, inner.startRowIndex, inner.endRowIndex) &&
    spans(outer.startColumnIndex, outer.endColumnIndex, inner.startColumnIndex, inner.endColumnIndex)
  );
}
