/**
 * A1 notation: text <-> boxes of cells.
 * https://developers.google.com/workspace/sheets/api/guides/concepts#cell
 */

/** Cells of one tab: zero-based, end exclusive. A bound that is missing is open, as in the API's GridRange. */
export type Box = {
  startRowIndex?: number;
  endRowIndex?: number;
  startColumnIndex?: number;
  endColumnIndex?: number;
};

/** A parsed range. Without `title` it lies on the first visible tab. */
export type A1Range = { title?: string; box: Box };

/** What a parser needs to know of the spreadsheet to tell a tab's title from a named range. */
export type A1Names = {
  /** Is there a tab with exactly this title? */
  hasTab: (title: string) => boolean;
  /** The named range of this name, if there is one. */
  namedRange: (name: string) => A1Range | undefined;
};

/** Number of columns a tab can have at most (ZZZ). */
export const maxColumns = 18_278;

const cell = /^\$?([a-z]{1,3})?\$?([1-9]\d{0,14})?$/i;
const rowColumn = /^r([1-9]\d*)c([1-9]\d*)$/i;

/** `0 -> A`, `25 -> Z`, `26 -> AA`. */
export function columnLetters(index: number): string {
  let letters = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** `A -> 0`, `aa -> 26`. */
export function columnIndex(letters: string): number {
  let index = 0;
  for (const letter of letters.toUpperCase()) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

/** One end of a range; a side that is missing is open. Zero-based. */
type Corner = { readonly row?: number; readonly column?: number };

function cornerOf(text: string): Corner | undefined {
  const numbered = rowColumn.exec(text);
  if (numbered) return { row: Number(numbered[1]) - 1, column: Number(numbered[2]) - 1 };
  const [, letters, digits] = cell.exec(text) ?? [];
  if (letters === undefined && digits === undefined) return undefined;
  return {
    ...(digits === undefined ? {} : { row: Number(digits) - 1 }),
    ...(letters === undefined ? {} : { column: columnIndex(letters) }),
  };
}

type Extent = readonly [start?: number, end?: number];

function extent(from: number | undefined, to: number | undefined): Extent {
  if (from !== undefined && to !== undefined) return [Math.min(from, to), Math.max(from, to) + 1];
  const start = from ?? to;
  return start === undefined ? [] : [start];
}

function rows([start, end]: Extent): Box {
  if (start === undefined) return {};
  return end === undefined ? { startRowIndex: start } : { startRowIndex: start, endRowIndex: end };
}

function columns([start, end]: Extent): Box {
  if (start === undefined) return {};
  return end === undefined ? { startColumnIndex: start } : { startColumnIndex: start, endColumnIndex: end };
}

/** The cells between two corners, in whatever order they are given. */
export function boxBetween(from: Corner, to: Corner): Box {
  return { ...rows(extent(from.row, to.row)), ...columns(extent(from.column, to.column)) };
}

/**
 * The box behind a range without a tab: `A1`, `A1:B2`, `A:B`, `1:2`, `A2:B`, `A1:1`, `$A$1`, `R1C1:R2C2`, corners in
 * any order. `undefined` when the text is something else.
 */
export function parseBox(text: string): Box | undefined {
  const corners = text.split(':').map(cornerOf);
  const [from, to] = corners;
  if (!from || corners.length > 2) return undefined;
  if (corners.length === 2) return to && boxBetween(from, to);
  return from.row === undefined || from.column === undefined ? undefined : boxBetween(from, from);
}

function unquoted(title: string): string {
  const inner = /^'([^]+)'$/.exec(title)?.[1];
  return inner === undefined ? title : inner.replaceAll("''", "'");
}

function wholeOrNamed(text: string, names: A1Names): A1Range | undefined {
  if (text.startsWith("'")) {
    const title = unquoted(text);
    return names.hasTab(title) ? { title, box: {} } : undefined;
  }
  const box = parseBox(text);
  if (box) return { box };
  return names.namedRange(text) ?? (names.hasTab(text) ? { title: text, box: {} } : undefined);
}

/** Where the tab's title ends: the last `!`, unless the whole text is one quoted title. */
function separatorOf(text: string): number {
  return /^'(?:[^']|'')*'$/.test(text) ? -1 : text.lastIndexOf('!');
}

/**
 * Parses a range as the API does: a quoted text is a tab, `A1` is a cell of the first visible tab, a named range shadows
 * an unquoted tab of the same name. `undefined` means Google's "Unable to parse range" (also for a tab that is missing).
 */
export function parseA1(text: string, names: A1Names): A1Range | undefined {
  const at = separatorOf(text);
  if (at < 0) return wholeOrNamed(text, names);
  const title = unquoted(text.slice(0, at));
  if (!names.hasTab(title)) return undefined;
  const rest = text.slice(at + 1);
  const box = parseBox(rest);
  return box ? { title, box } : names.namedRange(rest);
}

/** Whether a title is echoed without quotes: ASCII letters, digits and underscores that cannot be taken for anything else. */
export function isBareTitle(title: string): boolean {
  if (!/^[a-z]\w*$/i.test(title)) return false;
  return !parseBox(title) && !/^(?:true|false|r\d*c\d*|r\d*|c\d*)$/i.test(title);
}

/** The title as Google prints it in a range: `Sheet1`, `'D3'`, `'It''s'`. */
export function quoteTitle(title: string): string {
  return isBareTitle(title) ? title : `'${title.replaceAll("'", "''")}'`;
}

function side(from: number | undefined, to: number | undefined): { first?: number; last?: number } {
  if (from === undefined && to === undefined) return {};
  return { first: from ?? 0, ...(to === undefined ? {} : { last: to - 1 }) };
}

function printCorner(column: number | undefined, row: number | undefined): string {
  return (column === undefined ? '' : columnLetters(column)) + (row === undefined ? '' : String(row + 1));
}

/** The notation of a box: `A1`, `A1:B2`, `A:B`, `2:3`, `A2:B`; empty for a box that is open on all sides. */
export function printBox(box: Box): string {
  const row = side(box.startRowIndex, box.endRowIndex);
  const column = side(box.startColumnIndex, box.endColumnIndex);
  const from = printCorner(column.first, row.first);
  const to = printCorner(column.last, row.last);
  const isCell = from === to && row.first !== undefined && column.first !== undefined;
  return isCell || to === '' ? from : `${from}:${to}`;
}

/** A range as the API echoes it, `Sheet1!A1:B2`. An entirely open box prints the title alone. */
export function printA1(title: string, box: Box): string {
  const printed = printBox(box);
  return printed === '' ? quoteTitle(title) : `${quoteTitle(title)}!${printed}`;
}

/** A box with every bound known. */
export type BoundBox = Required<Box>;

/**
 * Closes the open bounds with the size of the grid and cuts an end that lies outside. A start outside stays where it is:
 * the caller answers "exceeds grid limits".
 */
export function boundBox(box: Box, rowCount: number, columnCount: number): BoundBox {
  const { startRowIndex = 0, startColumnIndex = 0 } = box;
  return {
    startRowIndex,
    endRowIndex: Math.max(Math.min(box.endRowIndex ?? rowCount, rowCount), startRowIndex),
    startColumnIndex,
    endColumnIndex: Math.max(Math.min(box.endColumnIndex ?? columnCount, columnCount), startColumnIndex),
  };
}
