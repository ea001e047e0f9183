/** Inserting, deleting and moving whole rows and columns, and everything that is tied to them. */
import { invalid } from '../api-error.ts';
import { maxColumns } from '../values/a1.ts';
import type { Dimension } from './box.ts';
import { type Cell, cellOf } from './cell.ts';
import type { Draft, LineSpan } from './draft.ts';
import { followShift } from './follow.ts';
import type { Line, Lines, Tab } from './tab.ts';

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

/** Inserts blank rows or columns; with `inherit` they look like the one before, else like the one after: size, format, allowed values. */
export function insertLines(draft: Draft, tab: Tab, lines: LineSpan, inherit: boolean): void {
  const { dimension, start } = lines;
  const count = lines.end - start;
  const model = inherit ? start - 1 : start;
  const line = tab.linesOf(dimension)[model];
  const looks = draft.book.habits.insertedLinesArePlain ? [] : looksOf(tab, dimension, model);
  setCount(tab, dimension, tab.countOf(dimension) + count);
  draft.book.demandRoom();
  if (dimension === 'ROWS') tab.grid.insertRows(start, count);
  else tab.grid.insertColumns(start, count);
  tab.setLines(dimension, insertedLines(tab.linesOf(dimension), start, count, line));
  followShift(draft, tab, { dimension, kind: 'insert', at: start, count });
  for (let index = start; index < lines.end; index++) paint(tab, dimension, index, looks);
}

type Look = readonly { readonly at: number; readonly cell: Cell }[];

/** What a new cell takes over from its neighbour: the format and the list of allowed values. */
function lookOf(cell: Cell | undefined): Cell | undefined {
  const dataValidation = cell?.extra?.dataValidation;
  return cellOf(undefined, undefined, cell?.format, dataValidation && { dataValidation });
}

function looksOf(tab: Tab, dimension: Dimension, index: number): Look {
  const rows = dimension === 'ROWS';
  const count = rows ? tab.grid.row(index).length : tab.grid.usedRows;
  return Array.from({ length: count }, (_, at) => at).flatMap((at) => {
    const cell = lookOf(rows ? tab.grid.cell(index, at) : tab.grid.cell(at, index));
    return cell ? [{ at, cell }] : [];
  });
}

function paint(tab: Tab, dimension: Dimension, index: number, looks: Look): void {
  for (const { at, cell } of looks) {
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
