import { Failure } from '../failure.ts';
import { a1, columnLetters, quoted } from './a1.ts';
import type { Sheet, ShownCell } from './answers.ts';
import type { SheetsClient } from './client.ts';
import { findTitled } from './tab.ts';
import type { CallOptions } from './transport.ts';

/** A column the user selected: by the text of its cell in the tab's first row, or else by its letters. */
export type InputColumn = { readonly spreadsheetId: string; readonly tab: string; readonly column: string };

/** Values taken at most, and characters of one. */
const MOST_VALUES = 50_000;
const LONGEST = 500;
/** Keeps each answer at a few megabytes. */
const ROWS_AT_ONCE = 20_000;

const TAB_FIELDS = 'sheets(properties(sheetId,title,gridProperties(rowCount,columnCount)))';

/**
 * Reads what stands in a column of the spreadsheet below the first row, top to bottom, blanks left out; rows that are hidden or
 * filtered count. Text comes as it is stored, a number as its digits; with the zeros, signs or letters its format adds, but
 * without thousands separators and exponents.
 *
 * Of the spreadsheet only the tabs' titles, the tab's first row and this column are read.
 *
 * @throws Failure `invalid-request`, naming tab and column, when there is no such tab or column, when it is not clear which is
 * meant, or when it holds something that cannot be looked up; SheetError when the spreadsheet cannot be read.
 */
export async function readInputColumn(
  client: SheetsClient,
  { spreadsheetId, tab, column }: InputColumn,
  call: CallOptions = {},
): Promise<string[]> {
  const book = await client.get(spreadsheetId, { fields: TAB_FIELDS }, call);
  const sheet = findTitled(book, tab);
  const { gridProperties: grid, title } = sheet?.properties ?? {};
  if (!sheet || !grid || title === undefined) {
    throw refused(
      `The spreadsheet has no tab "${tab}" to look up column "${column}" in`,
      'Select the column again, or give the tab its old name back.',
    );
  }
  const [headers = []] = await client.getShown(spreadsheetId, `${quoted(title)}!1:1`, call);
  const index = columnIndex(headers, { tab, column, width: grid.columnCount });
  return await valuesOf({ client, spreadsheetId, sheet, index, place: `column "${column}" of tab "${tab}"`, call });
}

const refused = (what: string, next: string) => new Failure('invalid-request', `${what}. ${next}`);

type Wanted = { readonly tab: string; readonly column: string; readonly width: number };

function columnIndex(headers: readonly ShownCell[], { tab, column, width }: Wanted): number {
  const wanted = column.trim();
  const places = [...headers.keys()].filter((index) => headerOf(headers[index]) === wanted);
  const [place = letterIndex(wanted, width), second] = places;
  if (second !== undefined) {
    const letters = places.map((index) => columnLetters(index)).join(' and ');
    throw refused(`The tab "${tab}" has several columns "${wanted}": ${letters}`, 'Rename one, or select by letter.');
  }
  if (place === null) throw refused(`The first row of tab "${tab}" has no column "${wanted}"`, SELECT_AGAIN);
  return place;
}

const SELECT_AGAIN = 'Select the column again, or write its header back.';

/** A header is found by what people see, and by what it holds where a format hides that. */
const headerOf = (cell: ShownCell | undefined) =>
  (cell?.effectiveValue?.stringValue ?? cell?.formattedValue ?? '').trim();

function letterIndex(text: string, width: number): number | null {
  if (!/^[a-z]{1,3}$/i.test(text)) return null;
  const index = Array.from(text.toUpperCase()).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return index < width ? index : null;
}

type Reading = {
  readonly client: SheetsClient;
  readonly spreadsheetId: string;
  readonly sheet: Sheet;
  readonly index: number;
  readonly place: string;
  readonly call: CallOptions;
};

async function valuesOf({ client, spreadsheetId, sheet, index, place, call }: Reading): Promise<string[]> {
  const { title, gridProperties } = sheet.properties;
  const end = gridProperties?.rowCount ?? 0;
  const values: string[] = [];
  for (let from = 1; from < end; from += ROWS_AT_ONCE) {
    const range = a1(title, [from, Math.min(from + ROWS_AT_ONCE, end)], [index, index + 1]);
    const rows = await client.getShown(spreadsheetId, range, call);
    for (const [offset, [cell]] of rows.entries()) {
      const value = inputOf(cell, `Row ${from + offset + 1} in ${place}`);
      if (value !== '') values.push(value);
    }
    if (values.length > MOST_VALUES) {
      const most = MOST_VALUES.toLocaleString('en-US');
      throw refused(`There are more than ${most} values in ${place}`, `Look up at most ${most} at a time.`);
    }
  }
  return values;
}

/** Digits of a number that are sure to be the ones that were entered. */
const SURE_DIGITS = 15;

function inputOf(cell: ShownCell | undefined, place: string): string {
  if (cell === undefined) return '';
  const { numberValue, stringValue } = cell.effectiveValue ?? {};
  if (Math.abs(numberValue ?? 0) >= 10 ** SURE_DIGITS) {
    throw refused(
      `${place} holds a number of more than ${SURE_DIGITS} digits`,
      'Make it plain text and enter it again.',
    );
  }
  const shown = cell.formattedValue.trimEnd();
  const text = numberValue === undefined ? (stringValue?.trimEnd() ?? shown) : numberText(numberValue, shown);
  if (text.length > LONGEST) throw refused(`${place} holds more than ${LONGEST} characters`, 'Shorten it.');
  return text;
}

/** What its format adds is part of an id ("00123", "TT-123"); how its format spells the number ("1,234.00", "1.2E+11") is not. */
function numberText(number: number, shown: string): string {
  const digits = String(number);
  const whole = shown.replace(/[.,]\d*$/, '');
  const isSpelled = GROUPED.test(shown) && [shown, whole].some((text) => text.replaceAll(/\D/g, '') === digits);
  return isSpelled || EXPONENT.test(shown) || shown.trim() === '' ? digits : shown;
}

const GROUPED = /^[\d.,'’\s]+$/;
const EXPONENT = /^-?[\d.,]+E[+-]?\d+$/i;
