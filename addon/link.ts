import type { SharingRefusal } from '../shared/sharing.ts';

/**
 * Makes the worker's Google account an editor, as the person and with the person's right to share. It may be one already.
 *
 * @returns null, or why Google does not let this person share this spreadsheet with that account.
 */
export function shareWithWriter(email: string): SharingRefusal | null {
  const spreadsheet = SpreadsheetApp.getActive();
  const editors = editorsOf(spreadsheet);
  if (editors?.includes(email.toLowerCase())) return null;
  try {
    spreadsheet.addEditor(email);
    return null;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    if (isConfused(said)) throw error;
    return refusalOf(spreadsheet, editors, said);
  }
}

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;

/** Google tells them to people who may edit; null: this person may not. */
function editorsOf(spreadsheet: Spreadsheet): string[] | null {
  try {
    return spreadsheet.getEditors().map((editor) => editor.getEmail().toLowerCase());
  } catch (error) {
    if (isConfused(error instanceof Error ? error.message : '')) throw error;
    return null;
  }
}

/** Several accounts at once, or a right the add-on was not given: nothing to do with this spreadsheet. */
const isConfused = (said: string): boolean =>
  /PERMISSION_DENIED|uthorization is required|permission to call/.test(said);

/** Google does not document its texts, and they come in the person's language: what the person may do tells more. */
function refusalOf(spreadsheet: Spreadsheet, editors: readonly string[] | null, said: string): SharingRefusal {
  if (editors === null) return { why: 'viewer', owner: null, said };
  const owner = ownerOf(spreadsheet);
  const isOwner = owner !== null && owner.toLowerCase() === Session.getActiveUser().getEmail().toLowerCase();
  // owners may share whatever editors may: only a rule of their organisation stops them
  const isRule = isOwner || /domain|organi[sz]ation|polic(?:y|ies)|outside|external/i.test(said);
  return { why: isRule ? 'domain' : 'editors', owner, said };
}

/** In a shared drive there is none. */
function ownerOf(spreadsheet: Spreadsheet): string | null {
  try {
    const owner: GoogleAppsScript.Base.User | null = spreadsheet.getOwner();
    return owner === null ? null : owner.getEmail();
  } catch {
    return null;
  }
}

/**
 * Leaves a one-time mark on the spreadsheet that only somebody who may edit it can leave; the worker looks for it.
 * Readers of the spreadsheet see it too, so it holds nothing that is of use a second time. An older mark with this key goes.
 *
 * @throws Error when the person may not edit the spreadsheet.
 */
export function writeProof(key: string, value: string): void {
  const spreadsheet = SpreadsheetApp.getActive();
  for (const mark of spreadsheet.getDeveloperMetadata()) {
    if (mark.getKey() === key) mark.remove();
  }
  spreadsheet.addDeveloperMetadata(key, value, SpreadsheetApp.DeveloperMetadataVisibility.DOCUMENT);
}
