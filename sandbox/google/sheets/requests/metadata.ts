/** Developer metadata: create, update, delete. */
import { invalid } from '../../api-error.ts';
import type {
  CreateDeveloperMetadataRequest,
  DeleteDeveloperMetadataRequest,
  DeveloperMetadata,
  DeveloperMetadataLocation,
  Response,
  UpdateDeveloperMetadataRequest,
} from '../../schema.generated.ts';
import { type Draft, linesIn, newId } from '../draft.ts';
import { applyPath, parseUpdateMask } from '../field-mask.ts';
import { matchingMetadata, printMetadata } from '../metadata-search.ts';

const maxCharacters = 30_000;

function locationOf(draft: Draft, given: DeveloperMetadataLocation | undefined): DeveloperMetadataLocation {
  if (given?.spreadsheet === true) return { locationType: 'SPREADSHEET', spreadsheet: true };
  if (given?.dimensionRange) {
    const tab = draft.book.tab(given.dimensionRange.sheetId);
    const { dimension, start, end } = linesIn(tab, given.dimensionRange);
    if (end - start !== 1)
      throw invalid('developerMetadata.location.dimensionRange must be exactly one row or one column.');
    const locationType = dimension === 'ROWS' ? 'ROW' : 'COLUMN';
    return { locationType, dimensionRange: { sheetId: tab.sheetId, dimension, startIndex: start, endIndex: end } };
  }
  if (given?.sheetId === undefined) throw invalid('developerMetadata.location must be specified.');
  return { locationType: 'SHEET', sheetId: draft.book.tab(given.sheetId).sheetId };
}

function checked(draft: Draft, given: DeveloperMetadata, metadataId: number): DeveloperMetadata {
  const { metadataKey, metadataValue, visibility } = given;
  if (!metadataKey) throw invalid('developerMetadata.metadataKey must be specified.');
  if (visibility !== 'DOCUMENT' && visibility !== 'PROJECT')
    throw invalid('developerMetadata.visibility must be specified.');
  return { metadataId, metadataKey, metadataValue, location: locationOf(draft, given.location), visibility };
}

function demandSpace(draft: Draft): void {
  const used = draft.book.developerMetadata.reduce(
    (sum, one) => sum + (one.metadataKey?.length ?? 0) + (one.metadataValue?.length ?? 0),
    0,
  );
  if (used > maxCharacters * (draft.book.tabs.length + 1)) {
    throw invalid(
      `Developer metadata is limited to ${maxCharacters} characters for the spreadsheet and for each sheet.`,
    );
  }
}

export function createDeveloperMetadata(draft: Draft, request: CreateDeveloperMetadataRequest): Response {
  const given = request.developerMetadata ?? {};
  const metadataId = given.metadataId ?? newId(draft);
  if (metadataId <= 0) throw invalid(`developerMetadata.metadataId[${metadataId}] must be positive.`);
  if (draft.book.developerMetadata.some((one) => one.metadataId === metadataId)) {
    throw invalid(`Developer metadata with ID ${metadataId} already exists.`);
  }
  const created = checked(draft, given, metadataId);
  draft.book.developerMetadata = [...draft.book.developerMetadata, created];
  demandSpace(draft);
  return { createDeveloperMetadata: { developerMetadata: printMetadata(created) } };
}

export function updateDeveloperMetadata(draft: Draft, request: UpdateDeveloperMetadataRequest): Response {
  const matched = new Set((request.dataFilters ?? []).flatMap((filter) => matchingMetadata(draft.book, filter)));
  const paths = parseUpdateMask(request.fields, 'DeveloperMetadata').filter(([name]) => name !== 'metadataId');
  const updated = new Map(
    [...matched].map((one) => {
      const next = paths.reduce<unknown>((value, path) => applyPath(value, request.developerMetadata, path), one);
      return [one, checked(draft, typeof next === 'object' && next !== null ? next : one, one.metadataId ?? 0)];
    }),
  );
  draft.book.developerMetadata = draft.book.developerMetadata.map((one) => updated.get(one) ?? one);
  demandSpace(draft);
  return { updateDeveloperMetadata: { developerMetadata: listed([...updated.values()]) } };
}

export function deleteDeveloperMetadata(draft: Draft, request: DeleteDeveloperMetadataRequest): Response {
  const gone = request.dataFilter ? matchingMetadata(draft.book, request.dataFilter) : [];
  draft.book.developerMetadata = draft.book.developerMetadata.filter((one) => !gone.includes(one));
  return { deleteDeveloperMetadata: { deletedDeveloperMetadata: listed(gone) } };
}

function listed(list: readonly DeveloperMetadata[]): readonly DeveloperMetadata[] | undefined {
  return list.length > 0 ? list.map(printMetadata) : undefined;
}
