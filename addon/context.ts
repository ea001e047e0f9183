import type { SheetContext } from './sheet-context.ts';

/**
 * Tells the sidebar which spreadsheet and tab it stands beside, and where the worker is.
 *
 * @throws Error with a sentence for the organizer when the script property `WORKER_URL` is missing or no address.
 */
export function context(): SheetContext {
  const spreadsheet = SpreadsheetApp.getActive();
  const sheet = spreadsheet.getActiveSheet();
  return {
    spreadsheetId: spreadsheet.getId(),
    title: spreadsheet.getName(),
    sheetId: sheet.getSheetId(),
    tab: sheet.getName(),
    selection: sheet.getActiveRange()?.getA1Notation() ?? 'A1',
    locale: spreadsheet.getSpreadsheetLocale(),
    userLocale: Session.getActiveUserLocale(),
    timeZone: spreadsheet.getSpreadsheetTimeZone(),
    workerUrl: workerUrl(),
    tabs: spreadsheet.getSheets().map((one) => one.getName()),
  };
}

function workerUrl(): string {
  const url = (PropertiesService.getScriptProperties().getProperty('WORKER_URL') ?? '').trim();
  const whoActs = 'Ask whoever installed Willcall to set it to the address of the Willcall worker.';
  if (!url) throw new Error(`Willcall is not set up yet: the script property WORKER_URL is missing. ${whoActs}`);
  if (!/^https?:\/\/[^\s/]+/.test(url)) {
    throw new Error(`Willcall is not set up yet: the script property WORKER_URL is not a web address. ${whoActs}`);
  }
  return url.replace(/\/+$/, '');
}
