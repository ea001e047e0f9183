import { type CellValue, isError } from '../values/value.ts';
import { display } from '../values/display.ts';
import type { Book } from './book.ts';
import type { Cell } from './cell.ts';
import type { Tab } from './tab.ts';
import type { NumberFormat } from '../schema.generated.ts';
import { patternOf } from './format.ts';

/** What cells compute to in one state of the book. */
export type Evaluator = {
  valueAt(tab: Tab, row: number, column: number): CellValue | undefined;
  valueOf(tab: Tab, row: number, column: number, cell: Cell): CellValue | undefined;
};

/** Remembers results: make one for each answer. */
export function createEvaluator(_book: Book): Evaluator {
  const valueOf = (_tab: Tab, _row: number, _column: number, cell: Cell): CellValue | undefined =>
    cell.formula === undefined ? cell.value : { type: 'NAME' };
  return {
    valueAt(tab, row, column) {
      const cell = tab.grid.cell(row, column);
      return cell && valueOf(tab, row, column, cell);
    },
    valueOf,
  };
}

/** The text the grid shows. */
export function shownText(value: CellValue, format: NumberFormat | undefined, locale: string): string {
  if (typeof value === 'string' || isError(value)) return display(value, displayed(format), locale);
  return display(value, displayed(format), locale);
}

function displayed(format: NumberFormat | undefined) {
  if (!format?.type) return undefined;
  const pattern = patternOf(format);
  return pattern === undefined ? { type: format.type } : { type: format.type, pattern };
}
