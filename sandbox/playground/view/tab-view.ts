import { defaultPixels, type Line, type Lines, type Tab } from '../../google/sheets/tab.ts';
import type { SizeRun, TabView } from '../wire.ts';
import { cssColor } from './style.ts';

/** A tab without its cells. */
export function viewTab(tab: Tab): TabView {
  const color = cssColor(tab.tabColor?.color);
  const filter = filterOf(tab);
  return {
    sheetId: tab.sheetId,
    title: tab.title,
    hidden: tab.hidden,
    rowCount: tab.rowCount,
    columnCount: tab.columnCount,
    frozenRowCount: tab.frozenRowCount,
    frozenColumnCount: tab.frozenColumnCount,
    rowSizes: runsOf(tab.rowLines, defaultPixels.ROWS),
    columnSizes: runsOf(tab.columnLines, defaultPixels.COLUMNS),
    ...(color && { color }),
    ...(filter && { filter }),
  };
}

function filterOf(tab: Tab): TabView['filter'] {
  const range = tab.basicFilter?.range;
  return range && [range.startRowIndex ?? 0, range.startColumnIndex ?? 0, range.endColumnIndex ?? tab.columnCount];
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
