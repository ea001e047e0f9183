import type { Column } from '../../shared/columns.ts';
import type { WriteMode } from '../../shared/writing.ts';
import type { GridRange } from './answers.ts';
import type { CellTable } from './cells.ts';
import { layOut, type Layout } from './layout.ts';
import { boldHeader, formats, header, unhide, widths } from './dress.ts';
import { isKeyColumn } from './key-column.ts';
import { bookkeeping } from './marks.ts';
import { cellOf, type SheetRequest } from './requests.ts';
import { adjacent, box, type Run } from './runs.ts';
import type { Tab } from './tab.ts';

/** What the tab should hold after a publish. */
export type Goal = {
  readonly spreadsheetId: string;
  readonly reportId: string;
  readonly runId: string;
  readonly generation: number;
  readonly mode: WriteMode;
  /** Title of the tab in the report's settings. */
  readonly title: string;
  readonly columns: readonly Column[];
  readonly cells: CellTable;
  /** One sentence about completeness, without a time: it becomes part of the first header note, and the same content must stay identical. */
  readonly certificate: string;
  /** Id of the new marker. Google refuses a second one with the same id, and with it a whole call that arrives twice. */
  readonly markerId: number;
};

/** Where the values come from: the call itself, or a prepared tab of the same spreadsheet (data rows only, from its first cell). */
export type Source = { readonly kind: 'inline' } | { readonly kind: 'staged'; readonly sheetId: number };

/** One all-or-nothing batchUpdate. `growth`: cells the grid gains. */
export type Plan = {
  readonly requests: readonly SheetRequest[];
  readonly sheetId: number;
  readonly area: readonly GridRange[];
  readonly summary: {
    readonly added: number;
    readonly removed: number;
    readonly cells: number;
    readonly growth: number;
  };
};

/**
 * Works out how the tab becomes exactly the goal (write mode "replace"): the block is overwritten in place, grown by inserting inside
 * it, its remainder cleared; the user's cells beside and below are not touched, only moved down. Pure.
 */
export function planReplace(tab: Tab, goal: Goal, source: Source): Plan {
  const hasKey = goal.columns.some(isKeyColumn);
  const layout = layOut(tab, { rows: goal.cells.rows.length, columns: goal.columns.length, hasKey });
  const runs = adjacent(layout.positions);
  const requests = [
    ...unmerge(tab, layout),
    ...layout.requests,
    ...rename(tab, goal),
    ...runs.flatMap((run) => content(layout, run, goal, source)),
    ...clearRest(layout, goal.cells.rows.length),
    ...runs.map((run) => header(layout, run, goal)),
    ...boldHeader(layout),
    ...formats(layout, goal),
    ...widths(layout, goal),
    ...unhide(layout),
    ...bookkeeping(tab, layout, goal),
  ];
  const rows = goal.cells.rows.length;
  const summary = {
    added: Math.max(0, rows - layout.oldRows),
    removed: Math.max(0, layout.oldRows - rows),
    cells: (rows + 1) * goal.columns.length,
    growth: layout.growth,
  };
  return { requests, sheetId: tab.sheetId, area: touched(tab, layout), summary };
}

function content(layout: Layout, run: Run, { cells }: Goal, source: Source): SheetRequest[] {
  const count = cells.rows.length;
  if (count === 0) return [];
  const first = layout.top + 1;
  const range = box(layout, [first, first + count], [run.at, run.at + run.to - run.from]);
  if (source.kind === 'inline') {
    const rows = cells.rows.map((row) => ({ values: row.slice(run.from, run.to).map(cellOf) }));
    return [{ updateCells: { range, rows, fields: 'userEnteredValue' } }];
  }
  const from = { startRowIndex: 0, endRowIndex: count, startColumnIndex: run.from, endColumnIndex: run.to };
  return [
    { copyPaste: { source: { sheetId: source.sheetId, ...from }, destination: range, pasteType: 'PASTE_VALUES' } },
  ];
}

function clearRest(layout: Layout, rows: number): SheetRequest[] {
  const first = layout.top + 1;
  const kept = layout.before.flatMap((column) => (column ? layout.across(column.index) : []));
  const requests: SheetRequest[] = [];
  if (rows < layout.oldRows) {
    for (const { from, to, at } of adjacent(kept)) {
      const range = box(layout, [first + rows, first + layout.oldRows], [at, at + to - from]);
      requests.push({ repeatCell: { range, cell: {}, fields: 'userEnteredValue' } });
    }
  }
  for (const { from, to, at } of adjacent(layout.surplus.map(({ index }) => layout.across(index)))) {
    const range = box(layout, [layout.top, first + layout.capacity], [at, at + to - from]);
    const fields = 'userEnteredValue,note,userEnteredFormat.numberFormat,userEnteredFormat.textFormat.bold';
    requests.push({ repeatCell: { range, cell: {}, fields } });
  }
  return requests;
}

/** A merged cell shows only its first value; it would swallow the others. */
function unmerge(tab: Tab, layout: Layout): SheetRequest[] {
  const area = touched(tab, layout);
  return tab.merges
    .filter((merge) => area.some((one) => overlaps(one, merge)))
    .map((range) => ({ unmergeCells: { range } }));
}

/** Follows a change of the report's settings; a tab that people renamed themselves keeps their title. */
function rename({ sheetId, exists, marker }: Tab, { title }: Goal): SheetRequest[] {
  if (!exists || marker === null || marker.tab === title) return [];
  return [{ updateSheetProperties: { properties: { sheetId, title }, fields: 'title' } }];
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

/** Whether two ranges of one tab share a cell; open sides reach to the end. */
export function overlaps(a: Partial<GridRange>, b: Partial<GridRange>): boolean {
  const meet = (aFrom = 0, aTo = Infinity, bFrom = 0, bTo = Infinity) => aFrom < bTo && bFrom < aTo;
  return (
    meet(a.startRowIndex, a.endRowIndex, b.startRowIndex, b.endRowIndex) &&
    meet(a.startColumnIndex, a.endColumnIndex, b.startColumnIndex, b.endColumnIndex)
  );
}
