import { isDeepStrictEqual } from 'node:util';
import { Failure } from '../failure.ts';
import type { Box, SheetsClient } from './client.ts';
import { KEY_COLUMN, readKeyCell, type RowKey } from './key-column.ts';
import { lookAtOurs } from './look.ts';
import type { CellContent } from './requests.ts';
import { LEFT_COLUMN } from './sync/left-column.ts';
import type { Block, Owner, Tab } from './tab.ts';
import type { CallOptions } from './transport.ts';

/** A row of a report's tab: its key (null where the list has none) and the cells of the columns asked for. */
export type ListRow = { readonly key: RowKey | null; readonly cells: readonly CellContent[] };

/** `columns`: ids. */
export type ListWanted = Owner & { readonly columns: readonly string[] };

const TRIES = 3;
/** More than anybody looks through on a phone. */
const MOST_ROWS = 100_000;

/**
 * Reads columns of the list a report wrote into its tab: found by their marks, wherever people moved them. Nothing else of the
 * spreadsheet is read, and rows people typed, or which left the report, are not among them. Columns that are moved while they are
 * read are noticed: no value is ever taken for one of another column.
 *
 * @throws Failure `not-found` when the tab is gone, `conflict` when people keep moving columns; SheetError.
 */
export async function readList(client: SheetsClient, wanted: ListWanted, call: CallOptions = {}): Promise<ListRow[]> {
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const before = await find(client, wanted, call);
    const boxes = await client.getBoxes(wanted.spreadsheetId, boxesOf(before, wanted.columns), call);
    const after = await find(client, wanted, call);
    if (isDeepStrictEqual(placesOf(before.block), placesOf(after.block))) return rowsOf(before.block, boxes, wanted);
  }
  throw new Failure('conflict', 'The columns of the tab were moved again and again while they were read.');
}

type Found = { readonly tab: Tab; readonly block: Block };

async function find(client: SheetsClient, wanted: ListWanted, call: CallOptions): Promise<Found> {
  const tab = await lookAtOurs(client, wanted, call);
  if (!tab?.block) throw new Failure('not-found', 'The tab of this report is gone.');
  if (tab.block.rows > MOST_ROWS)
    throw new Failure('payload-too-large', `The list has more than ${MOST_ROWS.toLocaleString('en-US')} rows.`);
  return { tab, block: tab.block };
}

const placesOf = ({ top, columns }: Block) => [top, columns.map(({ index, id }) => [index, id])];

/** Beside what is asked for: what tells which rows are the report's. */
const TELLING = [KEY_COLUMN.id, LEFT_COLUMN.id];

function boxesOf({ tab, block }: Found, ids: readonly string[]) {
  if (block.rows === 0) return [];
  return block.columns
    .filter(({ id }) => ids.includes(id) || TELLING.includes(id))
    .map(({ index }) => ({
      sheetId: tab.sheetId,
      startRowIndex: block.top + 1,
      endRowIndex: block.top + 1 + block.rows,
      startColumnIndex: index,
      endColumnIndex: index + 1,
    }));
}

function rowsOf({ top, rows, columns }: Block, boxes: readonly Box[], wanted: ListWanted): ListRow[] {
  const byIndex = new Map(boxes.map((box) => [box.column, box]));
  const cellsOf = (id: string) => {
    const column = columns.find((one) => one.id === id);
    const box = column && byIndex.get(column.index);
    return (row: number): CellContent => box?.cells[top + 1 + row - box.row]?.[0] ?? null;
  };
  const [keyAt, leftAt] = [cellsOf(KEY_COLUMN.id), cellsOf(LEFT_COLUMN.id)];
  const isKeyed = columns.some(({ id }) => id === KEY_COLUMN.id);
  const cells = wanted.columns.map(cellsOf);
  return Array.from({ length: rows }, (_, row) => row).flatMap((row) => {
    const key = readKeyCell(keyAt(row));
    const hasLeft = (leftAt(row) ?? '') !== '';
    if (hasLeft || (isKeyed && key === null)) return [];
    return [{ key, cells: cells.map((at) => at(row)) }];
  });
}
