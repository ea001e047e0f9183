import type { BasicFilter } from '../schema.generated.ts';
import type { Book } from './book.ts';
import { boxOf } from './box.ts';
import { createEvaluator, shownText } from './evaluate.ts';
import type { Tab } from './tab.ts';

const nothing: ReadonlySet<number> = new Set();

/** Texts that are hidden, by column of the tab. Conditions are stored, and hide nothing here. */
function hiddenTexts({ criteria, filterSpecs }: BasicFilter): Map<number, ReadonlySet<string>> {
  const listed = [
    ...Object.entries(criteria ?? {}).map(([column, one]) => [Number(column), one.hiddenValues] as const),
    ...(filterSpecs ?? []).map((spec) => [spec.columnIndex ?? 0, spec.filterCriteria?.hiddenValues] as const),
  ];
  return new Map(listed.flatMap(([column, texts]) => (texts?.length ? [[column, new Set(texts)] as const] : [])));
}

/** Rows that the tab's basic filter hides by their texts; the first row of a filter never. */
export function filteredRows(book: Book, tab: Tab): ReadonlySet<number> {
  const { basicFilter } = tab;
  const hidden = basicFilter ? hiddenTexts(basicFilter) : new Map<number, ReadonlySet<string>>();
  if (hidden.size === 0) return nothing;
  const { startRowIndex, endRowIndex } = tab.bound(boxOf(basicFilter?.range ?? {}));
  const evaluator = createEvaluator(book);
  const textAt = (row: number, column: number) => {
    const cell = tab.grid.cell(row, column);
    const value = cell && evaluator.valueOf(tab, row, column, cell);
    return cell && value !== undefined ? shownText(value, evaluator.formatOf(tab, cell), book.locale) : '';
  };
  const rows = new Set<number>();
  for (let row = startRowIndex + 1; row < endRowIndex; row++) {
    if ([...hidden].some(([column, texts]) => texts.has(textAt(row, column)))) rows.add(row);
  }
  return rows;
}
