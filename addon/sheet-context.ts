/**
 * Where the sidebar is. `selection` is in A1 notation without the tab, such as "A2:C4"; `locale` is the spreadsheet's, such as "en_GB",
 * `userLocale` the person's, such as "de"; `timeZone` a CLDR name; `workerUrl` has no final slash; `tabs` are the titles of all tabs.
 */
export type SheetContext = {
  spreadsheetId: string;
  title: string;
  sheetId: number;
  tab: string;
  selection: string;
  locale: string;
  userLocale: string;
  timeZone: string;
  workerUrl: string;
  tabs: string[];
};

/** What the menu item that opened the sidebar wants it to do. */
export type Intent = 'open' | 'refresh-tab' | 'refresh-all' | 'new-report';

/** What the menu item puts into the page, so that the sidebar need not ask for it. Null: it could not be had, ask and hear why. */
export type Start = { intent: Intent; context: SheetContext | null; token: string | null };

/** The column of the selected cell: title of its tab, its letters, and what stands in its first row ("" when nothing does). */
export type SelectedColumn = { tab: string; letters: string; header: string };

/** E-mail addresses of people and groups a spreadsheet is shared with by name; Google does not tell an add-on whom a link lets in. */
export type PeopleWithAccess = { owner: string | null; editors: string[]; viewers: string[] };
