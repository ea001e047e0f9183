/** What each method of the Sheets API calls in the engine. */
import type { Actor } from '../actor.ts';
import { invalid } from '../api-error.ts';
import type { FileStore } from '../file-store.ts';
import type { Messages } from '../schema.generated.ts';
import { createSpreadsheet } from '../sheets/create.ts';
import type { Mask } from '../sheets/field-mask.ts';
import { receiveTab } from '../sheets/requests/sheets.ts';
import type { Workbook } from '../sheets/workbook.ts';
import { parseMessage } from '../wire/parse.ts';
import type { Query } from '../wire/query.ts';
import type { QuotaKind } from './quota.ts';

export type Call = {
  readonly actor: Actor;
  readonly files: FileStore;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: Query;
  /** Parsed lazily: reads have none. */
  readonly body: () => unknown;
  /** The body as it was sent. */
  readonly text: string;
  readonly mask: Mask | undefined;
};

export type Answering = {
  readonly quota: QuotaKind;
  /** Message of the answer, which field masks are checked against. */
  readonly answers: keyof Messages;
  /** Name of the remote procedure in error details. */
  readonly procedure: string;
  readonly run: (call: Call) => object;
};

function text(call: Call, name: string): string | undefined {
  const value = call.query[name];
  return typeof value === 'string' ? value : undefined;
}

function flag(call: Call, name: string): boolean | undefined {
  const value = call.query[name];
  return typeof value === 'boolean' ? value : undefined;
}

function list(call: Call, name: string): readonly string[] | undefined {
  const value = call.query[name];
  return Array.isArray(value) ? value.map(String) : undefined;
}

function open(call: Call, need: 'read' | 'write'): Workbook {
  return call.files.open(call.actor, call.parameters['spreadsheetId'] ?? '', need);
}

function range(call: Call): string {
  return call.parameters['range'] ?? '';
}

function rendering(call: Call) {
  return {
    majorDimension: text(call, 'majorDimension'),
    valueRenderOption: text(call, 'valueRenderOption'),
    dateTimeRenderOption: text(call, 'dateTimeRenderOption'),
  };
}

function writing(call: Call) {
  return {
    valueInputOption: text(call, 'valueInputOption'),
    includeValuesInResponse: flag(call, 'includeValuesInResponse'),
    responseValueRenderOption: text(call, 'responseValueRenderOption'),
    responseDateTimeRenderOption: text(call, 'responseDateTimeRenderOption'),
  };
}

function copyTo(call: Call): object {
  const source = open(call, 'read');
  const tab = source.book.tab(Number(call.parameters['sheetId']));
  const { destinationSpreadsheetId } = parseMessage('CopySheetToAnotherSpreadsheetRequest', call.body());
  if (!destinationSpreadsheetId) throw invalid('destinationSpreadsheetId must be specified.');
  const destination = call.files.open(call.actor, destinationSpreadsheetId, 'write');
  const properties = destination.edit(call.actor, (draft) => receiveTab(draft, tab));
  call.files.saveNow(destinationSpreadsheetId);
  return properties;
}

function read(answers: keyof Messages, procedure: string, run: Answering['run']): Answering {
  return { quota: 'read', answers, procedure, run };
}

function write(answers: keyof Messages, procedure: string, run: Answering['run']): Answering {
  return { quota: 'write', answers, procedure, run };
}

const spreadsheets: Readonly<Record<string, Answering>> = {
  'spreadsheets.create': write('Spreadsheet', 'CreateSpreadsheet', (call) =>
    createSpreadsheet(call.files, call.actor, call.body()),
  ),
  'spreadsheets.get': read('Spreadsheet', 'GetSpreadsheet', (call) =>
    open(call, 'read').get(call.actor, {
      ranges: list(call, 'ranges'),
      includeGridData: flag(call, 'includeGridData'),
      mask: call.mask,
    }),
  ),
  'spreadsheets.getByDataFilter': read('Spreadsheet', 'GetSpreadsheetByDataFilter', (call) =>
    open(call, 'read').getByDataFilter(call.actor, call.body(), { mask: call.mask }),
  ),
  'spreadsheets.batchUpdate': write('BatchUpdateSpreadsheetResponse', 'BatchUpdateSpreadsheet', (call) =>
    open(call, 'write').batchUpdate(call.actor, call.body(), call.text, call.mask),
  ),
  'spreadsheets.sheets.copyTo': write('SheetProperties', 'CopySheetToAnotherSpreadsheet', copyTo),
  'spreadsheets.developerMetadata.get': read('DeveloperMetadata', 'GetDeveloperMetadata', (call) =>
    open(call, 'read').developerMetadata(Number(call.parameters['metadataId'])),
  ),
  'spreadsheets.developerMetadata.search': read('SearchDeveloperMetadataResponse', 'SearchDeveloperMetadata', (call) =>
    open(call, 'read').searchDeveloperMetadata(call.body()),
  ),
};

const values: Readonly<Record<string, Answering>> = {
  'spreadsheets.values.get': read('ValueRange', 'GetValues', (call) =>
    open(call, 'read').getValues(range(call), rendering(call)),
  ),
  'spreadsheets.values.batchGet': read('BatchGetValuesResponse', 'BatchGetValues', (call) =>
    open(call, 'read').batchGetValues(list(call, 'ranges') ?? [], rendering(call)),
  ),
  'spreadsheets.values.batchGetByDataFilter': read(
    'BatchGetValuesByDataFilterResponse',
    'BatchGetValuesByDataFilter',
    (call) => open(call, 'read').batchGetValuesByDataFilter(call.body()),
  ),
  'spreadsheets.values.update': write('UpdateValuesResponse', 'UpdateValues', (call) =>
    open(call, 'write').updateValues(call.actor, range(call), call.body(), writing(call)),
  ),
  'spreadsheets.values.batchUpdate': write('BatchUpdateValuesResponse', 'BatchUpdateValues', (call) =>
    open(call, 'write').batchUpdateValues(call.actor, call.body()),
  ),
  'spreadsheets.values.batchUpdateByDataFilter': write(
    'BatchUpdateValuesByDataFilterResponse',
    'BatchUpdateValuesByDataFilter',
    (call) => open(call, 'write').batchUpdateValuesByDataFilter(call.actor, call.body()),
  ),
  'spreadsheets.values.append': write('AppendValuesResponse', 'AppendValues', (call) =>
    open(call, 'write').appendValues(call.actor, range(call), call.body(), {
      ...writing(call),
      insertDataOption: text(call, 'insertDataOption'),
    }),
  ),
  'spreadsheets.values.clear': write('ClearValuesResponse', 'ClearValues', (call) => {
    parseMessage('ClearValuesRequest', call.body());
    return open(call, 'write').clearValues(call.actor, range(call));
  }),
  'spreadsheets.values.batchClear': write('BatchClearValuesResponse', 'BatchClearValues', (call) =>
    open(call, 'write').batchClearValues(call.actor, call.body()),
  ),
  'spreadsheets.values.batchClearByDataFilter': write(
    'BatchClearValuesByDataFilterResponse',
    'BatchClearValuesByDataFilter',
    (call) => open(call, 'write').batchClearValuesByDataFilter(call.actor, call.body()),
  ),
};

/** By method id. Every method of the schema is here. */
export const answering: Readonly<Record<string, Answering>> = { ...spreadsheets, ...values };
