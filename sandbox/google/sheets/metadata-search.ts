import type {
  DataFilter,
  DeveloperMetadata,
  DeveloperMetadataLocation,
  DeveloperMetadataLookup,
} from '../schema.generated.ts';
import type { Book } from './book.ts';
import { boxOf, overlaps } from './box.ts';
import { placeOf } from './names.ts';
import type { Box } from '../values/a1.ts';

/** A metadata entry as the API prints it. */
export function printMetadata(one: DeveloperMetadata): DeveloperMetadata {
  const span = one.location?.dimensionRange;
  if (!span) return one;
  return { ...one, location: { ...one.location, dimensionRange: { ...span, sheetId: span.sheetId || undefined } } };
}

function sheetOf(location: DeveloperMetadataLocation | undefined): number | undefined {
  if (!location || location.spreadsheet === true) return undefined;
  return location.dimensionRange ? (location.dimensionRange.sheetId ?? 0) : location.sheetId;
}

function boxAt(location: DeveloperMetadataLocation | undefined): Box {
  const span = location?.dimensionRange;
  if (!span) return {};
  const { startIndex = 0, endIndex = startIndex + 1 } = span;
  if (span.dimension === 'ROWS') return { startRowIndex: startIndex, endRowIndex: endIndex };
  return { startColumnIndex: startIndex, endColumnIndex: endIndex };
}

function sameLocation(a: DeveloperMetadataLocation | undefined, b: DeveloperMetadataLocation): boolean {
  if (sheetOf(a) !== sheetOf(b)) return false;
  const [x, y] = [a?.dimensionRange, b.dimensionRange];
  return x?.dimension === y?.dimension && x?.startIndex === (y ? (y.startIndex ?? 0) : undefined);
}

function intersects(a: DeveloperMetadataLocation | undefined, b: DeveloperMetadataLocation): boolean {
  const [x, y] = [sheetOf(a), sheetOf(b)];
  if (x === undefined || y === undefined) return true;
  return x === y && overlaps(boxAt(a), boxAt(b));
}

function matchesLocation(one: DeveloperMetadata, lookup: DeveloperMetadataLookup): boolean {
  if (lookup.locationType !== undefined && one.location?.locationType !== lookup.locationType) return false;
  if (!lookup.metadataLocation) return true;
  const strategy =
    lookup.locationMatchingStrategy ?? (lookup.locationType === undefined ? 'EXACT_LOCATION' : 'INTERSECTING_LOCATION');
  return strategy === 'INTERSECTING_LOCATION'
    ? intersects(one.location, lookup.metadataLocation)
    : sameLocation(one.location, lookup.metadataLocation);
}

function matchesLookup(one: DeveloperMetadata, lookup: DeveloperMetadataLookup): boolean {
  if (lookup.metadataId !== undefined && one.metadataId !== lookup.metadataId) return false;
  if (lookup.metadataKey !== undefined && one.metadataKey !== lookup.metadataKey) return false;
  if (lookup.metadataValue !== undefined && one.metadataValue !== lookup.metadataValue) return false;
  if (lookup.visibility !== undefined && one.visibility !== lookup.visibility) return false;
  return matchesLocation(one, lookup);
}

/** Entries the filter selects: by look-up, or by the cells they lie on. */
export function matchingMetadata(book: Book, filter: DataFilter): readonly DeveloperMetadata[] {
  const { developerMetadataLookup: lookup, gridRange, a1Range } = filter;
  if (lookup) return book.developerMetadata.filter((one) => matchesLookup(one, lookup));
  const area = gridRange
    ? { sheetId: gridRange.sheetId ?? 0, box: boxOf(gridRange) }
    : a1Range === undefined
      ? undefined
      : { sheetId: placeOf(book, a1Range).tab.sheetId, box: placeOf(book, a1Range).box };
  if (!area) return [];
  return book.developerMetadata.filter(
    (one) => sheetOf(one.location) === area.sheetId && overlaps(boxAt(one.location), area.box),
  );
}
