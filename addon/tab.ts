/**
 * Brings a tab to the front.
 *
 * @param sheetId Google's id of the tab; null when it is known by its title only.
 * @throws Error when there is no such tab.
 */
export function showTab(sheetId: number | null, title: string): void {
  const sheets = SpreadsheetApp.getActive().getSheets();
  const sheet = sheets.find((candidate) =>
    sheetId === null ? candidate.getName() === title : candidate.getSheetId() === sheetId,
  );
  if (!sheet) throw new Error(`There is no tab “${title}” now. Refresh the report to get it back.`);
  sheet.activate();
}
