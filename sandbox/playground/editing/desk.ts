import { scopes, type Actor } from '../../google/actor.ts';
import type { Files } from '../../google/files.ts';
import { columnLetters, quoteTitle } from '../../google/values/a1.ts';
import type { Workbook } from '../../google/sheets/workbook.ts';
import { openFor, Refusal } from '../access.ts';
import type { Changes } from '../changes.ts';
import type { Edited } from '../wire.ts';
import type { Edit, EditOf } from './edit.ts';
import { requestFor } from './requests.ts';
import { inverseOf, type Before, type Inverse } from './undo.ts';

/** Who changes which tab, as a person in front of the editor does. */
export type Editing = { user: string; spreadsheetId: string; sheetId: number };

/** Edits of people in front of the editor, and what they can take back. */
export type Desk = {
  /** @throws Refusal, ApiError as a person would be refused. */
  edit(editing: Editing, edit: Edit): Edited;
  /** Takes back the person's last edit. @throws Refusal when there is none, or somebody changed the spreadsheet since. */
  undo(editing: Editing): Edited;
};

type Deeds = { version: number; inverses: Inverse[] };

/** More of a paste is refused. */
const MOST_CELLS = 200_000;

/** How many edits can be taken back. */
const KEPT = 30;

export function createDesk(files: Files, changes: Changes): Desk {
  const deeds = new Map<string, Deeds>();
  /** What can be taken back; nothing once somebody else changed something. */
  const deedsOf = ({ user, spreadsheetId }: Editing): Deeds => {
    const key = `${user} ${spreadsheetId}`;
    const version = changes.version(spreadsheetId);
    const known = deeds.get(key);
    const fresh = known?.version === version ? known : { version, inverses: [] };
    deeds.set(key, fresh);
    return fresh;
  };
  return {
    edit(editing, edit) {
      const before = opened(files, editing);
      const mine = deedsOf(editing);
      const inverse = inverseOf(edit, before);
      const made = perform(before, edit);
      mine.inverses = inverse ? [...mine.inverses, inverse].slice(-KEPT) : [];
      mine.version = changes.version(editing.spreadsheetId);
      return { version: mine.version, ...(made !== undefined && { sheetId: made }) };
    },
    undo(editing) {
      const { workbook, actor } = opened(files, editing);
      const mine = deedsOf(editing);
      const inverse = mine.inverses.pop();
      if (!inverse) throw new Refusal(400, 'There is nothing to undo: the last change was not yours, or too large.');
      workbook.batchUpdate(actor, { requests: inverse() });
      mine.version = changes.version(editing.spreadsheetId);
      return { version: mine.version };
    },
  };
}

function opened(files: Files, { user, spreadsheetId, sheetId }: Editing): Before {
  const { role, book } = openFor(files, spreadsheetId, user);
  if (role !== 'owner' && role !== 'writer') throw new Refusal(403, 'You may look at this spreadsheet, not change it.');
  const tab = book.find(sheetId);
  if (!tab) throw new Refusal(404, 'This tab was deleted.');
  const actor: Actor = { email: user, scopes: [scopes.spreadsheets] };
  return { actor, tab, book, workbook: files.open(actor, spreadsheetId, 'write') };
}

/** @returns the tab that was made. */
function perform(before: Before, edit: Edit): number | undefined {
  if (edit.kind === 'enter') return enter(before, edit);
  const { workbook, actor } = before;
  const { replies = [] } = workbook.batchUpdate(actor, { requests: [requestFor(edit, before)] });
  const [reply] = replies;
  return reply?.addSheet?.properties?.sheetId ?? reply?.duplicateSheet?.properties?.sheetId;
}

function enter({ workbook, actor, tab }: Before, { row, column, texts }: EditOf<'enter'>): undefined {
  const columns = Math.max(1, ...texts.map((line) => line.length));
  if (texts.length * columns > MOST_CELLS) {
    throw new Refusal(400, `That is more than ${MOST_CELLS.toLocaleString('en')} cells. Paste it in parts.`);
  }
  grow(workbook, actor, tab.sheetId, {
    rows: row + texts.length - tab.rowCount,
    columns: column + columns - tab.columnCount,
  });
  const last = `${columnLetters(column + columns - 1)}${row + texts.length}`;
  const range = `${quoteTitle(tab.title)}!${columnLetters(column)}${row + 1}:${last}`;
  workbook.updateValues(actor, range, { values: texts }, { valueInputOption: 'USER_ENTERED' });
  return undefined;
}

/** What is pasted past the edge makes the tab larger. */
function grow(workbook: Workbook, actor: Actor, sheetId: number, by: { rows: number; columns: number }): void {
  const missing = [
    { sheetId, dimension: 'ROWS', length: by.rows },
    { sheetId, dimension: 'COLUMNS', length: by.columns },
  ].filter(({ length }) => length > 0);
  if (missing.length > 0) workbook.batchUpdate(actor, { requests: missing.map((one) => ({ appendDimension: one })) });
}
