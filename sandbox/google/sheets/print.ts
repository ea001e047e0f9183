import type {
  DeveloperMetadata,
  DimensionProperties,
  GridData,
  ProtectedRange,
  RowData,
  Sheet,
  Spreadsheet,
  SpreadsheetProperties,
} from '../schema.generated.ts';
import type { BoundBox } from '../values/a1.ts';
import type { Book } from './book.ts';
import type { Dimension } from './box.ts';
import { themeColors } from './color.ts';
import { createEvaluator, type Evaluator } from './evaluate.ts';
import { type Mask, wants } from './field-mask.ts';
import { defaultFormat } from './format.ts';
import { printChart } from './charts.ts';
import { mayEdit } from './protection.ts';
import { printRange } from './print-range.ts';
import { printCell } from './print-cell.ts';
import { defaultPixels, printProperties, type Tab } from './tab.ts';
import type { Actor } from '../actor.ts';
import { filteredRows } from './filtered-rows.ts';

export type PrintOptions = {
  readonly mask: Mask;
  /** Boxes by tab; their cells are printed when `withData`. */
  readonly boxes: ReadonlyMap<Tab, readonly BoundBox[]> | undefined;
  readonly withData: boolean;
  /** Leaves tabs without a box out. */
  readonly onlyBoxed: boolean;
  readonly actor: Actor;
  readonly isOwner: boolean;
  /** E-mail of the file's owner, who is listed among the editors of every protected range. */
  readonly owner: string;
};

function printBookProperties(book: Book): SpreadsheetProperties {
  return {
    title: book.title,
    locale: book.locale,
    autoRecalc: book.autoRecalc,
    timeZone: book.timeZone,
    defaultFormat,
    iterativeCalculationSettings: book.iterativeCalculation,
    spreadsheetTheme: { primaryFontFamily: 'Arial', themeColors },
  };
}

/** A protected range as the caller sees it: editors only if the caller is one of them. */
export function printProtected(
  range: ProtectedRange,
  options: Pick<PrintOptions, 'actor' | 'isOwner'>,
  book: Book,
): ProtectedRange {
  const can = mayEdit(range, { book, ...options });
  return {
    protectedRangeId: range.protectedRangeId,
    range: range.range && printRange(range.range),
    namedRangeId: range.namedRangeId,
    description: range.description || undefined,
    warningOnly: range.warningOnly || undefined,
    requestingUserCanEdit: can || undefined,
    unprotectedRanges: filled(range.unprotectedRanges?.map(printRange)),
    editors: can ? (range.editors ?? {}) : undefined,
  };
}

function withOwner(range: ProtectedRange, owner: string): ProtectedRange {
  const users = (range.editors?.users ?? []).filter((user) => user.toLowerCase() !== owner);
  return { ...range, editors: { ...range.editors, users: [owner, ...users] } };
}

function filled<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return list && list.length > 0 ? list : undefined;
}

function metadataOf(book: Book, tab: Tab): readonly DeveloperMetadata[] | undefined {
  return filled(
    book.developerMetadata.filter(
      (one) => one.location?.sheetId === tab.sheetId && one.location.locationType === 'SHEET',
    ),
  );
}

function lineMetadata(book: Book, tab: Tab, dimension: Dimension): ReadonlyMap<number, readonly DeveloperMetadata[]> {
  const byLine = new Map<number, DeveloperMetadata[]>();
  for (const one of book.developerMetadata) {
    const span = one.location?.dimensionRange;
    if (span?.dimension !== dimension || (span.sheetId ?? 0) !== tab.sheetId) continue;
    const index = span.startIndex ?? 0;
    byLine.set(index, [...(byLine.get(index) ?? []), one]);
  }
  return byLine;
}

function printLines(
  book: Book,
  tab: Tab,
  dimension: Dimension,
  from: number,
  to: number,
): readonly DimensionProperties[] {
  const lines = tab.linesOf(dimension);
  const metadata = lineMetadata(book, tab, dimension);
  const hidden = dimension === 'ROWS' ? filteredRows(book, tab) : undefined;
  return Array.from({ length: Math.max(0, to - from) }, (_, offset) => ({
    pixelSize: lines[from + offset]?.pixelSize ?? defaultPixels[dimension],
    hiddenByUser: lines[from + offset]?.hiddenByUser || undefined,
    hiddenByFilter: hidden?.has(from + offset) || undefined,
    developerMetadata: metadata.get(from + offset),
  }));
}

function printRow(book: Book, tab: Tab, row: number, box: BoundBox, mask: Mask, evaluator: Evaluator): RowData {
  const cells = tab.grid.row(row).slice(box.startColumnIndex, box.endColumnIndex);
  while (cells.length > 0 && cells.at(-1) === undefined) cells.pop();
  if (cells.length === 0) return {};
  return {
    values: cells.map((cell, offset) => {
      const value = cell && evaluator.valueOf(tab, row, box.startColumnIndex + offset, cell);
      return printCell(cell, value, cell && evaluator.formatOf(tab, cell), mask, book.locale);
    }),
  };
}

function subMask(mask: Mask, ...path: readonly string[]): Mask {
  return path.reduce<Mask>((at, part) => (at === true ? true : (at[part] ?? {})), mask);
}

function printGrid(book: Book, tab: Tab, box: BoundBox, mask: Mask, evaluator: Evaluator): GridData {
  const cellMask = subMask(mask, 'rowData', 'values');
  const last = Math.min(box.endRowIndex, tab.grid.usedRows);
  const rows: RowData[] = [];
  if (wants(mask, 'rowData')) {
    for (let row = box.startRowIndex; row < last; row++) rows.push(printRow(book, tab, row, box, cellMask, evaluator));
    while (rows.length > 0 && rows.at(-1)?.values === undefined) rows.pop();
  }
  return {
    startRow: box.startRowIndex || undefined,
    startColumn: box.startColumnIndex || undefined,
    rowData: filled(rows),
    rowMetadata: wants(mask, 'rowMetadata')
      ? filled(printLines(book, tab, 'ROWS', box.startRowIndex, box.endRowIndex))
      : undefined,
    columnMetadata: wants(mask, 'columnMetadata')
      ? filled(printLines(book, tab, 'COLUMNS', box.startColumnIndex, box.endColumnIndex))
      : undefined,
  };
}

function printTab(book: Book, tab: Tab, options: PrintOptions, evaluator: Evaluator): Sheet {
  const boxes = options.boxes?.get(tab);
  const dataMask = subMask(options.mask, 'sheets', 'data');
  return {
    properties: printProperties(tab, book.tabs.indexOf(tab)),
    data: options.withData ? boxes?.map((box) => printGrid(book, tab, box, dataMask, evaluator)) : undefined,
    merges: filled(tab.merges.map((box) => printRange({ sheetId: tab.sheetId, ...box }))),
    conditionalFormats: filled(
      tab.conditionalFormats.map((rule) => ({ ...rule, ranges: rule.ranges?.map(printRange) })),
    ),
    filterViews: filled(tab.filterViews.map((view) => ({ ...view, range: view.range && printRange(view.range) }))),
    protectedRanges: filled(
      tab.protectedRanges.map((range) => printProtected(withOwner(range, options.owner), options, book)),
    ),
    basicFilter: tab.basicFilter && {
      ...tab.basicFilter,
      range: tab.basicFilter.range && printRange(tab.basicFilter.range),
    },
    charts: filled(tab.charts.map(printChart)),
    bandedRanges: filled(tab.bandedRanges.map((band) => ({ ...band, range: band.range && printRange(band.range) }))),
    developerMetadata: metadataOf(book, tab),
    rowGroups: filled(tab.rowGroups.map(printGroup)),
    columnGroups: filled(tab.columnGroups.map(printGroup)),
  };
}

/** A dimension group as printed. */
export function printGroup(group: NonNullable<Sheet['rowGroups']>[number]): NonNullable<Sheet['rowGroups']>[number] {
  const { range, depth, collapsed } = group;
  return {
    range: range && {
      sheetId: range.sheetId || undefined,
      dimension: range.dimension,
      startIndex: range.startIndex,
      endIndex: range.endIndex,
    },
    depth,
    collapsed: collapsed || undefined,
  };
}

/** The spreadsheet as the API prints it; project the result by the same mask. */
export function printSpreadsheet(book: Book, options: PrintOptions): Spreadsheet {
  const evaluator = createEvaluator(book);
  const tabs = options.onlyBoxed ? book.tabs.filter((tab) => options.boxes?.has(tab)) : book.tabs;
  return {
    spreadsheetId: book.id,
    properties: printBookProperties(book),
    sheets: wants(options.mask, 'sheets') ? tabs.map((tab) => printTab(book, tab, options, evaluator)) : undefined,
    namedRanges: filled(book.namedRanges.map((one) => ({ ...one, range: one.range && printRange(one.range) }))),
    spreadsheetUrl: `https://docs.google.com/spreadsheets/d/${book.id}/edit`,
    developerMetadata: filled(book.developerMetadata.filter((one) => one.location?.spreadsheet === true)),
  };
}
