import type { SelectedColumn } from './sheet-context.ts';

/** Which column the person has selected, for a field that wants one. */
export function selectedColumn(): SelectedColumn {
  const range = SpreadsheetApp.getActive().getActiveRange();
  if (!range) throw new Error('Select a cell in the column first.');
  const sheet = range.getSheet();
  const header = sheet.getRange(1, range.getColumn());
  return {
    tab: sheet.getName(),
    letters: header.getA1Notation().replace(/\d+/g, ''),
    header: header.getDisplayValue(),
  };
}
