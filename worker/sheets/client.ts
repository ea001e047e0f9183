import { FilteredRanges, ShownCells, Spreadsheet, Updated, ValueRange, ValueRanges, Written } from './answers.ts';
import type { GridRange, ShownCell } from './answers.ts';
import { cornerOf } from './a1.ts';
import { withReason } from './quota.ts';
import { ASSUMED, type SheetsFacts } from './facts.ts';
import type { CellContent, SheetRequest } from './requests.ts';
import { send, type CallOptions, type SheetsOptions } from './transport.ts';

/** Cells by row. In a write null leaves a cell as it is. */
export type Cells = readonly (readonly CellContent[])[];

/** Some rows of a tab; `row` and `column` are those of the first cell, counted from 0. */
export type Box = { readonly row: number; readonly column: number; readonly cells: Cells };

/**
 * The calls we make to the Sheets API. Reads are repeated when they fail for a passing reason; writes never blindly: `ambiguous`
 * means that Google may or may not have done it. Values are written RAW: nothing is parsed as typed.
 *
 * @see https://developers.google.com/workspace/sheets/api/reference/rest
 */
export type SheetsClient = {
  /** How Google behaves here. */
  readonly facts: SheetsFacts;
  /** `fields` is a field mask; with `ranges` (A1) only their tabs come, and grid data if `fields` names it. */
  get(
    spreadsheetId: string,
    query: { fields: string; ranges?: readonly string[] },
    call?: CallOptions,
  ): Promise<Spreadsheet>;
  /** All or nothing. */
  batchUpdate(spreadsheetId: string, requests: readonly SheetRequest[], call?: CallOptions): Promise<void>;
  /** The same, and answers what is in `ranges` (A1) right after it: text of cells by tab, first row and column. */
  batchUpdateAndRead(
    spreadsheetId: string,
    requests: readonly SheetRequest[],
    ranges: readonly string[],
    call?: CallOptions,
  ): Promise<Spreadsheet>;
  updateValues(spreadsheetId: string, range: string, values: Cells, call?: CallOptions): Promise<void>;
  batchUpdateValues(
    spreadsheetId: string,
    data: readonly { range: string; values: Cells }[],
    call?: CallOptions,
  ): Promise<void>;
  /** Cells as entered: formulas as text, everything else as value. Rows and cells that are blank at the end are left out. */
  getValues(spreadsheetId: string, range: string, call?: CallOptions): Promise<ValueRange>;
  /** The same, but of formulas their results. */
  getResults(spreadsheetId: string, range: string, call?: CallOptions): Promise<ValueRange>;
  /** Cells by row, each with its value (of formulas their results) and the text the grid shows for it. */
  getShown(spreadsheetId: string, range: string, call?: CallOptions): Promise<ShownCell[][]>;
  /** Cells as entered of any number of boxes, each with its first row in the tab. Not in the order asked for. */
  getBoxes(spreadsheetId: string, boxes: readonly GridRange[], call?: CallOptions): Promise<Box[]>;
  batchGetValues(spreadsheetId: string, ranges: readonly string[], call?: CallOptions): Promise<ValueRange[]>;
  /** Waits with the clock the client was given. */
  pause(ms: number, signal?: AbortSignal): Promise<void>;
};

const RENDER = { valueRenderOption: 'FORMULA', dateTimeRenderOption: 'SERIAL_NUMBER' };
const RENDER_RESULTS = { ...RENDER, valueRenderOption: 'UNFORMATTED_VALUE' };
const SHOWN = 'sheets(data(rowData(values(effectiveValue(stringValue,numberValue),formattedValue))))';
const AFTERWARDS =
  'sheets(properties(sheetId),data(startRow,startColumn,rowData(values(effectiveValue(stringValue))),' +
  'columnMetadata(developerMetadata(metadataId,metadataKey,metadataValue))))';
const UPDATED = { fields: `updatedSpreadsheet(${AFTERWARDS})` };
const RAW = { valueInputOption: 'RAW' };
/** The answer to a write says nothing we need. */
const NOTHING = { fields: 'spreadsheetId' };

function query(entries: Record<string, string | readonly string[]>): URLSearchParams {
  const params = new URLSearchParams({ prettyPrint: 'false' });
  for (const [name, value] of Object.entries(entries)) {
    for (const one of typeof value === 'string' ? [value] : value) params.append(name, one);
  }
  return params;
}

/** Connects to nothing yet: every call is one REST request with the writer's token. */
export function createSheetsClient(given: SheetsOptions): SheetsClient {
  const options = { ...given, sleep: withReason(given.sleep) };
  const { facts = ASSUMED } = options;
  const reads = { ...structureReads(options), ...cellReads(options) };
  return { facts, ...writes(options, reads.get, facts), ...reads, pause: options.sleep };
}

type Writes = 'batchUpdate' | 'batchUpdateAndRead' | 'updateValues' | 'batchUpdateValues';

function writes(
  options: SheetsOptions,
  get: SheetsClient['get'],
  { answerHoldsRanges }: SheetsFacts,
): Pick<SheetsClient, Writes> {
  const batchUpdate: SheetsClient['batchUpdate'] = async (id, requests, call = {}) => {
    const body = JSON.stringify({ requests });
    const path = ':batchUpdate';
    await send(options, id, { method: 'POST', path, query: query(NOTHING), body, answer: Written }, call);
  };
  return {
    batchUpdate,
    async batchUpdateAndRead(id, requests, ranges, call = {}) {
      if (!answerHoldsRanges) {
        await batchUpdate(id, requests, call);
        return await get(id, { fields: AFTERWARDS, ranges }, { ...call, before: undefined });
      }
      const shown = { includeSpreadsheetInResponse: true, responseIncludeGridData: true, responseRanges: ranges };
      const body = JSON.stringify({ requests, ...shown });
      const request = { method: 'POST', path: ':batchUpdate', query: query(UPDATED), body, answer: Updated } as const;
      return (await send(options, id, request, call)).updatedSpreadsheet;
    },
    async updateValues(id, range, values, call = {}) {
      const body = JSON.stringify({ values });
      const params = query({ ...RAW, fields: 'updatedRange' });
      await send(options, id, { method: 'PUT', path: valuesPath(range), query: params, body, answer: Written }, call);
    },
    async batchUpdateValues(id, data, call = {}) {
      const body = JSON.stringify({ ...RAW, data });
      const path = '/values:batchUpdate';
      await send(options, id, { method: 'POST', path, query: query(NOTHING), body, answer: Written }, call);
    },
  };
}

function structureReads(options: SheetsOptions): Pick<SheetsClient, 'get' | 'getShown'> {
  return {
    async get(id, { fields, ranges = [] }, call = {}) {
      const request = { method: 'GET', path: '', query: query({ fields, ranges }), answer: Spreadsheet } as const;
      return await send(options, id, request, call);
    },
    async getShown(id, range, call = {}) {
      const params = query({ fields: SHOWN, ranges: [range] });
      const { sheets } = await send(options, id, { method: 'GET', path: '', query: params, answer: ShownCells }, call);
      return sheets.flatMap(({ data }) => data.flatMap(({ rowData }) => rowData.map(({ values }) => values)));
    },
  };
}

type CellReads = 'getValues' | 'getResults' | 'getBoxes' | 'batchGetValues';

function cellReads(options: SheetsOptions): Pick<SheetsClient, CellReads> {
  return {
    async getValues(id, range, call = {}) {
      const request = { method: 'GET', path: valuesPath(range), query: query(RENDER), answer: ValueRange } as const;
      return await send(options, id, request, call);
    },
    async getResults(id, range, call = {}) {
      const params = query(RENDER_RESULTS);
      return await send(
        options,
        id,
        { method: 'GET', path: valuesPath(range), query: params, answer: ValueRange },
        call,
      );
    },
    async getBoxes(id, boxes, call = {}) {
      if (boxes.length === 0) return [];
      const body = JSON.stringify({ ...RENDER, dataFilters: boxes.map((gridRange) => ({ gridRange })) });
      const path = '/values:batchGetByDataFilter';
      const request = { method: 'POST', path, query: query({}), body, isRead: true, answer: FilteredRanges } as const;
      const { valueRanges } = await send(options, id, request, call);
      return valueRanges.map(({ valueRange: { range, values } }) => ({ ...cornerOf(range), cells: values }));
    },
    async batchGetValues(id, ranges, call = {}) {
      const params = query({ ...RENDER, ranges });
      const request = { method: 'GET', path: '/values:batchGet', query: params, answer: ValueRanges } as const;
      return (await send(options, id, request, call)).valueRanges;
    },
  };
}

function valuesPath(range: string): string {
  return `/values/${encodeURIComponent(range)}`;
}
