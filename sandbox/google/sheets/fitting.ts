import type { Book } from './book.ts';
import type { Dimension } from './box.ts';
import { hasContent } from './cell.ts';
import { createEvaluator, shownText } from './evaluate.ts';
import { defaultPixels, type Tab } from './tab.ts';

const pixelsPerCharacter = 7;
const padding = 6;

/** An estimate of the size that fits the texts of a line: there is no font here to measure. `undefined` for a blank line. */
export function fittingPixels(book: Book, tab: Tab, dimension: Dimension, index: number): number | undefined {
  if (dimension === 'ROWS') return defaultPixels.ROWS;
  const evaluator = createEvaluator(book);
  let longest = 0;
  for (let row = 0; row < tab.grid.usedRows; row++) {
    const cell = tab.grid.cell(row, index);
    if (!hasContent(cell)) continue;
    const value = evaluator.valueOf(tab, row, index, cell);
    const text = value === undefined ? '' : shownText(value, evaluator.formatOf(tab, cell), book.locale);
    longest = Math.max(longest, ...text.split('\n').map((line) => line.length));
  }
  return longest === 0 ? undefined : longest * pixelsPerCharacter + padding;
}
