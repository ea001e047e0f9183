import { createHash } from 'node:crypto';
import { serialIn } from '../../../shared/dates.ts';
import { cellOf, type CellData, type SheetRequest } from '../requests.ts';
import { shortTitle } from '../short-title.ts';
import { createSideTab, freeTitle, restoreColumn, writeRows } from '../side-tab.ts';
import { LOG_COLUMNS, logMark, runColumn, TIME_FORMAT, type LogColumnId } from './columns.ts';
import { logLines, type LogEntry } from './lines.ts';
import type { LogTab } from './view.ts';

export type LogGoal = {
  readonly spreadsheetId: string;
  /** The spreadsheet's own. */
  readonly timeZone: string;
  readonly reportId: string;
  /** Title of the list's tab. */
  readonly title: string;
  /** For how many runs lines are kept, this one included. */
  readonly runs: number;
  readonly runId: string;
  /** When the run changed the list. */
  readonly at: Date;
};

/** `cells`: those the grid gains; less than 0 when more lines leave than come. */
export type LogPlan = { readonly requests: readonly SheetRequest[]; readonly cells: number };

/** A tab is never left without a row that scrolls. */
const SPARE_ROWS = 1;
const ENDING = ' – changes';
/** Lines that people sorted apart are taken away one by one; the rest goes with the next run. */
const MOST_DELETIONS = 1000;

/** Puts the lines of a run on top and takes those of the oldest runs away. Pure. `tab`: null when there is none yet. */
export function planLog(
  tab: LogTab | null,
  entries: readonly LogEntry[],
  goal: LogGoal,
  made: { readonly newSheetId: number; readonly titles: readonly string[] },
): LogPlan {
  const lines = logLines(entries);
  if (lines.length === 0) return { requests: [], cells: 0 };
  return tab ? addLines(withRuns(tab), lines, goal) : firstLines(lines, goal, made);
}

function firstLines(
  lines: readonly CellData[][],
  goal: LogGoal,
  { newSheetId: sheetId, titles }: { newSheetId: number; titles: readonly string[] },
): LogPlan {
  const title = freeTitle(titles, [shortTitle(goal.title, ENDING)]);
  const rows = 1 + lines.length + SPARE_ROWS;
  const columns = new Map(LOG_COLUMNS.map(({ id }, index) => [id, index]));
  const mark = logMark(goal.spreadsheetId, goal.reportId);
  const requests = [
    ...createSideTab({ sheetId, title, rows, mark }, LOG_COLUMNS),
    ...writeLines({ sheetId, columns, at: 1 }, lines, goal, tagOf(1, goal.runId)),
  ];
  return { requests, cells: rows * LOG_COLUMNS.length };
}

type Known = LogPlan & { readonly tab: LogTab };

/** Without the column of runs nobody can tell how old the lines are: they are left to people, and the column comes back. */
function withRuns(tab: LogTab): Known {
  if (tab.columns.has('run')) return { tab, requests: [], cells: 0 };
  const { requests, at } = restoreColumn({ ...tab, rows: [] }, runColumn());
  const columns = new Map(tab.columns).set('run', at);
  const runs = [runColumn().title];
  return { tab: { ...tab, columns, runs, gridColumns: tab.gridColumns + 1 }, requests, cells: tab.gridRows };
}

function addLines({ tab, requests, cells }: Known, lines: readonly CellData[][], goal: LogGoal): LogPlan {
  const { sheetId, columns, gridRows, gridColumns } = tab;
  const { number, outdated } = ageOf(tab, goal);
  const at = tab.runs.indexOf(runColumn().title) + 1;
  const range = { sheetId, dimension: 'ROWS', startIndex: at, endIndex: at + lines.length } as const;
  // rows that are there already are pushed down by the new ones
  const old = spans(outdated).map(([from, to]) => (from < at ? [from, to] : [from + lines.length, to + lines.length]));
  const deletions = old.toReversed().map(([startIndex = 0, endIndex = 0]): SheetRequest => {
    return { deleteDimension: { range: { sheetId, dimension: 'ROWS', startIndex, endIndex } } };
  });
  const deleted = old.reduce((sum, [from = 0, to = 0]) => sum + to - from, 0);
  return {
    requests: [
      ...requests,
      { insertDimension: { range, inheritFromBefore: at >= gridRows } },
      ...writeLines({ sheetId, columns, at }, lines, goal, tagOf(number, goal.runId)),
      ...deletions,
    ],
    cells: cells + (lines.length - deleted) * gridColumns,
  };
}

/** Runs are counted: the number tells their order however people sorted the lines, the rest which run it was. */
function tagOf(number: number, runId: string): string {
  return `#${number} ${createHash('sha256').update(runId).digest('hex').slice(0, 8)}`;
}

const TAG = /^#(\d{1,9}) [\da-f]{8}$/;

/** The number of this run, and the rows of runs that are too old to stay. Rows without a number are people's. */
function ageOf({ runs }: LogTab, goal: LogGoal): { number: number; outdated: number[] } {
  const numbers = runs.map((tag) => Number(TAG.exec(tag ?? '')?.[1] ?? 0));
  const newest = numbers.reduce((a, b) => Math.max(a, b), 0);
  const isSame = newest > 0 && runs.includes(tagOf(newest, goal.runId));
  const number = isSame ? newest : newest + 1;
  const all = [...new Set([number, ...numbers.filter((one) => one > 0)])].toSorted((a, b) => b - a);
  const kept = new Set(all.slice(0, Math.max(1, goal.runs)));
  return { number, outdated: numbers.flatMap((one, row) => (one > 0 && !kept.has(one) ? [row] : [])) };
}

/** Rows one below the other, as first and end; when there are too many, those at the bottom. */
function spans(rows: readonly number[]): (readonly [number, number])[] {
  const found: [number, number][] = [];
  for (const row of rows) {
    const last = found.at(-1);
    if (last && last[1] === row) last[1] = row + 1;
    else found.push([row, row + 1]);
  }
  return found.slice(-MOST_DELETIONS);
}

type Spot = { readonly sheetId: number; readonly columns: ReadonlyMap<LogColumnId, number>; readonly at: number };

function writeLines({ sheetId, columns, at }: Spot, lines: readonly CellData[][], goal: LogGoal, tag: string) {
  const time = cellOf(serialIn(goal.timeZone)(goal.at.toISOString()));
  const places = LOG_COLUMNS.flatMap(({ id }, index) => {
    const column = columns.get(id);
    return column === undefined ? [] : [{ index, column }];
  });
  const rows = lines.map((line) => {
    const all = [time, ...line, cellOf(tag)];
    return places.map(({ index }) => all[index] ?? {});
  });
  const fields = 'userEnteredValue,userEnteredFormat.numberFormat,userEnteredFormat.textFormat.bold';
  const positions = places.map(({ column }) => column);
  return [...writeRows(sheetId, at, positions, rows, fields), ...showTimes({ sheetId, columns, at }, lines.length)];
}

function showTimes({ sheetId, columns, at }: Spot, rows: number): SheetRequest[] {
  const column = columns.get('time');
  if (column === undefined) return [];
  const across = { startColumnIndex: column, endColumnIndex: column + 1 };
  const range = { sheetId, startRowIndex: at, endRowIndex: at + rows, ...across };
  const cell = { userEnteredFormat: { numberFormat: TIME_FORMAT } };
  return [{ repeatCell: { range, cell, fields: 'userEnteredFormat.numberFormat' } }];
}
