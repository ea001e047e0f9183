/**
 * Makes the worker's Google account an editor, as the person and with the person's right to share.
 *
 * @throws Error when the person may not share this spreadsheet with that account.
 */
export function shareWithWriter(email: string): void {
  SpreadsheetApp.getActive().addEditor(email);
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
