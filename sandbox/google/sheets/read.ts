/** spreadsheets.get and getByDataFilter. */
import type { Actor } from '../actor.ts';
import type { Spreadsheet } from '../schema.generated.ts';
import type { BoundBox } from '../values/a1.ts';
import type { Book } from './book.ts';
import { type Mask, wants } from './field-mask.ts';
import { type Place, placeOf } from './names.ts';
import { printSpreadsheet } from './print.ts';
import type { Tab } from './tab.ts';

export type ReadOptions = {
  readonly ranges?: readonly string[] | undefined;
  readonly includeGridData?: boolean | undefined;
  /** A field mask decides about grid data instead of `includeGridData`. */
  readonly mask?: Mask | undefined;
};

function boxesOf(book: Book, places: readonly Place[] | undefined): ReadonlyMap<Tab, readonly BoundBox[]> {
  if (!places) return new Map(book.tabs.map((tab) => [tab, [tab.bound({})]]));
  const boxes = new Map<Tab, BoundBox[]>();
  for (const { tab, bound } of places) {
    const list = boxes.get(tab);
    if (list) list.push(bound);
    else boxes.set(tab, [bound]);
  }
  return boxes;
}

const withoutCells: Mask = {
  spreadsheetId: true,
  properties: true,
  namedRanges: true,
  spreadsheetUrl: true,
  developerMetadata: true,
  sheets: {
    properties: true,
    merges: true,
    conditionalFormats: true,
    filterViews: true,
    protectedRanges: true,
    basicFilter: true,
    charts: true,
    bandedRanges: true,
    developerMetadata: true,
    rowGroups: true,
    columnGroups: true,
    slicers: true,
  },
};

/** The spreadsheet, or the tabs the places lie on, as far as the options want it. */
export function readSpreadsheet(
  book: Book,
  caller: { readonly actor: Actor; readonly isOwner: boolean; readonly owner: string },
  options: ReadOptions,
  places: readonly Place[] | undefined = options.ranges?.map((range) => placeOf(book, range)),
): Spreadsheet {
  const mask = options.mask ?? (options.includeGridData === true ? true : withoutCells);
  const found = places && places.length > 0 ? places : undefined;
  return printSpreadsheet(book, {
    mask,
    boxes: wants(mask, 'sheets', 'data') || found ? boxesOf(book, found) : undefined,
    withData: wants(mask, 'sheets', 'data'),
    onlyBoxed: found !== undefined,
    ...caller,
  });
}
