import type { Sheet } from '../answers.ts';
import { freeSheetId, type View } from '../look.ts';
import type { PublishJob } from '../publish-job.ts';
import type { CellContent } from '../requests.ts';
import { keyOf } from './contents.ts';
import { box, findRemoved, newRemoved, OWN_COLUMNS, type RemovedTab } from './removed-tab.ts';

/** Where rows of the report go that leave it: the tab that is there, read as far as needed (up to two reads), or one to be made. */
export async function readRemoved(job: PublishJob, view: View): Promise<RemovedTab> {
  const isKept = job.how.writing.removedRows !== 'delete';
  const sheet = findRemoved(view.book, job, isKept);
  if (!sheet) return newRemoved(view.tab, freeSheetId(view.book), view.titles, isKept);
  const { sheetId, title, gridProperties } = sheet.properties;
  const { rowCount: gridRows, columnCount: gridColumns } = gridProperties ?? { rowCount: 0, columnCount: 0 };
  const cells = await readColumns(job, sheet, gridRows);
  const keys = cells.map((row) => keyOf(row[1]));
  const headers = await readHeaders(job, sheetId, gridColumns, keys);
  return { sheetId, title, exists: true, isKept, gridRows, gridColumns, rows: cells.length, keys, headers };
}

async function readColumns(
  job: PublishJob,
  { properties: { sheetId } }: Sheet,
  rows: number,
): Promise<readonly (readonly CellContent[])[]> {
  const [found] = await job.client.getBoxes(job.spreadsheetId, [box(sheetId, [0, rows], [0, OWN_COLUMNS])], job.call);
  return found?.cells ?? [];
}

/** Rows without a key are headers, or something people typed: none of these is ever taken for a row of the list. */
async function readHeaders(
  job: PublishJob,
  sheetId: number,
  columns: number,
  keys: RemovedTab['keys'],
): Promise<RemovedTab['headers']> {
  const rows = keys.flatMap((key, row) => (key === null ? [row] : []));
  const boxes = rows.map((row) => box(sheetId, [row, row + 1], [0, columns]));
  const found = await job.client.getBoxes(job.spreadsheetId, boxes, job.call);
  const headers = found.map(({ row, cells }) => [row, (cells[0] ?? []).slice(OWN_COLUMNS)] as const);
  return new Map(headers.toSorted(([a], [b]) => a - b));
}
