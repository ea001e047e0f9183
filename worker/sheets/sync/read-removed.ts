import type { GridRange, Sheet } from '../answers.ts';
import { freeSheetId, type View } from '../look.ts';
import type { PublishJob } from '../publish-job.ts';
import type { CellContent } from '../requests.ts';
import { keyOf } from './contents.ts';
import { box } from '../box.ts';
import { findRemoved, newRemoved, OWN_COLUMNS, type RemovedTab } from './removed-tab.ts';

/**
 * Where rows of the report go that leave it: the tab that is there, read as far as needed (up to two reads), or one to be made.
 * `back`: keys that are in the report again.
 */
export async function readRemoved(job: PublishJob, view: View, back: ReadonlySet<string>): Promise<RemovedTab> {
  const isKept = job.how.writing.removedRows !== 'delete';
  const sheet = findRemoved(view.book, job, isKept);
  if (!sheet) return newRemoved(view.tab, freeSheetId(view.book), view.titles, isKept);
  const { sheetId, title, gridProperties } = sheet.properties;
  const { rowCount: gridRows, columnCount: gridColumns, frozenRowCount: frozenRows = 0 } = gridProperties ?? NO_GRID;
  const cells = await readColumns(job, sheet, gridRows);
  const keys = cells.map((row) => keyOf(row[1]));
  const whole = await readRows(
    job,
    box(sheetId, [0, gridRows], [0, gridColumns]),
    keys.flatMap((key, row) => (key === null || back.has(key) ? [row] : [])),
  );
  // rows without a key are headers, or something people typed: none of these is ever taken for a row of the list
  const headers = new Map([...whole].filter(([row]) => keys[row] === null));
  const returning = new Map([...whole].filter(([row]) => keys[row] !== null));
  const size = { gridRows, gridColumns, frozenRows, rows: cells.length };
  return { sheetId, title, exists: true, isKept, ...size, keys, headers, returning };
}

const NO_GRID = { rowCount: 0, columnCount: 0, frozenRowCount: 0 };

async function readColumns(
  job: PublishJob,
  { properties: { sheetId } }: Sheet,
  rows: number,
): Promise<readonly (readonly CellContent[])[]> {
  const [found] = await job.client.getBoxes(job.spreadsheetId, [box(sheetId, [0, rows], [0, OWN_COLUMNS])], job.call);
  return found?.cells ?? [];
}

/** Without our two columns. */
async function readRows(
  job: PublishJob,
  grid: GridRange,
  rows: readonly number[],
): Promise<Map<number, readonly CellContent[]>> {
  const boxes = rows.map((row) => ({ ...grid, startRowIndex: row, endRowIndex: row + 1 }));
  const found = await job.client.getBoxes(job.spreadsheetId, boxes, job.call);
  const cells = found.map(({ row, cells: [first = []] }) => [row, first.slice(OWN_COLUMNS)] as const);
  return new Map(cells.toSorted(([a], [b]) => a - b));
}
