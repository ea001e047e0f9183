/**
 * Where the sidebar is. `locale` is the spreadsheet's, such as "en_GB"; `timeZone` a CLDR name; `workerUrl` has no final slash;
 * `tabs` are the titles of all tabs.
 */
export type SheetContext = {
  spreadsheetId: string;
  title: string;
  sheetId: number;
  tab: string;
  locale: string;
  timeZone: string;
  workerUrl: string;
  tabs: string[];
};
