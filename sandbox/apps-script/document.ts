/** What the script can do with the spreadsheet it is bound to, as the person who runs it and with that person's rights. */
export type ActiveDocument = {
  readonly id: string;
  title(): string;
  url(): string;
  /** Such as `en_GB`. */
  locale(): string;
  /** Such as `Europe/Amsterdam`. */
  timeZone(): string;
  /** Every tab in its order. */
  sheets(): readonly SheetSummary[];
  /** The tab in front of the person. */
  activeSheet(): SheetSummary;
  /** Brings a tab to the front; a tab that comes to the front has its first cell selected. */
  activate(sheetId: number): void;
  /** Selects cells of the tab in front. @param a1 without the tab, such as `A2:C4`. */
  select(a1: string): void;
  /** The selected cells without the tab, such as `A2:C4`. */
  selection(): string;
  /** What a cell shows, "" for an empty one. @param row counts from 0, as `column` does. */
  displayValue(sheetId: number, row: number, column: number): string;
  /** Lower case addresses of everybody who may edit, the owner included. @throws ScriptException when the person may not edit. */
  editors(): readonly string[];
  /** Lower case addresses of everybody who may look or comment. @throws ScriptException when the person may not edit. */
  viewers(): readonly string[];
  /** Its address; null in a shared drive. */
  owner(): string | null;
  /** @throws ScriptException when the person may not share the spreadsheet or the address is none. */
  addEditor(email: string): void;
  metadata(): readonly DocumentMetadata[];
  /** @throws ScriptException when the person may not edit the spreadsheet. */
  addMetadata(key: string, value: string, visibility: MetadataVisibility): void;
  /** @throws ScriptException when the person may not edit the spreadsheet. */
  removeMetadata(id: number): void;
};

/** A tab without its cells. */
export type SheetSummary = { sheetId: number; title: string; hidden: boolean; rowCount: number; columnCount: number };

/** One developer metadata entry on the spreadsheet itself. */
export type DocumentMetadata = { id: number; key: string; value: string; visibility: MetadataVisibility };

/** Who sees an entry: everybody with the document, or programs of the same Cloud project. */
export type MetadataVisibility = 'DOCUMENT' | 'PROJECT';
