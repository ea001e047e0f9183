import type { WriteMode } from '../../shared/writing.ts';
import type { GridRange, ProtectedRange, Sheet } from './answers.ts';
import type { View } from './look.ts';
import type { Notice } from './notice.ts';
import type { Plan } from './plan.ts';
import { overlaps } from './plan-parts.ts';
import type { Tab } from './tab.ts';

/** Google's limit for all tabs of a spreadsheet together, blank cells included; and for the columns of one tab (ZZZ). */
export const MAX_CELLS = 10_000_000;
const MAX_COLUMNS = 18_278;

const figure = (count: number) => count.toLocaleString('en-US');

/** What a plan takes of the spreadsheet. */
export type Budget = Pick<Plan, 'area'> & { readonly summary: Pick<Plan['summary'], 'growth' | 'columns'> };

/** Cells that stay free when the tab grows by the plan and `extra` cells are prepared in a hidden tab; below 0: no room. */
export function freeCells(view: View, plan: Pick<Budget, 'summary'>, extra: number): number {
  const leftOver = view.staging.reduce((sum, { cells }) => sum + cells, 0);
  return MAX_CELLS - (view.cells - leftOver) - plan.summary.growth - extra;
}

/** What a publish needs beside its plan: the tab's title in the report, and the cells of a hidden tab to prepare it in. */
export type Needs = { readonly title: string; readonly extra: number };

/** Everything that Google would refuse later, or that would spoil what people made. The most important first. */
export function blockers(view: View, plan: Budget, { title, extra }: Needs): Notice[] {
  const { tab } = view;
  const found = [
    columnsNotice(view, plan),
    roomNotice(view, plan, extra),
    protectionNotice(tab.title, tab.protectedRanges, plan.area),
    tableNotice(tab.title, tablesOf(view), plan.area),
    titleNotice(view, title),
  ];
  return found.filter((notice) => notice !== null);
}

function columnsNotice({ tab }: View, { summary }: Budget): Notice | null {
  const width = tab.gridColumns + summary.columns;
  if (width <= MAX_COLUMNS) return null;
  const sentence = `The tab would have ${figure(width)} columns; Google allows ${figure(MAX_COLUMNS)}.`;
  return { code: 'too-many-columns', sentence };
}

function roomNotice(view: View, plan: Budget, extra: number): Notice | null {
  const free = freeCells(view, plan, extra);
  if (free >= 0) return null;
  const limit = `Google allows ${figure(MAX_CELLS)}, blank ones in all tabs included`;
  const isAllowedInPlace = free + extra >= 0;
  const sentence = isAllowedInPlace
    ? `The spreadsheet lacks ${figure(-free)} cells to prepare the list beside the one that is there (${limit}). Delete tabs you no longer need, or let this list be written piece by piece.`
    : `The spreadsheet lacks ${figure(-free)} cells: ${limit}.`;
  return { code: 'no-free-cells', sentence };
}

/** Protection that the writer may not pass. */
function protectionNotice(title: string, ranges: readonly ProtectedRange[], area: readonly GridRange[]): Notice | null {
  if (!ranges.some((range) => isProtected(range, area))) return null;
  const sentence = `The tab "${title}" is protected, and Willcall's Google address may not edit it.`;
  return { code: 'tab-protected', sentence };
}

function isProtected(
  { range, warningOnly, requestingUserCanEdit, unprotectedRanges }: ProtectedRange,
  area: readonly GridRange[],
): boolean {
  if (warningOnly || requestingUserCanEdit) return false;
  return area.some((one) => overlaps(range ?? {}, one) && !unprotectedRanges.some((open) => holds(open, one)));
}

type Table = Sheet['tables'][number];

function tablesOf({ book, tab }: View): readonly Table[] {
  return book.sheets.find(({ properties }) => tab.exists && properties.sheetId === tab.sheetId)?.tables ?? [];
}

/** A table (Format > Convert to table) that covers only part of the list: Google takes no rows into one half of it. */
function tableNotice(title: string, tables: readonly Table[], area: readonly GridRange[]): Notice | null {
  const isInTheWay = ({ range }: Table) =>
    area.some((one) => overlaps(range, one)) && !area.every((one) => holds(range, one));
  const table = tables.find(isInTheWay);
  if (!table) return null;
  const sentence = `The table "${table.name}" in the tab "${title}" covers only a part of the list. Convert it to a range, or make it cover the whole list.`;
  return { code: 'tab-blocked', sentence };
}

/** Merged cells inside a list that is not written anew: a merged cell shows one value only and would swallow the others. */
export function mergeNotice({ tab }: View): Notice | null {
  const area = listCells(tab);
  const merge = tab.merges.find((one) => area.some((range) => overlaps(one, range)));
  if (!merge) return null;
  const row = (merge.startRowIndex ?? 0) + 1;
  const sentence = `Cells of the list in the tab "${tab.title}" are merged (row ${row}). Separate them with Format > Merge cells > Unmerge.`;
  return { code: 'tab-blocked', sentence };
}

/** The cells of the list's rows as they lie now. */
function listCells({ block, sheetId }: Tab): GridRange[] {
  if (!block) return [];
  return block.columns.map(({ index }) => ({
    sheetId,
    startRowIndex: block.top + 1,
    endRowIndex: block.top + 1 + block.rows,
    startColumnIndex: index,
    endColumnIndex: index + 1,
  }));
}

function titleNotice({ tab, titles }: View, wanted: string): Notice | null {
  const isRenamed = tab.marker !== null && tab.marker.tab !== wanted;
  const isTaken = titles.some((title) => title !== tab.title && title.toLowerCase() === wanted.toLowerCase());
  if (!isRenamed || !isTaken) return null;
  return { code: 'tab-occupied', sentence: `There is already another tab "${wanted}", so nothing was written.` };
}

const NAMES: Record<WriteMode, string> = { sync: 'Keep my notes', replace: 'Exact copy', append: 'Add below' };

/**
 * A list to which each run adds its rows cannot go on in another way in its tab, nor can another begin to: its rows are no list of
 * runs.
 */
export function modeNotice({ tab }: View, mode: WriteMode): Notice | null {
  const { marker, title } = tab;
  if (marker === null || marker.rows === 0) return null;
  if ((marker.mode === 'append') === (mode === 'append')) return null;
  const sentence =
    `The tab "${title}" was written as "${NAMES[marker.mode]}" and cannot go on as "${NAMES[mode]}", so nothing was written. ` +
    'Set the report back, or delete the tab (make a copy first if you want to keep its rows): the next refresh makes a new one.';
  return { code: 'tab-occupied', sentence };
}

function holds(outer: Partial<GridRange>, inner: GridRange): boolean {
  const spans = (from = 0, to = Infinity, innerFrom = 0, innerTo = Infinity) => from <= innerFrom && to >= innerTo;
  return (
    spans(outer.startRowIndex, outer.endRowIndex, inner.startRowIndex, inner.endRowIndex) &&
    spans(outer.startColumnIndex, outer.endColumnIndex, inner.startColumnIndex, inner.endColumnIndex)
  );
}
