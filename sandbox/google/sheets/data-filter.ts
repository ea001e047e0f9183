import { invalid } from '../api-error.ts';
import type { DataFilter, DeveloperMetadata } from '../schema.generated.ts';
import type { Book } from './book.ts';
import { boxOf } from './box.ts';
import { boxIn } from './draft.ts';
import { matchingMetadata } from './metadata-search.ts';
import { type Place, placeOf } from './names.ts';

function placeOfMetadata(book: Book, one: DeveloperMetadata): Place[] {
  const { dimensionRange: span, sheetId, spreadsheet } = one.location ?? {};
  if (spreadsheet === true) return book.tabs.map((tab) => ({ tab, box: {}, bound: tab.bound({}) }));
  const tab = book.tab(span ? span.sheetId : sheetId);
  const [start, end] = [span?.startIndex ?? 0, span?.endIndex ?? 1];
  const lines =
    span?.dimension === 'ROWS'
      ? { startRowIndex: start, endRowIndex: end }
      : { startColumnIndex: start, endColumnIndex: end };
  const box = span ? lines : {};
  return [{ tab, box, bound: tab.bound(box) }];
}

/** The cells a data filter selects. */
export function placesOf(book: Book, filter: DataFilter): readonly Place[] {
  if (filter.a1Range !== undefined) return [placeOf(book, filter.a1Range)];
  if (filter.gridRange) {
    const tab = book.tab(filter.gridRange.sheetId);
    return [{ tab, box: boxOf(filter.gridRange), bound: boxIn(tab, filter.gridRange) }];
  }
  if (!filter.developerMetadataLookup)
    throw invalid('One of a1Range, gridRange or developerMetadataLookup must be specified.');
  return matchingMetadata(book, filter).flatMap((one) => placeOfMetadata(book, one));
}
