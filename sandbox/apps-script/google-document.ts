import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { scopes, type Actor } from '../google/actor.ts';
import { ApiError } from '../google/api-error.ts';
import type { Files, Permission, Role, SandboxFile } from '../google/files.ts';
import type { Book } from '../google/sheets/book.ts';
import type { Tab } from '../google/sheets/tab.ts';
import { printA1 } from '../google/values/a1.ts';
import type { ActiveDocument, DocumentMetadata, SheetSummary } from './document.ts';
import { ScriptException } from './script-exception.ts';

const Email = z.email();

/** Where the person is: the spreadsheet, the tab in front of them (the first one if absent) and the selected cells. A script may move them. */
export type Place = { spreadsheetId: string; sheetId?: number; selection?: string };

/**
 * A spreadsheet of the local Google as SpreadsheetApp gives it to one person. Rights are looked up at every call.
 * @throws ScriptException when the person has no access to it.
 */
export function openDocument(files: Files, user: string, place: Place): ActiveDocument {
  const actor: Actor = { email: user, scopes: [scopes.spreadsheets] };
  const id = place.spreadsheetId;
  const read = (): Book => asScript(() => files.open(actor, id, 'read').book);
  read();
  return {
    id,
    title: () => read().title,
    url: () => `https://docs.google.com/spreadsheets/d/${id}/edit`,
    locale: () => read().locale,
    timeZone: () => read().timeZone,
    sheets: () => read().tabs.map(summaryOf),
    activeSheet: () => summaryOf(read().find(place.sheetId ?? -1) ?? read().firstVisible()),
    ...selectionOf(place),
    displayValue: (sheetId, row, column) => displayValue(files, actor, id, { sheetId, row, column }),
    editors: () => peopleFor(files, user, id, EDITING),
    viewers: () => peopleFor(files, user, id, LOOKING),
    owner: () => fileOf(files, id).owner,
    addEditor: (email) => addEditor(files, user, id, email),
    metadata: () => metadataOf(read()),
    ...metadataWriter(files, actor, id),
  };
}

function summaryOf({ sheetId, title, hidden, rowCount, columnCount }: Tab): SheetSummary {
  return { sheetId, title, hidden, rowCount, columnCount };
}

function selectionOf(place: Place): Pick<ActiveDocument, 'activate' | 'select' | 'selection'> {
  return {
    activate: (sheetId) => {
      if (place.sheetId === sheetId) return;
      place.sheetId = sheetId;
      place.selection = 'A1';
    },
    select: (a1) => {
      place.selection = a1;
    },
    selection: () => place.selection ?? 'A1',
  };
}

type CellPlace = { sheetId: number; row: number; column: number };

function displayValue(files: Files, actor: Actor, id: string, { sheetId, row, column }: CellPlace): string {
  const workbook = asScript(() => files.open(actor, id, 'read'));
  const { title } = workbook.book.tab(sheetId);
  const startsAt = { startRowIndex: row, startColumnIndex: column };
  const range = printA1(title, { ...startsAt, endRowIndex: row + 1, endColumnIndex: column + 1 });
  const shown = asScript(() => workbook.getValues(range)).values?.[0]?.[0];
  return typeof shown === 'string' ? shown : '';
}

function metadataWriter(
  files: Files,
  actor: Actor,
  id: string,
): Pick<ActiveDocument, 'addMetadata' | 'removeMetadata'> {
  const change = (request: object): void => {
    asScript(() => files.open(actor, id, 'write').batchUpdate(actor, { requests: [request] }));
  };
  return {
    addMetadata: (metadataKey, metadataValue, visibility) => {
      const location = { spreadsheet: true };
      change({ createDeveloperMetadata: { developerMetadata: { metadataKey, metadataValue, visibility, location } } });
    },
    removeMetadata: (metadataId) =>
      change({ deleteDeveloperMetadata: { dataFilter: { developerMetadataLookup: { metadataId } } } }),
  };
}

function metadataOf(book: Book): DocumentMetadata[] {
  return book.developerMetadata
    .filter((entry) => entry.location?.spreadsheet === true)
    .map((entry) => ({
      id: entry.metadataId ?? 0,
      key: entry.metadataKey ?? '',
      value: entry.metadataValue ?? '',
      visibility: entry.visibility === 'PROJECT' ? 'PROJECT' : 'DOCUMENT',
    }));
}

const EDITING: readonly Role[] = ['owner', 'writer'];
const LOOKING: readonly Role[] = ['commenter', 'reader'];

function peopleWith(file: SandboxFile, roles: readonly Role[]): string[] {
  return file.permissions.filter((line) => roles.includes(line.role)).flatMap((line) => line.emailAddress ?? []);
}

/** Google publishes none of these texts: assumed. The add-on must not depend on them. */
const REFUSALS = {
  'owners-only': 'Action not allowed',
  domain: 'Sharing outside of this organization is not allowed by its policy.',
} as const;

function demandEditor(files: Files, user: string, id: string): 'owner' | 'writer' {
  const role = files.roleOf(id, user);
  if (role === 'owner' || role === 'writer') return role;
  throw new ScriptException('You do not have permission to perform that action.');
}

/** Only who may edit learns who else may do what. */
function peopleFor(files: Files, user: string, id: string, roles: readonly Role[]): string[] {
  demandEditor(files, user, id);
  return peopleWith(fileOf(files, id), roles);
}

/**
 * Shares a file for editing as Google does: only who may edit it may share it; nobody loses a better role.
 * @throws ScriptException for a person without the right or a text that is no address.
 */
function addEditor(files: Files, user: string, id: string, email: string): void {
  const role = demandEditor(files, user, id);
  const address = email.trim().toLowerCase();
  if (!Email.safeParse(address).success) throw new ScriptException(`Invalid email: ${email}`);
  const file = fileOf(files, id);
  if (peopleWith(file, EDITING).includes(address)) return;
  const rule = files.sharing.refusalOf(file, role, address);
  if (rule !== null) throw new ScriptException(REFUSALS[rule]);
  const others = file.permissions.filter((line) => line.emailAddress !== address);
  const line: Permission = { id: permissionId(), type: 'user', role: 'writer', emailAddress: address };
  asScript(() => files.setPermissions(id, [...others, line]));
}

function permissionId(): string {
  return `${randomInt(1e9, 9e9)}${randomInt(1e9, 9e9)}`;
}

function fileOf(files: Files, id: string): SandboxFile {
  const file = files.get(id);
  if (!file) throw new ScriptException('The document is inaccessible. Please try again later.');
  return file;
}

function asScript<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const isAccess = error.code === 403 || error.code === 404;
    const message = isAccess ? 'You do not have permission to access the requested document.' : error.message;
    throw new ScriptException(message, { cause: error });
  }
}
