import type { GridRange } from './answers.ts';
import { boldHeader, formats, header, unhide, widths } from './dress.ts';
import type { Pattern } from './fill-down.ts';
import { isKeyColumn } from './key-column.ts';
import { layOut, type Layout } from './layout.ts';
import { bookkeeping } from './marks.ts';
import type { Goal, Plan, Source } from './plan.ts';
import { content, fillNewRows, managedAfter, rename, unmerge, widthAfter } from './plan-parts.ts';
import type { SheetRequest } from './requests.ts';
import { box } from './box.ts';
import { adjacent } from './runs.ts';
import type { Tab } from './tab.ts';

/**
 * Works out how the tab becomes exactly the goal: the block is overwritten in place, grown by inserting inside it, its remainder
 * cleared; the user's cells beside and below are not touched, only moved down. Pure.
 */
export function planReplace(tab: Tab, goal: Goal, source: Source, pattern: Pattern | null = null): Plan {
  const hasKey = goal.columns.some(isKeyColumn);
  const layout = layOut(tab, { rows: goal.cells.rows.length, columns: goal.columns.length, hasKey });
  const runs = adjacent(layout.positions);
  const area = touched(tab, layout);
  const requests = [
    ...unmerge(tab, area),
    ...layout.requests,
    ...rename(tab, goal),
    ...runs.flatMap((run) => content(layout, run, goal, source)),
    ...clearRest(layout, goal.cells.rows.length),
    ...runs.map((run) => header(layout, run, goal)),
    ...boldHeader(layout),
    ...formats(layout, goal),
    ...fillNewRows(layout, pattern),
    ...widths(layout, goal),
    ...unhide(layout),
    ...bookkeeping(tab, layout, goal),
  ];
  return {
    requests,
    sheetId: tab.sheetId,
    area,
    managed: managedAfter(layout),
    summary: summaryOf(layout, goal, widthAfter(tab, layout) - tab.gridColumns),
  };
}

function summaryOf({ oldRows, growth }: Layout, goal: Goal, columns: number): Plan['summary'] {
  const rows = goal.cells.rows.length;
  return {
    added: Math.max(0, rows - oldRows),
    changed: Math.min(rows, oldRows),
    removed: Math.max(0, oldRows - rows),
    unchanged: 0,
    cells: (rows + 1) * goal.columns.length,
    growth,
    columns,
    rows,
  };
}

function clearRest(layout: Layout, rows: number): SheetRequest[] {
  const first = layout.top + 1;
  const kept = layout.before.flatMap((column) => (column ? layout.across(column.index) : []));
  const requests: SheetRequest[] = [];
  if (rows < layout.oldRows) {
    for (const { from, to, at } of adjacent(kept)) {
      const range = box(layout.sheetId, [first + rows, first + layout.oldRows], [at, at + to - from]);
      requests.push({ repeatCell: { range, cell: {}, fields: 'userEnteredValue' } });
    }
  }
  for (const { from, to, at } of adjacent(layout.surplus.map(({ index }) => layout.across(index)))) {
    const range = box(layout.sheetId, [layout.top, first + layout.capacity], [at, at + to - from]);
    const fields = 'userEnteredValue,note,userEnteredFormat.numberFormat,userEnteredFormat.textFormat.bold';
    requests.push({ repeatCell: { range, cell: {}, fields } });
  }
  return requests;
}

/** The cells of today's tab that a publish may write to. */
function touched(tab: Tab, { top, capacity, before, surplus, positions }: Layout): GridRange[] {
  if (!tab.exists) return [];
  const columns = tab.block
    ? [...before.flatMap((column) => column?.index ?? []), ...surplus.map(({ index }) => index)]
    : positions;
  const endRowIndex = top + 1 + (tab.block?.capacity ?? capacity);
  return adjacent(columns).map(({ from, to, at }) => ({
    sheetId: tab.sheetId,
    startRowIndex: top,
    endRowIndex,
    startColumnIndex: at,
    endColumnIndex: at + to - from,
  }));
}
