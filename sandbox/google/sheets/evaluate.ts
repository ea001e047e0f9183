import type { NumberFormat } from '../schema.generated.ts';
import { display } from '../values/display.ts';
import {
  boxOf,
  type CellReference,
  circular,
  evaluateFormula,
  type FormulaContext,
  inheritedFormat,
} from '../values/formula.ts';
import { serialOfInstant } from '../values/serial.ts';
import type { CellValue } from '../values/value.ts';
import type { Book } from './book.ts';
import type { Cell } from './cell.ts';
import { patternOf } from './format.ts';
import { boxOf as boxOfRange } from './box.ts';
import type { Tab } from './tab.ts';

/** What cells compute to in one state of the book. */
export type Evaluator = {
  valueAt(tab: Tab, row: number, column: number): CellValue | undefined;
  valueOf(tab: Tab, row: number, column: number, cell: Cell): CellValue | undefined;
  /** The number format a cell shows with: its own, or what its formula takes over. */
  formatOf(tab: Tab, cell: Cell): NumberFormat | undefined;
};

type Known = Map<number, CellValue | undefined>;

const stride = 32_768;

class Computer implements Evaluator {
  readonly #book: Book;
  readonly #known = new Map<Tab, Known>();

  constructor(book: Book) {
    this.#book = book;
  }

  valueAt(tab: Tab, row: number, column: number): CellValue | undefined {
    const cell = tab.grid.cell(row, column);
    return cell && this.valueOf(tab, row, column, cell);
  }

  valueOf(tab: Tab, row: number, column: number, cell: Cell): CellValue | undefined {
    if (cell.formula === undefined) return cell.value;
    const known = this.#knownOf(tab);
    const key = row * stride + column;
    if (known.has(key)) return known.get(key);
    known.set(key, circular);
    const value = evaluateFormula(cell.formula, this.#context(tab, row, column));
    known.set(key, value);
    return value;
  }

  formatOf(tab: Tab, cell: Cell, depth = 0): NumberFormat | undefined {
    const own = cell.format?.numberFormat;
    if (own || cell.formula === undefined || depth > 50) return own;
    const inherited = inheritedFormat(cell.formula, (reference) =>
      displayed(this.#formatAt(tab, reference, depth + 1)),
    );
    return inherited;
  }

  #formatAt(tab: Tab, reference: CellReference, depth: number): NumberFormat | undefined {
    const at = this.#tab(reference.title, tab);
    const { startRowIndex = 0, startColumnIndex = 0 } = boxOf(reference);
    const cell = at?.grid.cell(startRowIndex, startColumnIndex);
    return at && cell && this.formatOf(at, cell, depth);
  }

  #tab(title: string | undefined, own: Tab): Tab | undefined {
    return title === undefined ? own : this.#book.byTitle(title);
  }

  #knownOf(tab: Tab): Known {
    const found = this.#known.get(tab) ?? new Map<number, CellValue | undefined>();
    this.#known.set(tab, found);
    return found;
  }

  #context(own: Tab, row: number, column: number): FormulaContext {
    return {
      cell: (title, r, c) => {
        const tab = this.#tab(title, own);
        return tab && this.valueAt(tab, r, c);
      },
      size: (title) => {
        const tab = this.#tab(title, own);
        return tab && { rows: tab.rowCount, columns: tab.columnCount };
      },
      namedRange: (name) => {
        const found = this.#book.namedRanges.find((one) => one.name?.toLowerCase() === name.toLowerCase());
        const tab = found?.range && this.#book.find(found.range.sheetId ?? 0);
        return found?.range && tab ? { title: tab.title, box: boxOfRange(found.range) } : undefined;
      },
      row,
      column,
      now: serialOfInstant(this.#book.clock(), this.#book.timeZone),
      locale: this.#book.locale,
    };
  }
}

/** Remembers results: make one for each answer. */
export function createEvaluator(book: Book): Evaluator {
  return new Computer(book);
}

/** The text the grid shows. */
export function shownText(value: CellValue, format: NumberFormat | undefined, locale: string): string {
  return display(value, displayed(format), locale);
}

function displayed(format: NumberFormat | undefined) {
  if (!format?.type) return undefined;
  const pattern = patternOf(format);
  return pattern === undefined ? { type: format.type } : { type: format.type, pattern };
}
