import { z } from 'zod';
import { NUMBER_FORMAT_TYPES } from './requests.ts';

/**
 * Google's answers, only what we read of them. Proto JSON leaves zeros, false and empty lists out.
 *
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets
 */
const Metadata = z.object({ metadataId: z.number(), metadataKey: z.string(), metadataValue: z.string().default('') });

/** A box of cells, zero-based, ends excluded; a missing side is open. */
export const GridRange = z.object({
  sheetId: z.number().default(0),
  startRowIndex: z.number().optional(),
  endRowIndex: z.number().optional(),
  startColumnIndex: z.number().optional(),
  endColumnIndex: z.number().optional(),
});
export type GridRange = z.infer<typeof GridRange>;

const ProtectedRange = z.object({
  protectedRangeId: z.number().optional(),
  description: z.string().optional(),
  range: GridRange.optional(),
  warningOnly: z.boolean().default(false),
  requestingUserCanEdit: z.boolean().default(false),
  unprotectedRanges: z.array(GridRange).default([]),
});
export type ProtectedRange = z.infer<typeof ProtectedRange>;

const Lines = z.array(z.object({ developerMetadata: z.array(Metadata).default([]) })).default([]);

const NumberFormat = z.object({ type: z.enum(NUMBER_FORMAT_TYPES), pattern: z.string().default('') });

const NamedRange = z.object({ namedRangeId: z.string(), name: z.string().default(''), range: GridRange.optional() });
export type NamedRange = z.infer<typeof NamedRange>;

const CellData = z.object({
  /** Present when anything was entered, whatever it is. */
  userEnteredValue: z.object({ stringValue: z.string().optional() }).optional(),
  effectiveValue: z.object({ stringValue: z.string().optional() }).optional(),
  /** Formats of a kind we do not know count as none. */
  userEnteredFormat: z.object({ numberFormat: NumberFormat.optional().catch(undefined) }).optional(),
});

const GridData = z.object({
  startRow: z.number().default(0),
  startColumn: z.number().default(0),
  rowData: z.array(z.object({ values: z.array(CellData).default([]) })).default([]),
  rowMetadata: Lines,
  columnMetadata: Lines,
});

const Sheet = z.object({
  properties: z.object({
    sheetId: z.number().default(0),
    title: z.string().default(''),
    hidden: z.boolean().optional(),
    gridProperties: z
      .object({
        rowCount: z.number().default(0),
        columnCount: z.number().default(0),
        frozenRowCount: z.number().optional(),
      })
      .optional(),
  }),
  data: z.array(GridData).default([]),
  developerMetadata: z.array(Metadata).default([]),
  protectedRanges: z.array(ProtectedRange).default([]),
  merges: z.array(GridRange).default([]),
  tables: z.array(z.object({ name: z.string().default(''), range: GridRange })).default([]),
  charts: z.array(z.unknown()).default([]),
});
export type Sheet = z.infer<typeof Sheet>;

export const Spreadsheet = z.object({
  properties: z.object({ title: z.string().default(''), timeZone: z.string().default('Etc/GMT') }).optional(),
  developerMetadata: z.array(Metadata).default([]),
  namedRanges: z.array(NamedRange).optional(),
  sheets: z.array(Sheet).default([]),
});
export type Spreadsheet = z.infer<typeof Spreadsheet>;

const Cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export const ValueRange = z.object({ values: z.array(z.array(Cell)).default([]) });
export type ValueRange = z.infer<typeof ValueRange>;
export const ValueRanges = z.object({ valueRanges: z.array(ValueRange).default([]) });

export const FilteredRanges = z.object({
  valueRanges: z.array(z.object({ valueRange: ValueRange.extend({ range: z.string() }) })).default([]),
});
/** What a write changed, as far as it was asked for. */
export const Updated = z.object({ updatedSpreadsheet: Spreadsheet });

/** Of an answer to a write we only need that it came. */
export const Written = z.object({});

/** A cell's value with the text the grid shows for it. */
const ShownCell = z.object({
  effectiveValue: z.object({ stringValue: z.string().optional(), numberValue: z.number().optional() }).optional(),
  formattedValue: z.string().default(''),
});
export type ShownCell = z.infer<typeof ShownCell>;

const ShownData = z.object({
  rowData: z.array(z.object({ values: z.array(ShownCell).default([]) })).default([]),
});
export const ShownCells = z.object({
  sheets: z.array(z.object({ data: z.array(ShownData).default([]) })).default([]),
});
