import type { Sheet, Spreadsheet } from '../answers.ts';
import { KEYS, Marker, readMarks } from '../tab.ts';

/** A tab that came along when the spreadsheet was copied: whose it was, by report, Google's id of that spreadsheet, and tab. */
export type CopiedTab = {
  readonly sheetId: number;
  readonly title: string;
  readonly report: string;
  readonly spreadsheet: string;
  readonly sheet: number;
  /** `keys`: the marks did not come along, its rows' keys tell whose it was; see copied-keys.ts. */
  readonly by: 'marks' | 'keys';
};

/** The mark of a list of another spreadsheet, with its id. */
export type ForeignMarker = Marker & { readonly metadataId: number };

/** What a tab says of lists of other spreadsheets; nothing when it is a list of this one by now. */
export function foreignMarkers(sheet: Sheet, spreadsheetId: string): ForeignMarker[] {
  const markers = readMarks(sheet.developerMetadata, KEYS.report, Marker);
  const isOurs = markers.some((one) => one.spreadsheet === spreadsheetId && one.sheet === sheet.properties.sheetId);
  if (isOurs) return [];
  return markers.filter((one) => one.spreadsheet !== spreadsheetId).toSorted((a, b) => b.generation - a.generation);
}

/**
 * The lists of a copied spreadsheet that nobody has set up here, by their marks, in the order of the tabs. A tab that was copied within
 * its spreadsheet before is no list: its mark names another tab.
 */
export function copiedTabs(book: Pick<Spreadsheet, 'sheets'>, spreadsheetId: string): CopiedTab[] {
  const all = book.sheets.flatMap((sheet) => {
    const { sheetId, title } = sheet.properties;
    const [marker] = foreignMarkers(sheet, spreadsheetId);
    if (!marker) return [];
    const { report, spreadsheet, sheet: original } = marker;
    return [{ sheetId, title, report, spreadsheet, sheet: original, by: 'marks' as const }];
  });
  // Google keeps the ids of tabs when it copies a file; should it not, the first tab of each list counts
  const areKept = all.some((tab) => tab.sheet === tab.sheetId);
  const seen = new Set<string>();
  return all.filter((tab) => {
    if (areKept ? tab.sheet !== tab.sheetId : seen.has(tab.report)) return false;
    return seen.size < seen.add(tab.report).size;
  });
}
