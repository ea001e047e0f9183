/** Every change of a spreadsheet as a value: applied now, written to the journal, applied again at the next start. */
import { invalid, within } from '../api-error.ts';
import type {
  BatchClearValuesByDataFilterRequest,
  BatchClearValuesRequest,
  BatchUpdateSpreadsheetRequest,
  BatchUpdateValuesByDataFilterRequest,
  BatchUpdateValuesRequest,
  ValueRange,
} from '../schema.generated.ts';
import { parseMessage } from '../wire/parse.ts';
import { placesOf } from './data-filter.ts';
import type { Draft } from './draft.ts';
import { echo } from './names.ts';
import { applyRequest } from './requests/index.ts';
import {
  appendValues,
  clearValues,
  inputOption,
  printWritten,
  type WriteOptions,
  type Written,
  writeValues,
} from './values-write.ts';

export type AppendOptions = WriteOptions & { readonly insertDataOption?: string | undefined };

export type Operation =
  | { readonly kind: 'batchUpdate'; readonly body: BatchUpdateSpreadsheetRequest }
  | { readonly kind: 'update'; readonly range: string; readonly body: ValueRange; readonly options: WriteOptions }
  | { readonly kind: 'updateMany'; readonly body: BatchUpdateValuesRequest }
  | { readonly kind: 'updateByFilter'; readonly body: BatchUpdateValuesByDataFilterRequest }
  | { readonly kind: 'append'; readonly range: string; readonly body: ValueRange; readonly options: AppendOptions }
  | { readonly kind: 'clear'; readonly range: string }
  | { readonly kind: 'clearMany'; readonly body: BatchClearValuesRequest }
  | { readonly kind: 'clearByFilter'; readonly body: BatchClearValuesByDataFilterRequest }
  | { readonly kind: 'rename'; readonly title: string };

function applyBatch(draft: Draft, body: BatchUpdateSpreadsheetRequest): object {
  const requests = body.requests ?? [];
  if (requests.length === 0) throw invalid('Must specify at least one request.');
  return { replies: requests.map((request, index) => applyRequest(draft, request, index)) };
}

function optionsOf(body: BatchUpdateValuesRequest | BatchUpdateValuesByDataFilterRequest): WriteOptions {
  const { valueInputOption, includeValuesInResponse, responseValueRenderOption, responseDateTimeRenderOption } = body;
  return { valueInputOption, includeValuesInResponse, responseValueRenderOption, responseDateTimeRenderOption };
}

function distinct(done: readonly Written[], of: (one: Written) => ReadonlySet<number>): number | undefined {
  return new Set(done.flatMap((one) => [...of(one)].map((index) => `${one.tab.sheetId}:${index}`))).size || undefined;
}

/** Totals count a row or column once, however many ranges touched it. */
function totals(done: readonly Written[]): object {
  return {
    totalUpdatedRows: distinct(done, (one) => one.rows),
    totalUpdatedColumns: distinct(done, (one) => one.columns),
    totalUpdatedCells: done.reduce((sum, one) => sum + one.cells, 0) || undefined,
    totalUpdatedSheets: new Set(done.map((one) => one.tab.sheetId)).size || undefined,
  };
}

function updateMany(draft: Draft, body: BatchUpdateValuesRequest): object {
  const option = inputOption(body.valueInputOption);
  const done = (body.data ?? []).map((one, index) =>
    within(`data[${index}]`, () => writeValues(draft, one.range ?? '', one, option)),
  );
  const responses = done.map((one) => printWritten(draft, one, optionsOf(body)));
  return { ...totals(done), responses };
}

function updateByFilter(draft: Draft, body: BatchUpdateValuesByDataFilterRequest): object {
  const option = inputOption(body.valueInputOption);
  const done = (body.data ?? []).flatMap((one, index) =>
    placesOf(draft.book, one.dataFilter ?? {}).map((place) => ({
      dataFilter: one.dataFilter,
      written: within(`data[${index}]`, () =>
        writeValues(
          draft,
          echo(place.tab, place.box),
          { values: one.values, majorDimension: one.majorDimension },
          option,
        ),
      ),
    })),
  );
  const responses = done.map(({ written, dataFilter }) => {
    const { spreadsheetId: _, ...printed } = printWritten(draft, written, optionsOf(body));
    return { ...printed, dataFilter };
  });
  return { ...totals(done.map((one) => one.written)), responses };
}

function clearByFilter(draft: Draft, body: BatchClearValuesByDataFilterRequest): object {
  const places = (body.dataFilters ?? []).flatMap((filter) => placesOf(draft.book, filter));
  return { clearedRanges: places.map((place) => clearValues(draft, echo(place.tab, place.box))) };
}

function rename(draft: Draft, title: string): object {
  draft.book.title = title;
  return {};
}

type Kind = Operation['kind'];
type Appliers = { readonly [K in Kind]: (draft: Draft, operation: Extract<Operation, { kind: K }>) => object };

const appliers: Appliers = {
  batchUpdate: (draft, { body }) => applyBatch(draft, body),
  update: (draft, { range, body, options }) =>
    printWritten(draft, writeValues(draft, range, body, inputOption(options.valueInputOption)), options),
  updateMany: (draft, { body }) => updateMany(draft, body),
  updateByFilter: (draft, { body }) => updateByFilter(draft, body),
  append: (draft, { range, body, options }) => appendValues(draft, range, body, options),
  clear: (draft, { range }) => ({ clearedRange: clearValues(draft, range) }),
  clearMany: (draft, { body }) => ({ clearedRanges: (body.ranges ?? []).map((range) => clearValues(draft, range)) }),
  clearByFilter: (draft, { body }) => clearByFilter(draft, body),
  rename: (draft, { title }) => rename(draft, title),
};

function applyKind<K extends Kind>(draft: Draft, kind: K, operation: Extract<Operation, { kind: K }>): object {
  return appliers[kind](draft, operation);
}

/** Applies an operation to the draft and returns the answer without its `spreadsheetId`. */
export function applyOperation(draft: Draft, operation: Operation): object {
  return applyKind(draft, operation.kind, operation);
}

/** Body of `spreadsheets.batchUpdate`, checked against the schema. */
export function readBatch(body: unknown): BatchUpdateSpreadsheetRequest {
  return parseMessage('BatchUpdateSpreadsheetRequest', body);
}
