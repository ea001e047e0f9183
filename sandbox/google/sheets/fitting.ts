import type { Book } from './book.ts';
import type { Dimension } from './box.ts';
import { hasContent } from './cell.ts';
import { createEvaluator, shownText } from './evaluate.ts';
import { defaultPixels, type Tab } from './tab.ts';

/** Mean widths of Arial at ten points. */
const widths = { capital: 9.25, digit: 7.4, other: 6.6 } as const;
const padding = 11;

function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) {
    width += /\p{Lu}/u.test(letter) ? widths.capital : /\d/.test(letter) ? widths.digit : widths.other;
  }
  return width;
}

/** An estimate of the size that fits the texts of a line: there is no font here to measure. `undefined` for a blank line. */
export function fittingPixels(book: Book, tab: Tab, dimension: Dimension, index: number): number | undefined {
  if (dimension === 'ROWS') return defaultPixels.ROWS;
  const evaluator = createEvaluator(book);
  let widest = 0;
  for (let row = 0; row < tab.grid.usedRows; row++) {
    const cell = tab.grid.cell(row, index);
    if (!hasContent(cell)) continue;
    const value = evaluator.valueOf(tab, row, index, cell);
    const text = value === undefined ? '' : shownText(value, evaluator.formatOf(tab, cell), book.locale);
    for (const line of text.split('\n')) widest = Math.max(widest, widthOf(line));
  }
  return widest === 0 ? undefined : Math.round(widest) + padding;
}
