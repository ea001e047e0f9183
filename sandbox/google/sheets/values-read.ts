/** values.get and everything else that answers a ValueRange. */
import type { NumberFormat, ValueRange } from '../schema.generated.ts';
import type { BoundBox } from '../values/a1.ts';
import { shownFormula } from '../values/formula.ts';
import { type CellValue, isError } from '../values/value.ts';
import type { Book } from './book.ts';
import { type Cell, hasContent, type Scalar } from './cell.ts';
import { createEvaluator, type Evaluator, shownText } from './evaluate.ts';
import { echo } from './names.ts';
import type { Tab } from './tab.ts';

export type Rendering = {
  readonly majorDimension?: string | undefined;
  readonly valueRenderOption?: string | undefined;
  readonly dateTimeRenderOption?: string | undefined;
};

const dateTypes: ReadonlySet<string> = new Set(['DATE', 'TIME', 'DATE_TIME']);

function unformatted(value: CellValue, format: NumberFormat | undefined, rendering: Rendering, locale: string): Scalar {
  if (isError(value)) return shownText(value, undefined, locale);
  const asText = rendering.dateTimeRenderOption === 'FORMATTED_STRING' && dateTypes.has(format?.type ?? '');
  return asText && typeof value === 'number' ? shownText(value, format, locale) : value;
}

function render(
  value: CellValue | undefined,
  cell: Cell,
  format: NumberFormat | undefined,
  rendering: Rendering,
  locale: string,
): Scalar {
  if (value === undefined) return '';
  if (rendering.valueRenderOption === 'FORMULA' && cell.formula !== undefined) return shownFormula(cell.formula);
  if (rendering.valueRenderOption === 'FORMULA') return unformatted(value, format, rendering, locale);
  if (rendering.valueRenderOption === 'UNFORMATTED_VALUE') return unformatted(value, format, rendering, locale);
  return shownText(value, format, locale);
}

function readRow(
  book: Book,
  tab: Tab,
  row: number,
  box: BoundBox,
  rendering: Rendering,
  evaluator: Evaluator,
): Scalar[] {
  const cells = tab.grid.row(row);
  const values: Scalar[] = [];
  const end = tab.grid.rowContentEnd(row, box.startColumnIndex, box.endColumnIndex);
  for (let column = box.startColumnIndex; column < end; column++) {
    const cell = cells[column];
    if (!hasContent(cell)) {
      values.push('');
      continue;
    }
    const value = evaluator.valueOf(tab, row, column, cell);
    values.push(render(value, cell, evaluator.formatOf(tab, cell), rendering, book.locale));
  }
  while (values.at(-1) === '') values.pop();
  return values;
}

function transposed(rows: readonly Scalar[][]): Scalar[][] {
  const width = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: width }, (_, column) => {
    const values = rows.map((row) => row[column] ?? '');
    while (values.at(-1) === '') values.pop();
    return values;
  });
}

function readRows(book: Book, tab: Tab, box: BoundBox, rendering: Rendering, evaluator: Evaluator): Scalar[][] {
  const rows: Scalar[][] = [];
  const end = Math.min(box.endRowIndex, tab.grid.usedRows);
  for (let row = box.startRowIndex; row < end; row++) rows.push(readRow(book, tab, row, box, rendering, evaluator));
  while (rows.length > 0 && rows.at(-1)?.length === 0) rows.pop();
  return rows;
}

/**
 * The values of a box; trailing blanks are left out, an entirely blank box has no `values`. Several boxes of one answer
 * share an evaluator.
 */
export function readValues(
  book: Book,
  tab: Tab,
  box: BoundBox,
  rendering: Rendering,
  evaluator: Evaluator = createEvaluator(book),
): ValueRange {
  const byColumn = rendering.majorDimension === 'COLUMNS';
  const rows = readRows(book, tab, box, rendering, evaluator);
  const values = byColumn ? transposed(rows) : rows;
  return {
    range: echo(tab, box),
    majorDimension: byColumn ? 'COLUMNS' : 'ROWS',
    values: values.length > 0 ? values : undefined,
  };
}
