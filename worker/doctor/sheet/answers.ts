import { z } from 'zod';

/** Of Google's answers what the facts look at. Proto JSON leaves zeros, false and empty lists out. */
const Bounds = z.object({
  sheetId: z.number().default(0),
  startRowIndex: z.number().default(0),
  endRowIndex: z.number().optional(),
  startColumnIndex: z.number().default(0),
  endColumnIndex: z.number().optional(),
});
export type Bounds = z.infer<typeof Bounds>;

const Mark = z.object({ metadataId: z.number(), metadataKey: z.string(), metadataValue: z.string().default('') });
export type Mark = z.infer<typeof Mark>;

const ExtendedValue = z.object({
  stringValue: z.string().optional(),
  numberValue: z.number().optional(),
  boolValue: z.boolean().optional(),
  formulaValue: z.string().optional(),
});

const Cell = z.object({
  userEnteredValue: ExtendedValue.optional(),
  effectiveValue: ExtendedValue.optional(),
  formattedValue: z.string().default(''),
  note: z.string().optional(),
  userEnteredFormat: z
    .object({ numberFormat: z.object({ type: z.string(), pattern: z.string().default('') }).optional() })
    .optional(),
  dataValidation: z.unknown().optional(),
  pivotTable: z.object({ source: Bounds.optional() }).optional(),
});
export type Cell = z.infer<typeof Cell>;

const Line = z.object({
  hiddenByFilter: z.boolean().default(false),
  developerMetadata: z.array(Mark).default([]),
});

const Chart = z.object({
  spec: z
    .object({
      basicChart: z
        .object({
          series: z
            .array(
              z.object({
                series: z.object({ sourceRange: z.object({ sources: z.array(Bounds) }).optional() }).optional(),
              }),
            )
            .default([]),
        })
        .optional(),
    })
    .optional(),
});

const Tab = z.object({
  properties: z.object({ sheetId: z.number().default(0), title: z.string().default('') }),
  data: z
    .array(
      z.object({
        startRow: z.number().default(0),
        startColumn: z.number().default(0),
        rowData: z.array(z.object({ values: z.array(Cell).default([]) })).default([]),
        rowMetadata: z.array(Line).default([]),
        columnMetadata: z.array(Line).default([]),
      }),
    )
    .default([]),
  developerMetadata: z.array(Mark).default([]),
  protectedRanges: z.array(z.object({ range: Bounds.optional() })).default([]),
  conditionalFormats: z.array(z.object({ ranges: z.array(Bounds).default([]) })).default([]),
  basicFilter: z.object({ range: Bounds.optional() }).optional(),
  charts: z.array(Chart).default([]),
});
export type SeenTab = z.infer<typeof Tab>;

export const Book = z.object({
  namedRanges: z.array(z.object({ namedRangeId: z.string(), name: z.string(), range: Bounds.optional() })).default([]),
  sheets: z.array(Tab).default([]),
});
export type Book = z.infer<typeof Book>;

export const Changed = z.object({ updatedSpreadsheet: Book.optional() });

export const Filtered = z.object({
  valueRanges: z
    .array(
      z.object({
        valueRange: z.object({
          range: z.string(),
          values: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))).default([]),
        }),
      }),
    )
    .default([]),
});

export const NewTab = z.object({ sheetId: z.number().default(0) });
