import type { Recorded } from './google-recorder.ts';

/** A rectangle whose values were asked for; ends are exclusive, absent ones are open. */
export type ReadBox = {
  readonly tab: string | number;
  readonly startRow?: number | undefined;
  readonly endRow?: number | undefined;
  readonly startColumn?: number | undefined;
  readonly endColumn?: number | undefined;
};

const A1 = /^'?(.*?)'?!([A-Z]*)(\d*)(?::([A-Z]*)(\d*))?$/;

const columnOf = (letters: string) =>
  Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
const numberOf = (text: string | undefined) => (text ? Number(text) : undefined);

/** `'Guest list'!A2:C` as a box. A title alone is the whole tab. */
export function boxOf(range: string): ReadBox {
  const [, tab, from = '', row, to, lastRow] = A1.exec(range) ?? [];
  if (tab === undefined) return { tab: range.replaceAll(/^'|'$/g, '') };
  const start = from === '' ? undefined : columnOf(from) - 1;
  const last = to === undefined ? from : to;
  return {
    tab: tab.replaceAll("''", "'"),
    startRow: row ? Number(row) - 1 : undefined,
    endRow: to === undefined ? numberOf(row) : numberOf(lastRow),
    startColumn: start,
    endColumn: last === '' ? undefined : columnOf(last),
  };
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const stringsOf = (value: unknown) => listOf(value).map(String);

function filterBox(filter: unknown): ReadBox {
  const grid = fieldOf(filter, 'gridRange');
  const at = (name: string) => numberOf(fieldOf(grid, name) === undefined ? undefined : String(fieldOf(grid, name)));
  if (grid === undefined) return boxOf(String(fieldOf(filter, 'a1Range') ?? 'unknown'));
  return {
    tab: at('sheetId') ?? 0,
    startRow: at('startRowIndex'),
    endRow: at('endRowIndex'),
    startColumn: at('startColumnIndex'),
    endColumn: at('endColumnIndex'),
  };
}

/** Cells' contents, as a field mask names them: values, texts, notes, links. */
const CONTENTS =
  /effectiveValue|userEnteredValue|formattedValue|\bnote\b|hyperlink|textFormatRuns|rowData(?!\()|\bdata\b(?!\()/;

/** What of cells a request asks to be told. Structure (titles, sizes, marks of ours) is none of it. */
export function readsOf(request: Recorded): ReadBox[] {
  const path = decodeURIComponent(request.path);
  if (path.endsWith('ByDataFilter')) return listOf(fieldOf(request.body, 'dataFilters')).map(filterBox);
  if (request.method === 'GET') return looksOf(path, request.query);
  const isShown = fieldOf(request.body, 'includeSpreadsheetInResponse') === true;
  return isShown ? stringsOf(fieldOf(request.body, 'responseRanges')).map(boxOf) : [];
}

function looksOf(path: string, query: URLSearchParams): ReadBox[] {
  const range = /\/values\/([^:].*)$/.exec(path)?.[1];
  if (range !== undefined) return [boxOf(range)];
  const ranges = query.getAll('ranges');
  if (path.endsWith('/values:batchGet')) return ranges.map(boxOf);
  const asksContents = CONTENTS.test(query.get('fields') ?? 'data') || query.get('includeGridData') === 'true';
  if (!asksContents) return [];
  return ranges.length === 0 ? [{ tab: 'the whole spreadsheet' }] : ranges.map(boxOf);
}
