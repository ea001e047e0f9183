/**
 * Brings a tab to the front.
 *
 * @throws Error when there is no tab with this id any more.
 */
export function showTab(sheetId: number): void {
  const sheet = SpreadsheetApp.getActive()
    .getSheets()
    .find((candidate) => candidate.getSheetId() === sheetId);
  if (!sheet) throw new Error('This tab was deleted. Refresh the report to get it back.');
  sheet.activate();
}
