import type { Actor } from '../actor.ts';
import { invalid, unsupported, within } from '../api-error.ts';
import type { Files } from '../files.ts';
import type { GridData, Sheet, Spreadsheet } from '../schema.generated.ts';
import { parseMessage } from '../wire/parse.ts';
import type { Draft } from './draft.ts';
import { addSheet } from './requests/sheets.ts';
import { mergeCells } from './requests/merges.ts';
import { updateCells } from './requests/cells.ts';
import { writeProperty } from './requests/spreadsheet.ts';

type Store = Files & { saveNow(id: string): void };

const outputOnly: ReadonlySet<string> = new Set(['defaultFormat', 'spreadsheetTheme']);

function writeProperties(draft: Draft, given: Spreadsheet): void {
  for (const [name, value] of Object.entries(given.properties ?? {})) {
    if (value !== undefined && !outputOnly.has(name)) writeProperty(draft.book, given.properties ?? {}, name);
  }
}

const cellFields = 'userEnteredValue,userEnteredFormat,note,dataValidation,textFormatRuns';

function writeData(draft: Draft, sheetId: number | undefined, data: GridData): void {
  const { startRow, startColumn, rowData, rowMetadata, columnMetadata } = data;
  if (rowMetadata || columnMetadata) throw unsupported('Creating a spreadsheet with row or column sizes');
  const start = { sheetId, rowIndex: startRow, columnIndex: startColumn };
  updateCells(draft, { start, rows: rowData, fields: cellFields });
}

function writeSheet(draft: Draft, given: Sheet, index: number): void {
  const { properties, data = [], merges = [], ...rest } = given;
  const [extra] = Object.keys(rest);
  if (extra !== undefined) throw unsupported(`Creating a spreadsheet with '${extra}'`);
  const made = within(`sheets[${index}]`, () => addSheet(draft, { properties })).addSheet?.properties;
  const sheetId = made?.sheetId;
  data.forEach((one, at) => within(`sheets[${index}].data[${at}]`, () => writeData(draft, sheetId, one)));
  for (const range of merges) mergeCells(draft, { range: { ...range, sheetId }, mergeType: 'MERGE_ALL' });
}

/** `spreadsheets.create`: the caller owns the new file. Throws 400 and 501 and creates nothing then. */
export function createSpreadsheet(files: Store, actor: Actor, body: unknown): Spreadsheet {
  const given = parseMessage('Spreadsheet', body);
  if (given.spreadsheetId) throw invalid('spreadsheetId must not be given.');
  if (given.namedRanges || given.developerMetadata)
    throw unsupported('Creating a spreadsheet with named ranges or developer metadata');
  const file = files.create(actor.email, given.properties?.title ?? 'Untitled spreadsheet');
  try {
    file.workbook.edit(actor, (draft) => {
      writeProperties(draft, given);
      const sheets = given.sheets ?? [];
      if (sheets.length === 0) return;
      draft.book.tabs = [];
      sheets.forEach((sheet, index) => writeSheet(draft, sheet, index));
    });
  } catch (error) {
    files.delete(file.id);
    throw error;
  }
  files.saveNow(file.id);
  return file.workbook.get(actor);
}
