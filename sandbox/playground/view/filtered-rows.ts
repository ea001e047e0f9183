import type { Book } from '../../google/sheets/book.ts';
import { createEvaluator, shownText, type Evaluator } from '../../google/sheets/evaluate.ts';
import type { Tab } from '../../google/sheets/tab.ts';
import type { FilterValue } from '../wire.ts';
import { filledRows } from './filled-rows.ts';
import { hiddenTexts } from '../editing/filter-requests.ts';

/** How many different values the filter's menu shows. */
const MOST_VALUES = 2000;

/** Rows the tab's filter hides; rows behind the filtered block are never hidden. */
export function filteredRows(book: Book, tab: Tab, exceptColumn?: number): Set<number> {
  const hidden = new Set<number>();
  const texts = tab.basicFilter ? hiddenTexts(tab.basicFilter) : new Map<number, readonly string[]>();
  if (exceptColumn !== undefined) texts.delete(exceptColumn);
  if (texts.size === 0) return hidden;
  const evaluator = createEvaluator(book);
  const [first, end] = rowsOf(tab);
  for (const [column, values] of texts) {
    const gone = new Set(values);
    for (let row = first; row < end; row += 1) {
      if (gone.has(textAt({ book, tab, evaluator }, row, column))) hidden.add(row);
    }
  }
  return hidden;
}

/** The different texts of a column in the rows that the other columns leave, sorted. */
export function filterValues(book: Book, tab: Tab, column: number): { values: FilterValue[]; hasMore: boolean } {
  const hiddenHere = new Set(tab.basicFilter ? hiddenTexts(tab.basicFilter).get(column) : []);
  const gone = filteredRows(book, tab, column);
  const evaluator = createEvaluator(book);
  const [first, end] = rowsOf(tab);
  const texts = new Set<string>();
  for (let row = first; row < end; row += 1) {
    if (!gone.has(row)) texts.add(textAt({ book, tab, evaluator }, row, column));
  }
  const order = new Intl.Collator('en', { numeric: true });
  const values = [...texts].toSorted(order.compare).map((text) => ({ text, isHidden: hiddenHere.has(text) }));
  return { values: values.slice(0, MOST_VALUES), hasMore: values.length > MOST_VALUES };
}

/** Below the filter's own row, up to its end or the last filled row. */
function rowsOf(tab: Tab): [first: number, end: number] {
  const filled = filledRows(tab);
  const { startRowIndex = 0, endRowIndex = filled } = tab.basicFilter?.range ?? {};
  return [startRowIndex + 1, Math.min(endRowIndex, filled)];
}

function textAt({ book, tab, evaluator }: { book: Book; tab: Tab; evaluator: Evaluator }, row: number, column: number) {
  const cell = tab.grid.cell(row, column);
  const value = cell && evaluator.valueOf(tab, row, column, cell);
  return value === undefined || value === '' ? '' : shownText(value, cell?.format?.numberFormat, book.locale);
}
