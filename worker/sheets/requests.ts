import type { GridRange } from './answers.ts';

/** What a cell holds once dates and money are numbers. Blank is null. */
export type CellContent = string | number | boolean | null;

export const NUMBER_FORMAT_TYPES = [
  'TEXT',
  'NUMBER',
  'PERCENT',
  'CURRENCY',
  'DATE',
  'TIME',
  'DATE_TIME',
  'SCIENTIFIC',
] as const;

export type NumberFormat = {
  readonly type: (typeof NUMBER_FORMAT_TYPES)[number];
  readonly pattern: string;
};

type Dimension = 'ROWS' | 'COLUMNS';
type DimensionRange = { sheetId: number; dimension: Dimension; startIndex: number; endIndex: number };
type DimensionProperties = { readonly pixelSize?: number; readonly hiddenByUser?: boolean };
type ExtendedValue =
  { stringValue: string } | { numberValue: number } | { boolValue: boolean } | { formulaValue: string };
export type Color = { readonly red: number; readonly green: number; readonly blue: number };
export type CellFormat = {
  readonly numberFormat?: NumberFormat;
  readonly textFormat?: { readonly bold?: boolean; readonly foregroundColor?: Color };
  readonly backgroundColor?: Color;
};
export type CellData = {
  readonly userEnteredValue?: ExtendedValue;
  readonly userEnteredFormat?: CellFormat;
  readonly note?: string;
};
export type PasteType =
  | 'PASTE_NORMAL'
  | 'PASTE_VALUES'
  | 'PASTE_FORMULA'
  | 'PASTE_FORMAT'
  | 'PASTE_DATA_VALIDATION'
  | 'PASTE_CONDITIONAL_FORMATTING';
type OpenRange = { readonly sheetId: number } & Partial<Omit<GridRange, 'sheetId'>>;
type NamedRange = { readonly namedRangeId?: string; readonly name: string; readonly range: OpenRange };
type ConditionalFormatRule = {
  readonly ranges: readonly OpenRange[];
  readonly booleanRule: {
    readonly condition: { readonly type: 'CUSTOM_FORMULA'; readonly values: readonly { userEnteredValue: string }[] };
    readonly format: CellFormat;
  };
};
type NewProtectedRange = {
  readonly protectedRangeId?: number;
  readonly range: OpenRange;
  readonly description: string;
  readonly warningOnly: boolean;
};
type Location = { spreadsheet: true } | { sheetId: number } | { dimensionRange: DimensionRange };
type NewMetadata = {
  readonly metadataId?: number;
  readonly metadataKey: string;
  readonly metadataValue: string;
  readonly location: Location;
  readonly visibility: 'DOCUMENT';
};
type SheetProperties = {
  readonly sheetId: number;
  readonly title?: string;
  readonly hidden?: boolean;
  readonly gridProperties?: { rowCount?: number; columnCount?: number; frozenRowCount?: number };
};

export type UpdateCells = { updateCells: { range: GridRange; rows: { values: CellData[] }[]; fields: string } };

/**
 * The kinds of change we send in a batchUpdate, and of each only the fields we use. Nothing here is ever parsed as typed.
 *
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/request
 */
export type SheetRequest =
  | { addSheet: { properties: SheetProperties } }
  | { deleteSheet: { sheetId: number } }
  | { updateSheetProperties: { properties: SheetProperties; fields: string } }
  | { insertDimension: { range: DimensionRange; inheritFromBefore: boolean } }
  | { appendDimension: { sheetId: number; dimension: Dimension; length: number } }
  | { updateDimensionProperties: { range: DimensionRange; properties: DimensionProperties; fields: string } }
  | UpdateCells
  | { repeatCell: { range: GridRange; cell: CellData; fields: string } }
  | { copyPaste: { source: GridRange; destination: GridRange; pasteType: PasteType } }
  | { deleteDimension: { range: DimensionRange } }
  | { deleteRange: { range: OpenRange; shiftDimension: Dimension } }
  | { addNamedRange: { namedRange: NamedRange } }
  | { updateNamedRange: { namedRange: NamedRange; fields: string } }
  | { deleteNamedRange: { namedRangeId: string } }
  | { addConditionalFormatRule: { rule: ConditionalFormatRule; index: number } }
  | { addProtectedRange: { protectedRange: NewProtectedRange } }
  | { deleteProtectedRange: { protectedRangeId: number } }
  | { unmergeCells: { range: GridRange } }
  | { createDeveloperMetadata: { developerMetadata: NewMetadata } }
  | {
      updateDeveloperMetadata: {
        dataFilters: readonly { developerMetadataLookup: { metadataId: number } }[];
        developerMetadata: { metadataValue: string };
        fields: 'metadataValue';
      };
    }
  | {
      deleteDeveloperMetadata: {
        dataFilter: { developerMetadataLookup: { metadataId?: number; metadataKey?: string } };
      };
    };

/** Adds a note for ourselves that people do not see; whoever may view the spreadsheet can read it through the API. */
export function createMetadata(key: string, value: string, location: Location, id?: number): SheetRequest {
  const identity = id === undefined ? {} : { metadataId: id };
  return {
    createDeveloperMetadata: {
      developerMetadata: { ...identity, metadataKey: key, metadataValue: value, location, visibility: 'DOCUMENT' },
    },
  };
}

/** Where a note about one row or column is kept; it moves and disappears with it. */
export function lineAt(sheetId: number, dimension: Dimension, index: number): Location {
  return { dimensionRange: { sheetId, dimension, startIndex: index, endIndex: index + 1 } };
}

export function deleteMetadata(metadataId: number): SheetRequest {
  return { deleteDeveloperMetadata: { dataFilter: { developerMetadataLookup: { metadataId } } } };
}

/** The note stays where it is and says something else. */
export function changeMetadata(metadataId: number, metadataValue: string): SheetRequest {
  const dataFilters = [{ developerMetadataLookup: { metadataId } }];
  return { updateDeveloperMetadata: { dataFilters, developerMetadata: { metadataValue }, fields: 'metadataValue' } };
}

/** A cell with its value typed, so that no parser looks at it. */
export function cellOf(content: CellContent): CellData {
  if (content === null) return {};
  if (typeof content === 'string') return { userEnteredValue: { stringValue: content } };
  if (typeof content === 'number') return { userEnteredValue: { numberValue: content } };
  return { userEnteredValue: { boolValue: content } };
}
