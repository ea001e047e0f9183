import { serialIn } from '../../../shared/dates.ts';
import type { GridRange, Spreadsheet } from '../answers.ts';
import { cellOf, type CellContent, type CellData, type SheetRequest } from '../requests.ts';
import { createSideTab, freeTitle, restoreColumn, writeRow } from '../side-tab.ts';
import {
  DUE_WORDS,
  overdueRule,
  STATUS_COLUMNS,
  STATUS_ROWS,
  statusColumn,
  statusMark,
  type StatusColumnId,
} from './columns.ts';
import { findNames, pointNames, type NamedCell } from './names.ts';
import { removeLines } from './removal.ts';
import { linesOf, nextRow, type StatusTab } from './view.ts';

/** What the tab "Willcall" says of one report. */
export type StatusLine = {
  readonly reportId: string;
  /** Title of its tab. */
  readonly tab: string;
  /** For the organizer: "Up to date: all 12,480 read". null: what it said before. */
  readonly state: string | null;
  /** When the reading of what the tab shows began; null: the tab shows what it showed before. */
  readonly asOf: Date | null;
  /** null: as many as before. */
  readonly rows: number | null;
  readonly nextDue: NextDue;
};

/** When the next refresh is promised; null: none is scheduled. */
export type NextDue = Date | 'paused' | null;

export type StatusGoal = {
  readonly spreadsheetId: string;
  /** The spreadsheet's own: what NOW() tells there. */
  readonly timeZone: string;
  readonly line: StatusLine;
  /** For a tab that is still to be made. */
  readonly newSheetId: number;
  /** Whether named ranges are looked after. */
  readonly withNames: boolean;
};

/** `cells`: those the grid gains. */
export type StatusPlan = { readonly requests: readonly SheetRequest[]; readonly cells: number };

type Spot = { readonly sheetId: number; readonly row: number; readonly columns: ReadonlyMap<StatusColumnId, number> };

/** Brings the line of one report up to date, and no other. Pure. `tabs`: status tabs there are, the first is the one that counts. */
export function planStatus(book: Spreadsheet, tabs: readonly StatusTab[], goal: StatusGoal): StatusPlan {
  const [tab, ...doubles] = tabs;
  const { requests, cells } = tab ? updateLine(book, tab, goal) : firstLine(book, goal);
  const stray = doubles.flatMap((one) => removeLines(one, linesOf(one, goal.line.reportId)));
  return { requests: [...requests, ...stray], cells };
}

function firstLine(book: Spreadsheet, goal: StatusGoal): StatusPlan {
  const { spreadsheetId, newSheetId: sheetId, line } = goal;
  // the report's own tab may be about to be made in the same call
  const taken = [...book.sheets.map(({ properties }) => properties.title), line.tab];
  const title = freeTitle(taken, ['Willcall', 'Willcall status']);
  const spot = { sheetId, row: 1, columns: new Map(STATUS_COLUMNS.map(({ id }, index) => [id, index])) };
  const requests = [
    ...createSideTab({ sheetId, title, rows: STATUS_ROWS, mark: statusMark(spreadsheetId) }, STATUS_COLUMNS),
    overdueRule(sheetId),
    ...newLine(spot, goal),
    ...names(book, spot, goal, true),
  ];
  return { requests, cells: STATUS_ROWS * STATUS_COLUMNS.length };
}

function updateLine(book: Spreadsheet, before: StatusTab, goal: StatusGoal): StatusPlan {
  const { tab, requests, cells } = withIds(before);
  const { sheetId, columns } = tab;
  const [row, ...copies] = keptFirst(linesOf(tab, goal.line.reportId), book, goal);
  if (row !== undefined) {
    const spot = { sheetId, row, columns };
    const update = writeRow(sheetId, row, inColumns(columns, contents(goal)), 'userEnteredValue');
    const rest = [...names(book, spot, goal, false), ...removeLines(tab, copies)];
    return { requests: [...requests, ...update, ...rest], cells };
  }
  const spot = { sheetId, row: nextRow(tab), columns };
  const range = { sheetId, dimension: 'ROWS', startIndex: spot.row, endIndex: spot.row + 1 } as const;
  const insert: SheetRequest = { insertDimension: { range, inheritFromBefore: spot.row > 0 } };
  return {
    requests: [...requests, insert, ...newLine(spot, goal), ...names(book, spot, goal, true)],
    cells: cells + tab.gridColumns,
  };
}

/** Without the column of ids nobody can tell whose the lines are: they are left to people, and the column comes back. */
function withIds(tab: StatusTab): StatusPlan & { tab: StatusTab } {
  if (tab.columns.has('report')) return { tab, requests: [], cells: 0 };
  const { requests, at } = restoreColumn(tab, statusColumn('report'));
  const columns = new Map(tab.columns).set('report', at);
  const rows = tab.rows.map((cells, row) => {
    const longer = Array.from({ length: Math.max(at, cells.length) }, (_, column) => cells[column] ?? null);
    return longer.toSpliced(at, 0, row === 0 ? statusColumn('report').title : null);
  });
  return { tab: { ...tab, columns, rows, gridColumns: tab.gridColumns + 1 }, requests, cells: tab.gridRows };
}

/** Of a line that is there twice, the one its named range shows stays, else the upper one. */
function keptFirst(rows: readonly number[], book: Spreadsheet, { spreadsheetId, line }: StatusGoal): number[] {
  const named = findNames(book, { spreadsheetId, reportId: line.reportId }).get('asOf')?.range?.startRowIndex;
  return rows.toSorted((a, b) => Number(b === named) - Number(a === named));
}

/** What is known now; the other cells of the line keep what they hold. */
function contents({ line, timeZone }: StatusGoal): ReadonlyMap<StatusColumnId, CellContent> {
  const serial = serialIn(timeZone);
  const cells = new Map<StatusColumnId, CellContent>([
    ['tab', line.tab],
    ['nextDue', line.nextDue instanceof Date ? serial(line.nextDue.toISOString()) : DUE_WORDS[line.nextDue ?? 'none']],
    ['report', line.reportId],
  ]);
  if (line.state !== null) cells.set('state', line.state);
  if (line.asOf) cells.set('asOf', serial(line.asOf.toISOString())).set('zone', timeZone);
  if (line.rows !== null) cells.set('rows', line.rows);
  return cells;
}

function inColumns(
  columns: ReadonlyMap<StatusColumnId, number>,
  cells: ReadonlyMap<StatusColumnId, CellContent>,
): ReadonlyMap<number, CellData> {
  return new Map(
    [...cells].flatMap(([id, content]) => {
      const at = columns.get(id);
      return at === undefined ? [] : [[at, cellOf(content)]];
    }),
  );
}

function newLine({ sheetId, row, columns }: Spot, goal: StatusGoal): SheetRequest[] {
  const known = contents(goal);
  const cells = STATUS_COLUMNS.flatMap(({ id, format }): [number, CellData][] => {
    const at = columns.get(id);
    if (at === undefined) return [];
    const plain = { textFormat: { bold: false } };
    const userEnteredFormat = format ? { ...plain, numberFormat: format } : plain;
    return [[at, { ...cellOf(known.get(id) ?? null), userEnteredFormat }]];
  });
  const fields = 'userEnteredValue,userEnteredFormat.numberFormat,userEnteredFormat.textFormat.bold';
  return writeRow(sheetId, row, new Map(cells), fields);
}

function names(
  book: Spreadsheet,
  { sheetId, row, columns }: Spot,
  { spreadsheetId, line, withNames }: StatusGoal,
  isNewLine: boolean,
): SheetRequest[] {
  if (!withNames) return [];
  const cells = new Map<NamedCell, GridRange>();
  for (const cell of ['asOf', 'rows'] as const) {
    const at = columns.get(cell);
    if (at === undefined) continue;
    const [rows, across] = [
      { startRowIndex: row, endRowIndex: row + 1 },
      { startColumnIndex: at, endColumnIndex: at + 1 },
    ];
    cells.set(cell, { sheetId, ...rows, ...across });
  }
  return pointNames(book, { spreadsheetId, reportId: line.reportId, tab: line.tab }, cells, isNewLine);
}
