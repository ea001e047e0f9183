import { shownFormula } from '../../google/values/formula.ts';
import type { CellFormat } from '../../google/schema.generated.ts';
import type { Book } from '../../google/sheets/book.ts';
import type { Cell } from '../../google/sheets/cell.ts';
import { createEvaluator, shownText, type Evaluator } from '../../google/sheets/evaluate.ts';
import type { Tab } from '../../google/sheets/tab.ts';
import type { CellValue } from '../../google/values/value.ts';
import type { CellStyle, CellsView, CellView } from '../wire.ts';
import { styleOf } from './style.ts';

/** Which cells: from a row and column, so many. */
export type Block = { row: number; column: number; rows: number; columns: number };

/** A block of cells in the compact form the page draws; blank ends are left out. */
export function viewCells(book: Book, tab: Tab, block: Block, version: number): CellsView {
  const styles = new Styles();
  const evaluator = createEvaluator(book);
  const rows: CellView[][] = [];
  const last = Math.min(block.row + block.rows, tab.rowCount, tab.grid.usedRows);
  for (let row = block.row; row < last; row += 1) rows.push(viewRow({ book, tab, evaluator, styles }, row, block));
  return { version, styles: styles.list, rows };
}

type Drawing = { book: Book; tab: Tab; evaluator: Evaluator; styles: Styles };

function viewRow({ book, tab, evaluator, styles }: Drawing, row: number, block: Block): CellView[] {
  const cells = tab.grid.row(row).slice(block.column, block.column + block.columns);
  const views = cells.map((cell, offset): CellView => {
    if (!cell) return null;
    const value = evaluator.valueOf(tab, row, block.column + offset, cell);
    return viewCell(cell, value, book.locale, styles);
  });
  return withoutBlankEnd(views);
}

function viewCell(cell: Cell, value: CellValue | undefined, locale: string, styles: Styles): CellView {
  const text = value === undefined || value === '' ? '' : shownText(value, cell.format?.numberFormat, locale);
  const entered = enteredOf(cell, text);
  return shortest(text, styles.indexOf(cell.format, value), entered === text ? null : entered, cell.extra?.note);
}

function shortest(text: string, style: number, entered: string | null, note: string | undefined): CellView {
  if (note !== undefined) return [text, style, entered, note];
  if (entered !== null) return [text, style, entered];
  if (style !== PLAIN) return [text, style];
  return text === '' ? null : text;
}

const TYPED_AS_SHOWN = ['DATE', 'TIME', 'DATE_TIME', 'PERCENT'];

function enteredOf(cell: Cell, text: string): string {
  if (cell.formula !== undefined) return shownFormula(cell.formula);
  if (TYPED_AS_SHOWN.includes(cell.format?.numberFormat?.type ?? '')) return text;
  if (typeof cell.value === 'boolean') return cell.value ? 'TRUE' : 'FALSE';
  return cell.value === undefined ? '' : String(cell.value);
}

function withoutBlankEnd(views: CellView[]): CellView[] {
  let end = views.length;
  while (end > 0 && views[end - 1] === null) end -= 1;
  return views.slice(0, end);
}

const PLAIN = 0;

/** Numbers the looks of one block; formats are shared objects, so most cells cost one look-up. */
class Styles {
  readonly list: CellStyle[] = [{}];
  readonly #byText = new Map([['{}', PLAIN]]);
  readonly #byFormat = new Map<CellFormat | undefined, Map<string, number>>();

  indexOf(format: CellFormat | undefined, value: CellValue | undefined): number {
    const kinds = this.#byFormat.get(format) ?? new Map<string, number>();
    this.#byFormat.set(format, kinds);
    const known = kinds.get(typeof value);
    if (known !== undefined) return known;
    const index = this.#number(styleOf(format, value));
    kinds.set(typeof value, index);
    return index;
  }

  #number(style: CellStyle): number {
    const text = JSON.stringify(style);
    const known = this.#byText.get(text);
    if (known !== undefined) return known;
    const index = this.list.push(style) - 1;
    this.#byText.set(text, index);
    return index;
  }
}
