/** values.update, batchUpdate, append and clear. */
import { invalid } from '../api-error.ts';
import type { AppendValuesResponse, UpdateValuesResponse, ValueRange } from '../schema.generated.ts';
import type { BoundBox } from '../values/a1.ts';
import { withContent } from './cell.ts';
import { type Draft, gridLimits } from './draft.ts';
import { settle } from './follow-formulas.ts';
import { type InputContext, type InputOption, written } from './input.ts';
import { echo, type Place, placeOf } from './names.ts';
import { demandUnprotected } from './protection.ts';
import { insertLines, resize } from './structure.ts';
import { lastTable } from './tables.ts';
import type { Tab } from './tab.ts';
import { type Rendering, readValues } from './values-read.ts';

export type WriteOptions = {
  readonly valueInputOption?: string | undefined;
  readonly includeValuesInResponse?: boolean | undefined;
  readonly responseValueRenderOption?: string | undefined;
  readonly responseDateTimeRenderOption?: string | undefined;
};

/** What one range of values changed; rows, columns and cells are counted without nulls. */
export type Written = {
  readonly tab: Tab;
  readonly box: BoundBox;
  readonly rows: ReadonlySet<number>;
  readonly columns: ReadonlySet<number>;
  readonly cells: number;
};

/** Throws when the option is missing: Google has no default. */
export function inputOption(given: string | undefined): InputOption {
  if (given === 'RAW' || given === 'USER_ENTERED') return given;
  throw invalid("'valueInputOption' is required but not specified");
}

function protoText(value: unknown): string {
  if (Array.isArray(value)) return `list_value {\n${value.map(() => '  values {\n  }\n').join('')}}\n`;
  return 'struct_value {\n}\n';
}

/** The rows of a body: values in columns are turned, anything but text, numbers, booleans and null is refused. */
function rowsOf(body: ValueRange): readonly (readonly unknown[])[] {
  const given = body.values ?? [];
  given.forEach((line, at) => {
    line.forEach((value, index) => {
      if (typeof value === 'object' && value !== null)
        throw invalid(`Invalid values[${at}][${index}]: ${protoText(value)}`);
    });
  });
  if (body.majorDimension !== 'COLUMNS') return given;
  const height = Math.max(0, ...given.map((column) => column.length));
  return Array.from({ length: height }, (_, row) => given.map((column) => (row < column.length ? column[row] : null)));
}

function extent(place: Pick<Place, 'bound'>, rows: readonly (readonly unknown[])[]): BoundBox {
  const { startRowIndex, startColumnIndex } = place.bound;
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  return {
    startRowIndex,
    endRowIndex: startRowIndex + Math.max(rows.length, 1),
    startColumnIndex,
    endColumnIndex: startColumnIndex + Math.max(width, 1),
  };
}

/** A range of one cell is only a corner; a larger one bounds the input. */
function demandInside(place: Place, box: BoundBox): void {
  const { tab, bound } = place;
  const isCorner = bound.endRowIndex - bound.startRowIndex === 1 && bound.endColumnIndex - bound.startColumnIndex === 1;
  if (!isCorner || place.box.endRowIndex === undefined || place.box.endColumnIndex === undefined) {
    const range = `Requested writing within range [${echo(tab, bound)}]`;
    if (box.endRowIndex > bound.endRowIndex) {
      throw invalid(`${range}, but tried writing to row [${bound.endRowIndex + 1}]`);
    }
    if (box.endColumnIndex > bound.endColumnIndex) {
      const column = echo(tab, { startColumnIndex: bound.endColumnIndex, endColumnIndex: bound.endColumnIndex + 1 });
      throw invalid(`${range}, but tried writing to column [${column.split(/[!:]/).at(-1)}]`);
    }
  }
  if (box.endRowIndex > tab.rowCount || box.endColumnIndex > tab.columnCount) throw gridLimits(tab, box);
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function writeRows(
  draft: Draft,
  tab: Tab,
  box: BoundBox,
  rows: readonly (readonly unknown[])[],
  option: InputOption,
): Written {
  const context: InputContext = { option, draft };
  const touched = { rows: new Set<number>(), columns: new Set<number>(), cells: 0 };
  rows.forEach((values, down) => {
    const row = box.startRowIndex + down;
    values.forEach((value, across) => {
      if (!isScalar(value)) return;
      const column = box.startColumnIndex + across;
      tab.grid.set(row, column, written(tab.grid.cell(row, column), value, context));
      touched.rows.add(row);
      touched.columns.add(column);
      touched.cells += 1;
    });
  });
  return { tab, box, ...touched };
}

/** Writes one body to its range. Throws when a value falls outside the range, the grid or onto a protected cell. */
export function writeValues(draft: Draft, range: string, body: ValueRange, option: InputOption): Written {
  const place = placeOf(draft.book, range);
  if (body.range !== undefined && body.range !== '') demandSame(draft, place, body.range, range);
  const rows = rowsOf(body);
  const box = extent(place, rows);
  demandInside(place, box);
  demandUnprotected(draft, place.tab, box);
  return writeRows(draft, place.tab, box, rows, option);
}

function demandSame(draft: Draft, place: Place, given: string, requested: string): void {
  const other = placeOf(draft.book, given);
  if (other.tab === place.tab && echo(other.tab, other.box) === echo(place.tab, place.box)) return;
  throw invalid(`Requested writing within range [${requested}], but the values are for range [${given}]`);
}

/** The answer for one written range. */
export function printWritten(draft: Draft, done: Written, options: WriteOptions): UpdateValuesResponse {
  const rendering: Rendering = {
    valueRenderOption: options.responseValueRenderOption,
    dateTimeRenderOption: options.responseDateTimeRenderOption,
  };
  settle(draft);
  return {
    spreadsheetId: draft.book.id,
    updatedRange: echo(done.tab, done.box),
    updatedRows: done.rows.size || undefined,
    updatedColumns: done.columns.size || undefined,
    updatedCells: done.cells || undefined,
    updatedData:
      options.includeValuesInResponse === true ? readValues(draft.book, done.tab, done.box, rendering) : undefined,
  };
}

/** Writes after the last table that touches the range; grows the grid. */
export function appendValues(
  draft: Draft,
  range: string,
  body: ValueRange,
  options: WriteOptions & { insertDataOption?: string | undefined },
): AppendValuesResponse {
  const option = inputOption(options.valueInputOption);
  const { tab, bound } = placeOf(draft.book, range);
  const rows = rowsOf(body);
  const table = lastTable(tab.grid, bound);
  const corner = table
    ? { ...bound, startRowIndex: table.endRowIndex, startColumnIndex: table.startColumnIndex }
    : bound;
  const box = extent({ bound: corner }, rows);
  if (options.insertDataOption === 'INSERT_ROWS' && rows.length > 0 && box.startRowIndex < tab.rowCount) {
    insertLines(
      draft,
      tab,
      { dimension: 'ROWS', start: box.startRowIndex, end: box.startRowIndex + rows.length },
      true,
    );
  }
  resize(draft, tab, Math.max(tab.rowCount, box.endRowIndex), Math.max(tab.columnCount, box.endColumnIndex));
  demandUnprotected(draft, tab, box);
  const done = writeRows(draft, tab, box, rows, option);
  return {
    spreadsheetId: draft.book.id,
    tableRange: table && echo(tab, table),
    updates: printWritten(draft, done, options),
  };
}

/** Clears values and formulas; formats, notes and rules stay. Returns the range as echoed. */
export function clearValues(draft: Draft, range: string): string {
  const { tab, bound } = placeOf(draft.book, range);
  demandUnprotected(draft, tab, bound);
  const end = Math.min(bound.endRowIndex, tab.grid.usedRows);
  for (let row = bound.startRowIndex; row < end; row++) {
    const last = Math.min(bound.endColumnIndex, tab.grid.row(row).length);
    for (let column = bound.startColumnIndex; column < last; column++) {
      const cell = tab.grid.cell(row, column);
      if (cell) tab.grid.set(row, column, withContent(cell, undefined, undefined));
    }
  }
  return echo(tab, bound);
}
