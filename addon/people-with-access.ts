import type { PeopleWithAccess } from './sheet-context.ts';

/**
 * Whom the spreadsheet is shared with by name. Groups are told by their address; whom a link lets in is not told at all.
 *
 * @returns null when the person may not know: Google tells only those who may edit.
 */
export function peopleWithAccess(): PeopleWithAccess | null {
  const spreadsheet = SpreadsheetApp.getActive();
  try {
    const owner: GoogleAppsScript.Base.User | null = spreadsheet.getOwner();
    const addresses = (users: GoogleAppsScript.Base.User[]): string[] => users.map((user) => user.getEmail());
    return {
      owner: owner === null ? null : owner.getEmail(),
      editors: addresses(spreadsheet.getEditors()),
      viewers: addresses(spreadsheet.getViewers()),
    };
  } catch {
    return null;
  }
}
