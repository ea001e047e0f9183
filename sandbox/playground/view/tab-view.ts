import type { Book } from '../../google/sheets/book.ts';
import { defaultPixels, type Line, type Lines, type Tab } from '../../google/sheets/tab.ts';
import { hiddenTexts } from '../editing/filter-requests.ts';
import type { SizeRun, TabView } from '../wire.ts';
import { filledRows } from './filled-rows.ts';
import { filteredRows } from './filtered-rows.ts';
import { cssColor } from './style.ts';

/** A tab without its cells. */
export function viewTab(book: Book, tab: Tab): TabView {
  const color = cssColor(tab.tabColor?.color);
  const filter = filterOf(tab);
  return {
    sheetId: tab.sheetId,
    title: tab.title,
    hidden: tab.hidden,
    rowCount: tab.rowCount,
    columnCount: tab.columnCount,
    filledRows: filledRows(tab),
    frozenRowCount: tab.frozenRowCount,
    frozenColumnCount: tab.frozenColumnCount,
    rowSizes: runsOf(withHidden(tab.rowLines, filteredRows(book, tab)), defaultPixels.ROWS),
    columnSizes: runsOf(tab.columnLines, defaultPixels.COLUMNS),
    ...(color && { color }),
    ...(filter && { filter }),
  };
}

function filterOf(tab: Tab): TabView['filter'] {
  if (!tab.basicFilter) return undefined;
  const { startRowIndex = 0, startColumnIndex = 0, endColumnIndex = tab.columnCount } = tab.basicFilter.range ?? {};
  const active = [...hiddenTexts(tab.basicFilter).keys()];
  return { row: startRowIndex, from: startColumnIndex, to: endColumnIndex, active };
}

function withHidden(lines: Lines, hidden: ReadonlySet<number>): Lines {
  if (hidden.size === 0) return lines;
  const all = lines.slice();
  for (const row of hidden) all[row] = { hiddenByUser: true };
  return Array.from(all);
}

/** Neighbours of one size in one run; lines of the default size in none. */
function runsOf(lines: Lines, usual: number): SizeRun[] {
  const runs: [number, number, number][] = [];
  lines.forEach((line, index) => {
    const pixels = pixelsOf(line, usual);
    const last = runs.at(-1);
    if (pixels === usual) return;
    if (last && last[1] === index && last[2] === pixels) last[1] = index + 1;
    else runs.push([index, index + 1, pixels]);
  });
  return runs;
}

function pixelsOf(line: Line | undefined, usual: number): number {
  return line?.hiddenByUser ? 0 : (line?.pixelSize ?? usual);
}
