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

/** So many cells may wait for each other on the call stack; longer chains are computed from their far end. */
const maxDepth = 100;

const maxSteps = 200;

/** Thrown when a formula's chain gets too long: first compute this cell, then begin again. */
class Deeper extends Error {
  readonly place: Place;

  constructor(place: Place) {
    super('the chain of formulas is too long to follow at once');
    this.place = place;
  }
}

type Place = { readonly tab: Tab; readonly row: number; readonly column: number; readonly formula: string };

function isSame(a: Place, b: Place): boolean {
  return a.tab === b.tab && a.row === b.row && a.column === b.column;
}

class Computer implements Evaluator {
  readonly #book: Book;
  readonly #known = new Map<Tab, Known>();
  readonly #formats = new Map<Tab, Map<Cell, NumberFormat | undefined>>();
  #depth = 0;
  #moment: number | undefined;

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
    const place = { tab, row, column, formula: cell.formula };
    if (this.#depth === 0) return this.#fromFarEnd(place);
    if (this.#depth >= maxDepth) throw new Deeper(place);
    return this.#computed(place);
  }

  /** Computes what the cell waits for until the cell itself can be computed. */
  #fromFarEnd(wanted: Place): CellValue | undefined {
    const waiting = [wanted];
    for (;;) {
      const next = waiting.at(-1) ?? wanted;
      const deeper = this.#attempt(next);
      if (!deeper) waiting.pop();
      else if (waiting.some((one) => isSame(one, deeper))) this.#keep(deeper, circular);
      else waiting.push(deeper);
      if (waiting.length === 0) return this.#knownOf(wanted.tab).get(wanted.row * stride + wanted.column);
    }
  }

  /** `undefined` when the cell is computed, else the cell to compute first. */
  #attempt(place: Place): Place | undefined {
    try {
      this.#computed(place);
      return undefined;
    } catch (error) {
      if (error instanceof Deeper) return error.place;
      throw error;
    }
  }

  #computed(place: Place): CellValue | undefined {
    const { tab, row, column, formula } = place;
    this.#keep(place, circular);
    this.#depth += 1;
    try {
      const value = evaluateFormula(formula, this.#context(tab, row, column));
      this.#keep(place, value);
      return value;
    } catch (error) {
      this.#knownOf(tab).delete(row * stride + column);
      throw error;
    } finally {
      this.#depth -= 1;
    }
  }

  #keep({ tab, row, column }: Place, value: CellValue | undefined): void {
    this.#knownOf(tab).set(row * stride + column, value);
  }

  /** Formats are looked for along so many cells; in a block that is read from the top each cell is one step. */
  formatOf(tab: Tab, cell: Cell, depth = 0): NumberFormat | undefined {
    const own = cell.format?.numberFormat;
    if (own || cell.formula === undefined) return own;
    const known = this.#formats.get(tab) ?? new Map<Cell, NumberFormat | undefined>();
    if (known.has(cell)) return known.get(cell);
    if (depth > maxSteps) return undefined;
    const inherited = inheritedFormat(cell.formula, (reference) =>
      displayed(this.#formatAt(tab, reference, depth + 1)),
    );
    if (depth === 0) this.#formats.set(tab, known.set(cell, inherited));
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

  #now(): number {
    this.#moment ??= serialOfInstant(this.#book.clock(), this.#book.timeZone);
    return this.#moment;
  }

  #context(own: Tab, row: number, column: number): FormulaContext {
    const now = () => this.#now();
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
      get now() {
        return now();
      },
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
