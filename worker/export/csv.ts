import Papa from 'papaparse';
import type { Column } from '../../shared/columns.ts';
import { moneyToDecimal } from '../../shared/money.ts';
import type { Value } from '../../shared/records.ts';
import { batchesOf } from './batches.ts';
import { couldRun } from './formula.ts';

const BATCH = 1000;
const BYTE_ORDER_MARK = '\ufeff';
const LINE_END = '\r\n';

/** `raw` leaves text alone that could run as a formula; `bom` starts with the mark Excel needs to see UTF-8. */
export type CsvOptions = { readonly raw: boolean; readonly bom: boolean };

type Cell = string | number | boolean;

/**
 * Rows as CSV (RFC 4180, every line ended by CRLF), piece by piece; the first line holds the columns' titles. Money is exact
 * decimal text in major units, instants stay ISO 8601 in UTC, unknown is empty. Text that a spreadsheet could run as a
 * formula gets a leading `'` unless `raw`.
 */
export async function* csvChunks(
  columns: readonly Column[],
  rows: AsyncIterable<readonly Value[]>,
  { raw, bom }: CsvOptions,
): AsyncGenerator<string> {
  const cells = columns.map(({ type }) => (!raw && (type === 'text' || type === 'json') ? safeCell : plainCell));
  yield (bom ? BYTE_ORDER_MARK : '') + linesOf([columns.map(({ title }) => title)]);
  for await (const batch of batchesOf(rows, BATCH)) {
    yield linesOf(batch.map((row) => cells.map((cell, index) => cell(row[index] ?? null))));
  }
}

function plainCell(value: Value): Cell {
  if (value === null) return '';
  return typeof value === 'object' ? moneyToDecimal(value) : value;
}

function safeCell(value: Value): Cell {
  const cell = plainCell(value);
  return typeof cell === 'string' && couldRun(cell) ? `'${cell}` : cell;
}

function linesOf(rows: Cell[][]): string {
  // A line with nothing on it would be taken for no row at all.
  const quotes = rows[0]?.length === 1 ? (value: unknown) => value === '' : false;
  return Papa.unparse(rows, { newline: LINE_END, quotes }) + LINE_END;
}
