import type { GridRange } from './answers.ts';
import { boldHeader, formats, header, widths } from './dress.ts';
import type { Pattern } from './fill-down.ts';
import { isKeyColumn } from './key-column.ts';
import { layOutAppend, withHeaderRow, type AppendLayout } from './layout-append.ts';
import { bookkeeping } from './marks.ts';
import type { Goal, Plan, Source } from './plan.ts';
import { content, fillNewRows, managedAfter, overlaps, rename, unmerge, widthAfter } from './plan-parts.ts';
import type { SheetRequest } from './requests.ts';
import { box } from './box.ts';
import { adjacent } from './runs.ts';
import type { Tab } from './tab.ts';

/**
 * Works out how the goal's rows come below those the tab holds; what stands there stays as it is, and so do titles people gave the
 * columns. Pure.
 */
export function planAppend(found: Tab, goal: Goal, source: Source, pattern: Pattern | null = null): Plan {
  const { tab, requests: headerRow } = withHeaderRow(found);
  const count = goal.cells.rows.length;
  const size = { rows: count, columns: goal.columns, hasKey: goal.columns.some(isKeyColumn) };
  const layout = layOutAppend(tab, size);
  const runs = adjacent(layout.positions);
  const requests = [
    ...headerRow,
    ...unmergeLast(tab, layout),
    ...layout.requests,
    ...rename(tab, goal),
    ...moveLast(tab, layout),
    ...runs.flatMap((run) => content(layout, run, goal, source)),
    ...titles(tab, layout, goal, headerRow.length > 0),
    ...boldHeader(layout),
    ...(count > 0 || !tab.block ? formats(layout, goal) : []),
    ...fillNewRows(layout, pattern),
    ...widths(layout, goal),
    ...bookkeeping(tab, layout, goal, layout.kept + count),
  ];
  const summary = {
    added: count,
    changed: 0,
    removed: 0,
    unchanged: layout.kept,
    cells: count * goal.columns.length,
    growth: layout.growth + headerRow.length * tab.gridColumns,
    columns: widthAfter(tab, layout) - tab.gridColumns,
    rows: layout.kept + count,
  };
  const area = touched(found, layout, headerRow.length);
  return { requests, sheetId: tab.sheetId, area, managed: managedAfter(layout), summary };
}

/**
 * Whatever stands in the last row when Google does this, the user's cells included, moves up as a whole; where it was only the look
 * and the rules of the columns stay.
 */
function moveLast(tab: Tab, layout: AppendLayout): SheetRequest[] {
  const { moved } = layout;
  if (!moved) return [];
  const width = widthAfter(tab, layout);
  const source = box(layout.sheetId, [moved.from, moved.from + 1], [0, width]);
  const destination = box(layout.sheetId, [moved.to, moved.to + 1], [0, width]);
  const isMerged = tab.merges.some((merge) => overlaps(merge, { startRowIndex: moved.to, endRowIndex: moved.to + 1 }));
  return [
    { copyPaste: { source, destination, pasteType: 'PASTE_NORMAL' } },
    ...(isMerged ? [{ unmergeCells: { range: source } }] : []),
    { repeatCell: { range: source, cell: {}, fields: 'userEnteredValue,note,textFormatRuns' } },
  ];
}

/** A merge that reaches into the last row from above would grow over the new ones. */
function unmergeLast(tab: Tab, { moved }: AppendLayout): SheetRequest[] {
  if (!moved) return [];
  const tall = tab.merges.filter(({ startRowIndex = 0 }) => startRowIndex < moved.to);
  return unmerge({ ...tab, merges: tall }, [
    { sheetId: tab.sheetId, startRowIndex: moved.to, endRowIndex: moved.to + 1 },
  ]);
}

/** Notes on all columns; titles only where there are none yet. */
function titles({ block }: Tab, layout: AppendLayout, goal: Goal, isHeaderGone: boolean): SheetRequest[] {
  const isAll = !block || isHeaderGone;
  return adjacent(layout.positions).flatMap((run) => {
    const { updateCells } = header(layout, run, goal);
    if (isAll) return [{ updateCells }];
    const fresh = layout.positions.slice(run.from, run.to).flatMap((position, offset) => {
      const index = run.from + offset;
      if (layout.before[index]) return [];
      const values = updateCells.rows[0]?.values.slice(offset, offset + 1) ?? [];
      const range = box(layout.sheetId, [layout.top, layout.top + 1], [position, position + 1]);
      return [{ updateCells: { range, rows: [{ values }], fields: 'userEnteredValue' } }];
    });
    return [{ updateCells: { ...updateCells, fields: 'note' } }, ...fresh];
  });
}

/** The cells of today's tab that an append may write to: the header and the whole last row. */
function touched(
  { exists, sheetId, block }: Tab,
  { top, positions, before, moved }: AppendLayout,
  inserted: number,
): GridRange[] {
  if (!exists) return [];
  const columns = block ? before.flatMap((column) => column?.index ?? []) : positions;
  const headers = adjacent(columns).map(({ from, to, at }) => ({
    sheetId,
    startRowIndex: top,
    endRowIndex: top + 1,
    startColumnIndex: at,
    endColumnIndex: at + to - from,
  }));
  if (!moved) return headers;
  const last = moved.to - inserted;
  return [...headers, { sheetId, startRowIndex: last, endRowIndex: last + 1 }];
}
