import type { Column, ColumnType } from '../../shared/columns.ts';
import { dateToSerial, isCalendarDate, isInstant, serialIn } from '../../shared/dates.ts';
import { moneyToDecimal, moneyToNumber } from '../../shared/money.ts';
import type { Value } from '../../shared/records.ts';
import { Failure } from '../failure.ts';
import { isKept, type PublishRow } from './kept-row.ts';
import { amountText, currencyFormat, isPlainMoney, moneyFormats, type FormatRun } from './money-formats.ts';
import type { CellContent, NumberFormat } from './requests.ts';

/** Rows as cells. */
export type CellTable = {
  readonly rows: readonly (readonly CellContent[])[];
  /** One for each column; null is Google's "automatic". */
  readonly formats: readonly (NumberFormat | null)[];
  readonly runs: readonly FormatRun[];
  /** Cells that were longer than 50,000 characters and were cut with a mark. */
  readonly cut: number;
  /** Cells in which NUL or half characters (lone surrogates) were replaced by U+FFFD. */
  readonly replaced: number;
};

/** Cells converted at a stretch: about 20 ms. */
const PIECE_CELLS = 20_000;
/** Google's limit for one cell. */
const MAX_CHARACTERS = 50_000;
const CUT_MARK = ' … [cut at 50,000 characters]';
const TEXT: NumberFormat = { type: 'TEXT', pattern: '@' };
const FORMATS: Record<ColumnType, NumberFormat | null> = {
  text: TEXT,
  json: TEXT,
  integer: { type: 'NUMBER', pattern: '0' },
  number: null,
  boolean: null,
  money: null,
  date: { type: 'DATE', pattern: 'yyyy-mm-dd' },
  'date-time': { type: 'DATE_TIME', pattern: 'yyyy-mm-dd hh:mm:ss' },
};

type Tally = { cut: number; replaced: number };
type ToCell = (value: NonNullable<Value>) => CellContent;

/**
 * Turns rows into cells, and leaves those of kept rows as they are: text stays text, dates and instants become serial numbers on the wall clock of `timeZone`, money a number
 * in major units with its currency in the number format. Whatever does not fit its column's type, integers beyond 2^53 among
 * them, becomes text, so that nothing is lost or rounded.
 *
 * @throws Failure `invalid-request` when the time zone is unknown.
 */
export function toCells(columns: readonly Column[], rows: Rows, timeZone: string): CellTable {
  const { rowOf, tableOf } = conversion(columns, rows, timeZone);
  return tableOf(rows.map(rowOf));
}

/** The same in pieces of some milliseconds, with a pause after each: a large list must not hold up everything else. */
export async function toCellsInPieces(
  columns: readonly Column[],
  rows: Rows,
  timeZone: string,
  pause: () => Promise<void>,
): Promise<CellTable> {
  const { rowOf, tableOf } = conversion(columns, rows, timeZone);
  const piece = Math.max(1, Math.floor(PIECE_CELLS / Math.max(1, columns.length)));
  const cells: CellContent[][] = [];
  for (let from = 0; from < rows.length; from += piece) {
    for (const row of rows.slice(from, from + piece)) cells.push(rowOf(row));
    await pause();
  }
  return tableOf(cells);
}

type Rows = readonly PublishRow[];

function conversion(columns: readonly Column[], rows: Rows, timeZone: string) {
  const tally: Tally = { cut: 0, replaced: 0 };
  const money = moneyFormats(columns, rows);
  const serial = clock(timeZone);
  const convert = columns.map((column, index) => converterOf(column.type, serial, money.textOnly.get(index)));
  const rowOf = (row: PublishRow) => {
    if (isKept(row))
      return row.cells.map((cell, index) => keptCell(cell, row.formats[index], money.textOnly.get(index)));
    return convert.map((toCell, index) => {
      const value = row[index] ?? null;
      return value === null ? null : tidied(toCell(value), tally);
    });
  };
  const formats = columns.map((column, index) => money.main.get(index) ?? FORMATS[column.type]);
  return {
    rowOf,
    tableOf: (cells: CellContent[][]): CellTable => ({ rows: cells, formats, runs: money.runs, ...tally }),
  };
}

function keptCell(cell: CellContent, format: NumberFormat | null = null, textOnly?: ReadonlySet<string>): CellContent {
  const isText = typeof cell === 'number' && format !== null && textOnly?.has(format.pattern) === true;
  return isText ? amountText(cell, format) : cell;
}

function clock(timeZone: string): (instant: string) => number {
  try {
    return serialIn(timeZone);
  } catch (error) {
    const hint = 'Choose a city in File > Settings of the spreadsheet.';
    throw new Failure('invalid-request', `The time zone "${timeZone}" of the spreadsheet is not known. ${hint}`, {
      cause: error,
    });
  }
}

function converterOf(type: ColumnType, serial: (instant: string) => number, textOnly?: ReadonlySet<string>): ToCell {
  switch (type) {
    case 'boolean':
      return (value) => (typeof value === 'boolean' ? value : textOf(value));
    case 'integer':
      return (value) => (Number.isSafeInteger(value) ? number(value) : textOf(value));
    case 'number':
      return (value) => (Number.isFinite(value) ? number(value) : textOf(value));
    case 'date':
      return (value) => (typeof value === 'string' && isCalendarDate(value) ? dateToSerial(value) : textOf(value));
    case 'date-time':
      return (value) => (typeof value === 'string' && isInstant(value) ? serial(value) : textOf(value));
    case 'money':
      return (value) =>
        isPlainMoney(value) && textOnly?.has(currencyFormat(value.currency).pattern) !== true
          ? moneyToNumber(value)
          : textOf(value);
    default:
      return textOf;
  }
}

/** Minus zero is no number people know. */
function number(value: NonNullable<Value>): CellContent {
  return typeof value === 'number' ? value + 0 : textOf(value);
}

function textOf(value: NonNullable<Value>): string {
  return typeof value === 'object' ? `${moneyToDecimal(value)} ${value.currency}` : String(value);
}

const UNSAFE = /[\0\p{Surrogate}]/u;
const UNSAFE_ALL = /[\0\p{Surrogate}]/gu;

function tidied(content: CellContent, tally: Tally): CellContent {
  if (typeof content !== 'string') return content;
  if (content === '') return null;
  let text = content;
  if (UNSAFE.test(text)) {
    tally.replaced += 1;
    text = text.replace(UNSAFE_ALL, '\uFFFD');
  }
  if (text.length <= MAX_CHARACTERS) return text;
  tally.cut += 1;
  // cutting between the halves of a character would leave a lone surrogate
  return text.slice(0, MAX_CHARACTERS - CUT_MARK.length).replace(/[\ud800-\udbff]$/, '') + CUT_MARK;
}
