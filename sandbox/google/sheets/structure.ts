/** Inserting, deleting and moving whole rows and columns, and everything that is tied to them. */
import { invalid } from '../api-error.ts';
import type {
  DeveloperMetadata,
  DimensionGroup,
  DimensionRange,
  GridRange,
  ProtectedRange,
} from '../schema.generated.ts';
import { type BoundBox, type Box, maxColumns } from '../values/a1.ts';
import { boxOf, type Dimension, rangeOf, type Shift, shiftBox, shiftSpan } from './box.ts';
import type { Draft, LineSpan } from './draft.ts';
import { followLines } from './follow-formulas.ts';
import type { Line, Lines, Tab } from './tab.ts';

/** Moves the `range` of every element; elements whose cells are gone go too. */
function moveAll<T extends { readonly range?: GridRange | undefined }>(
  list: readonly T[],
  move: (range: GridRange) => GridRange | undefined,
): readonly T[] {
  return list.flatMap((one) => {
    if (!one.range) return [one];
    const range = move(one.range);
    return range ? [{ ...one, range }] : [];
  });
}

function movedBox(box: BoundBox, shift: Shift): BoundBox | undefined {
  const moved = shiftBox(box, shift);
  if (!moved) return undefined;
  const whole = { ...box, ...moved };
  const isCell = whole.endRowIndex - whole.startRowIndex === 1 && whole.endColumnIndex - whole.startColumnIndex === 1;
  return isCell ? undefined : whole;
}

function movedGroups(groups: readonly DimensionGroup[], shift: Shift): readonly DimensionGroup[] {
  return groups.flatMap((group) => {
    const range = group.range && movedLines(group.range, shift);
    return range ? [{ ...group, range }] : [];
  });
}

function movedLines(range: DimensionRange, shift: Shift): DimensionRange | undefined {
  if (range.dimension !== shift.dimension) return range;
  const span = shiftSpan({ start: range.startIndex ?? 0, end: range.endIndex }, shift);
  return span && { ...range, startIndex: span.start, endIndex: span.end };
}

function movedMetadata(list: readonly DeveloperMetadata[], tab: Tab, shift: Shift): readonly DeveloperMetadata[] {
  return list.flatMap((one) => {
    const span = one.location?.dimensionRange;
    if (!span || (span.sheetId ?? 0) !== tab.sheetId) return [one];
    const moved = movedLines(span, shift);
    return moved ? [{ ...one, location: { ...one.location, dimensionRange: moved } }] : [];
  });
}

function movedProtection(range: ProtectedRange, move: (range: GridRange) => GridRange | undefined): ProtectedRange {
  const open = range.unprotectedRanges?.flatMap((one) => move(one) ?? []);
  return open ? { ...range, unprotectedRanges: open } : range;
}

/** Lets everything that names cells of the tab follow a change of its grid; cells themselves are not moved here. */
export function followShift(draft: Draft, tab: Tab, shift: Shift): void {
  const move = (range: GridRange): GridRange | undefined => {
    if ((range.sheetId ?? 0) !== tab.sheetId) return range;
    const box: Box | undefined = shiftBox(boxOf(range), shift);
    return box && rangeOf(tab.sheetId, box);
  };
  tab.merges = tab.merges.flatMap((box) => movedBox(box, shift) ?? []);
  tab.protectedRanges = moveAll(tab.protectedRanges, move).map((one) => movedProtection(one, move));
  tab.filterViews = moveAll(tab.filterViews, move);
  tab.bandedRanges = moveAll(tab.bandedRanges, move);
  tab.basicFilter = tab.basicFilter && moveAll([tab.basicFilter], move)[0];
  tab.conditionalFormats = tab.conditionalFormats.flatMap((rule) => {
    const ranges = (rule.ranges ?? []).flatMap((range) => move(range) ?? []);
    return ranges.length > 0 ? [{ ...rule, ranges }] : [];
  });
  tab.rowGroups = movedGroups(tab.rowGroups, shift);
  tab.columnGroups = movedGroups(tab.columnGroups, shift);
  draft.book.namedRanges = moveAll(draft.book.namedRanges, move);
  draft.book.developerMetadata = movedMetadata(draft.book.developerMetadata, tab, shift);
  followLines(draft.book, tab, shift);
}

function insertedLines(lines: Lines, at: number, count: number, line: Line | undefined): Lines {
  if (lines.length <= at && line === undefined) return lines;
  const before = Array.from({ length: at }, (_, index) => lines[index]);
  return [...before, ...Array.from({ length: count }, () => line), ...lines.slice(at)];
}

/** Sets the size of the grid; shrinking cuts cells, growing demands room in the workbook. */
export function resize(draft: Draft, tab: Tab, rowCount: number, columnCount: number): void {
  if (rowCount < 1) throw invalid("You can't delete all the rows on the sheet.");
  if (columnCount < 1) throw invalid("You can't delete all the columns on the sheet.");
  if (columnCount > maxColumns)
    throw invalid(`Column count ${columnCount} is above the limit of ${maxColumns} columns.`);
  if (rowCount < tab.rowCount) remove(draft, tab, { dimension: 'ROWS', start: rowCount, end: tab.rowCount });
  if (columnCount < tab.columnCount)
    remove(draft, tab, { dimension: 'COLUMNS', start: columnCount, end: tab.columnCount });
  const grows = rowCount > tab.rowCount || columnCount > tab.columnCount;
  tab.rowCount = rowCount;
  tab.columnCount = columnCount;
  if (grows) draft.book.demandRoom();
}

function remove(draft: Draft, tab: Tab, lines: LineSpan): void {
  if (lines.dimension === 'ROWS') tab.grid.deleteRows(lines.start, lines.end - lines.start);
  else tab.grid.deleteColumns(lines.start, lines.end - lines.start);
  const kept = tab.linesOf(lines.dimension);
  tab.setLines(lines.dimension, [...kept.slice(0, lines.start), ...kept.slice(lines.end)]);
  followShift(draft, tab, {
    dimension: lines.dimension,
    kind: 'delete',
    at: lines.start,
    count: lines.end - lines.start,
  });
}

/** Inserts blank rows or columns; with `inherit` they look like the one before, else like the one after. */
export function insertLines(draft: Draft, tab: Tab, lines: LineSpan, inherit: boolean): void {
  const { dimension, start } = lines;
  const count = lines.end - start;
  const model = inherit ? start - 1 : start;
  const line = tab.linesOf(dimension)[model];
  const formats = formatsOf(tab, dimension, model);
  setCount(tab, dimension, tab.countOf(dimension) + count);
  draft.book.demandRoom();
  if (dimension === 'ROWS') tab.grid.insertRows(start, count);
  else tab.grid.insertColumns(start, count);
  tab.setLines(dimension, insertedLines(tab.linesOf(dimension), start, count, line));
  followShift(draft, tab, { dimension, kind: 'insert', at: start, count });
  for (let index = start; index < lines.end; index++) paint(tab, dimension, index, formats);
}

type Look = readonly { readonly at: number; readonly format: NonNullable<ReturnType<Tab['grid']['cell']>>['format'] }[];

function formatsOf(tab: Tab, dimension: Dimension, index: number): Look {
  if (index < 0) return [];
  if (dimension === 'ROWS') {
    return tab.grid.row(index).flatMap((cell, at) => (cell?.format ? [{ at, format: cell.format }] : []));
  }
  return Array.from({ length: tab.grid.usedRows }, (_, at) => ({
    at,
    format: tab.grid.cell(at, index)?.format,
  })).filter((one) => one.format !== undefined);
}

function paint(tab: Tab, dimension: Dimension, index: number, look: Look): void {
  for (const { at, format } of look) {
    const cell = { value: undefined, formula: undefined, format, extra: undefined };
    if (dimension === 'ROWS') tab.grid.set(index, at, cell);
    else tab.grid.set(at, index, cell);
  }
}

function setCount(tab: Tab, dimension: Dimension, count: number): void {
  if (dimension === 'ROWS') tab.rowCount = count;
  else tab.columnCount = count;
}

/** Deletes rows or columns. At least one that is not frozen must stay. */
export function deleteLines(draft: Draft, tab: Tab, lines: LineSpan): void {
  const { dimension, start } = lines;
  const count = lines.end - start;
  const left = tab.countOf(dimension) - count;
  const frozen = dimension === 'ROWS' ? tab.frozenRowCount : tab.frozenColumnCount;
  const frozenLeft = frozen - Math.max(0, Math.min(frozen, lines.end) - Math.min(frozen, start));
  const side = dimension === 'ROWS' ? 'rows' : 'columns';
  if (left < 1) throw invalid(`You can't delete all the ${side} on the sheet.`);
  if (left <= frozenLeft) throw invalid(`You can't delete all the non-frozen ${side} on the sheet.`);
  remove(draft, tab, lines);
  setCount(tab, dimension, left);
  if (dimension === 'ROWS') tab.frozenRowCount = frozenLeft;
  else tab.frozenColumnCount = frozenLeft;
}
