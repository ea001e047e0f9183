/**
 * Brings a tab to the front and selects a cell in it.
 *
 * @param sheetId Google's id of the tab; null when it is known by its title only.
 * @param a1 such as "A2"; null leaves the selection of the tab as it is.
 * @throws Error when there is no such tab.
 */
export function gotoCell(sheetId: number | null, title: string, a1: string | null): void {
  const sheets = SpreadsheetApp.getActive().getSheets();
  const sheet = sheets.find((candidate) =>
    sheetId === null ? candidate.getName() === title : candidate.getSheetId() === sheetId,
  );
  if (!sheet) throw new Error(`There is no tab “${title}” now. Refresh the report to get it back.`);
  sheet.activate();
  if (a1 !== null) sheet.getRange(a1).activate();
}
