import { scopes, type Actor } from '../google/actor.ts';
import type { Files } from '../google/files.ts';
import type { Tab } from '../google/sheets/tab.ts';
import { columnLetters, quoteTitle } from '../google/values/a1.ts';
import { openFor, Refusal } from './access.ts';

/** Who changes which tab, as a person in front of the editor does. */
export type Editing = { user: string; spreadsheetId: string; sheetId: number };

/** Which cell gets which text, understood as Google understands what is typed. */
export type Entry = Editing & { row: number; column: number; text: string };

export type Sorting = Editing & { column: number; order: 'ASCENDING' | 'DESCENDING' };

/** Types into a cell; no text clears it. @throws Refusal, ApiError as a person would be refused. */
export function enter(files: Files, { row, column, text, ...editing }: Entry): void {
  const { actor, book, tab } = opened(files, editing);
  const range = `${quoteTitle(tab.title)}!${columnLetters(column)}${row + 1}`;
  book.updateValues(actor, range, { values: [[text]] }, { valueInputOption: 'USER_ENTERED' });
}

/** Data > Sort sheet: all rows below the frozen ones. @throws Refusal, ApiError as a person would be refused. */
export function sortSheet(files: Files, { column, order, ...editing }: Sorting): void {
  const { actor, book, tab } = opened(files, editing);
  const range = { sheetId: tab.sheetId, startRowIndex: tab.frozenRowCount };
  const sortSpecs = [{ dimensionIndex: column, sortOrder: order }];
  book.batchUpdate(actor, { requests: [{ sortRange: { range, sortSpecs } }] });
}

/** Insert > 1 column left: a blank column before this one. @throws Refusal, ApiError as a person would be refused. */
export function insertColumn(files: Files, { column, ...editing }: Editing & { column: number }): void {
  const { actor, book, tab } = opened(files, editing);
  const range = { sheetId: tab.sheetId, dimension: 'COLUMNS', startIndex: column, endIndex: column + 1 };
  book.batchUpdate(actor, { requests: [{ insertDimension: { range, inheritFromBefore: column > 0 } }] });
}

function opened(files: Files, { user, spreadsheetId, sheetId }: Editing) {
  const { role, book } = openFor(files, spreadsheetId, user);
  if (role !== 'owner' && role !== 'writer') throw new Refusal(403, 'You may look at this spreadsheet, not change it.');
  const tab: Tab | undefined = book.find(sheetId);
  if (!tab) throw new Refusal(404, 'This tab was deleted.');
  const actor: Actor = { email: user, scopes: [scopes.spreadsheets] };
  return { actor, tab, book: files.open(actor, spreadsheetId, 'write') };
}
