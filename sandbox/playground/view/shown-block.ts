import type { Book } from '../../google/sheets/book.ts';
import type { Tab } from '../../google/sheets/tab.ts';
import { Refusal } from '../access.ts';
import { viewCells, type Block } from './cells-view.ts';
import { filledRows } from './filled-rows.ts';
import { filteredRows } from './filtered-rows.ts';

/** More cells are not copied at once. */
const MOST_CELLS = 500_000;

/**
 * A block as it goes to the clipboard: shown texts with tabs and line breaks between them, without hidden rows and columns.
 * @throws Refusal 400 for a very large block.
 */
export function shownBlock(book: Book, tab: Tab, block: Block): string {
  const rows = Math.min(block.rows, Math.max(1, filledRows(tab) - block.row));
  const columns = Math.min(block.columns, tab.columnCount - block.column);
  if (rows * columns > MOST_CELLS) throw new Refusal(400, 'That is too much to copy at once. Copy it in parts.');
  const { rows: lines } = viewCells(book, tab, { ...block, rows, columns }, 0);
  const filtered = filteredRows(book, tab);
  const isShown = (row: number) => !filtered.has(row) && tab.rowLines[row]?.hiddenByUser !== true;
  const shownColumns = Array.from({ length: columns }, (_, index) => index).filter(
    (index) => tab.columnLines[block.column + index]?.hiddenByUser !== true,
  );
  return Array.from({ length: rows }, (_, index) => index)
    .filter((index) => isShown(block.row + index))
    .map((index) => shownColumns.map((column) => quoted(lines[index]?.[column] ?? null)).join('\t'))
    .join('\n');
}

function quoted(cell: null | string | readonly [string, ...unknown[]]): string {
  const text = cell === null ? '' : typeof cell === 'string' ? cell : cell[0];
  return /["\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
