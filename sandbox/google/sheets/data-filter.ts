import { invalid } from '../api-error.ts';
import type { DataFilter, DeveloperMetadata, DimensionRange } from '../schema.generated.ts';
import type { Box } from '../values/a1.ts';
import type { Book } from './book.ts';
import { boxOf } from './box.ts';
import { boxIn } from './draft.ts';
import { matchingMetadata } from './metadata-search.ts';
import { type Place, placeOf } from './names.ts';

function linesOf(span: DimensionRange): Box {
  const start = span.startIndex ?? 0;
  if (span.dimension === 'ROWS') return { startRowIndex: start, endRowIndex: start + 1 };
  return { startColumnIndex: start, endColumnIndex: start + 1 };
}

function placeOfMetadata(book: Book, one: DeveloperMetadata): Place[] {
  const { dimensionRange: span, sheetId, spreadsheet } = one.location ?? {};
  if (spreadsheet === true) return book.tabs.map((tab) => ({ tab, box: {}, bound: tab.bound({}) }));
  const tab = book.tab(span ? span.sheetId : sheetId);
  const box = span ? linesOf(span) : {};
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
