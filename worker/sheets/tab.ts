import { z } from 'zod';
import { WriteMode } from '../../shared/writing.ts';
import type { GridRange, ProtectedRange, Sheet, Spreadsheet } from './answers.ts';

/** Keys of our developer metadata. Whoever can view a spreadsheet can read them, so they hold nothing secret. */
export const KEYS = {
  /** On a tab: which report it belongs to and what was published last. */
  report: 'willcall.report',
  /** On a column of a report's block. */
  column: 'willcall.column',
  /** On the header, the first and the last data row and the one before that, and the last row of the block. */
  row: 'willcall.row',
  /** On a hidden tab in which a publish is prepared. */
  staging: 'willcall.staging',
  /** On the tab to which rows of a report go that left it. */
  removed: 'willcall.removed',
} as const;

const Json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'is not JSON' });
    return z.NEVER;
  }
});

/** What the last publish left on the tab, as it is written there. */
export const Marker = z.object({
  report: z.string(),
  generation: z.number(),
  run: z.string(),
  /** Data rows, and rows of the block: those that were cleared when the list became shorter are still ours. */
  rows: z.number(),
  columns: z.number(),
  capacity: z.number(),
  /** Where this was written: a copy of the tab or of the file carries the marker too, and is not ours. */
  spreadsheet: z.string(),
  sheet: z.number(),
  /** The tab title in the report's settings, which people may have changed in the spreadsheet since. */
  tab: z.string(),
  top: z.number(),
  certificate: z.string(),
  mode: z.enum(WriteMode.options).default('replace'),
  /** Whether the rows had key cells; older lists of one account had none. */
  keyed: z.boolean().default(false),
});
/** What the last publish left on the tab. */
export type Marker = z.infer<typeof Marker>;

export const ColumnMark = z.object({ report: z.string(), id: z.string(), format: z.string() });
export type ColumnMark = z.infer<typeof ColumnMark>;
export const RowMark = z.object({ report: z.string(), row: z.enum(['header', 'first', 'near', 'last', 'end']) });
export type RowMark = z.infer<typeof RowMark>;
export const StagingMark = z.object({ report: z.string(), run: z.string() });
export type StagingMark = z.infer<typeof StagingMark>;

/** `isKept`: for people to look at; else a hidden tab of a removal under way. */
export const RemovedMark = z.object({
  report: z.string(),
  spreadsheet: z.string(),
  sheet: z.number(),
  isKept: z.boolean(),
});
export type RemovedMark = z.infer<typeof RemovedMark>;

/** A column of the block, wherever people moved it. `format` is the format last written, as text. */
export type ManagedColumn = {
  readonly index: number;
  readonly metadataId: number;
  readonly id: string;
  readonly format: string;
};
export type MarkedRow = { readonly index: number; readonly metadataId: number; readonly row: RowMark['row'] };

/** The part of a tab that is ours. Rows and columns count from 0. */
export type Block = {
  /** The header row. */
  readonly top: number;
  /** Data rows that hold content now. */
  readonly rows: number;
  /** Data rows that are ours, blank ones at the end included. */
  readonly capacity: number;
  /** From left to right. */
  readonly columns: readonly ManagedColumn[];
  readonly marks: readonly MarkedRow[];
};

/** What a publish needs to know of the tab it goes to. Without `block` the tab is empty, or still to be made. */
export type Tab = {
  readonly sheetId: number;
  readonly exists: boolean;
  readonly title: string;
  readonly gridRows: number;
  readonly gridColumns: number;
  /** Rows that stay in sight; Google keeps at least one below them. Default 0. */
  readonly frozenRows?: number;
  readonly merges: readonly GridRange[];
  readonly protectedRanges: readonly ProtectedRange[];
  readonly marker: FoundMarker | null;
  readonly block: Block | null;
};

/** Marks of one kind that can be read. */
export function readMarks<T>(
  list: Sheet['developerMetadata'],
  key: string,
  schema: z.ZodType<T>,
): (T & { metadataId: number })[] {
  return list
    .filter(({ metadataKey }) => metadataKey === key)
    .flatMap(({ metadataId, metadataValue }) => {
      const parsed = Json.pipe(schema).safeParse(metadataValue);
      return parsed.success ? [{ ...parsed.data, metadataId }] : [];
    });
}

/** Which report, in which spreadsheet. `sheetId`: where it was published last, if ever. */
export type Owner = { readonly spreadsheetId: string; readonly reportId: string; readonly sheetId: number | null };

/** The marker of a tab, and ids of others: of writes that arrived late, when another run had written already. */
export type FoundMarker = Marker & { readonly metadataId: number; readonly strays?: readonly number[] };

/** The tab that is ours: its marker names our report, this spreadsheet and this very tab, whatever the tab is called now. */
export function findOurs(book: Spreadsheet, owner: Owner): { sheet: Sheet; marker: FoundMarker } | null {
  const found = book.sheets.flatMap((sheet) => {
    const { sheetId } = sheet.properties;
    const [marker, ...others] = readMarks(sheet.developerMetadata, KEYS.report, Marker)
      .filter(
        (one) => one.report === owner.reportId && one.spreadsheet === owner.spreadsheetId && one.sheet === sheetId,
      )
      .toSorted((a, b) => b.generation - a.generation);
    if (!marker) return [];
    return [{ sheet, marker: { ...marker, strays: others.map(({ metadataId }) => metadataId) } }];
  });
  return found.find(({ sheet }) => sheet.properties.sheetId === owner.sheetId) ?? found[0] ?? null;
}

/** Whether the tab carries the marker of any report. */
export function isManaged(sheet: Sheet): boolean {
  return sheet.developerMetadata.some(({ metadataKey }) => metadataKey === KEYS.report);
}

/** Hidden tabs in which this report prepared a publish. */
export function findStaging(book: Spreadsheet, reportId: string): { sheetId: number; run: string; cells: number }[] {
  return book.sheets.flatMap((sheet) => {
    const marks = readMarks(sheet.developerMetadata, KEYS.staging, StagingMark).filter(
      ({ report }) => report === reportId,
    );
    return marks.slice(0, 1).map(({ run }) => ({ sheetId: sheet.properties.sheetId, run, cells: cellsOf(sheet) }));
  });
}

/** Cells of the grid, blank ones included, as Google counts them against its 10,000,000. */
export function cellsOf(sheet: Sheet): number {
  const grid = sheet.properties.gridProperties;
  return grid ? grid.rowCount * grid.columnCount : 0;
}

/** Titles are compared as Google does when it refuses a second tab of the same name. */
export function findTitled(book: Spreadsheet, title: string): Sheet | null {
  return book.sheets.find((sheet) => sheet.properties.title.toLowerCase() === title.toLowerCase()) ?? null;
}

export function tabOf(sheet: Sheet, marker: Tab['marker'], block: Block | null): Tab {
  const { sheetId, title, gridProperties } = sheet.properties;
  return {
    sheetId,
    exists: true,
    title,
    gridRows: gridProperties?.rowCount ?? 0,
    gridColumns: gridProperties?.columnCount ?? 0,
    frozenRows: gridProperties?.frozenRowCount ?? 0,
    merges: sheet.merges,
    protectedRanges: sheet.protectedRanges,
    marker,
    block,
  };
}

/** Our marks on rows and columns, out of the metadata of grid data. */
export type Marks = { readonly columns: readonly ManagedColumn[]; readonly rows: readonly MarkedRow[] };

export function marksIn(data: Sheet['data'], reportId: string): Marks {
  const columns = new Map<number, ManagedColumn>();
  const rows = new Map<number, MarkedRow>();
  for (const { startRow, startColumn, rowMetadata, columnMetadata } of data) {
    for (const [offset, line] of columnMetadata.entries()) {
      const [mark] = readMarks(line.developerMetadata, KEYS.column, ColumnMark).filter(
        ({ report }) => report === reportId,
      );
      if (mark) columns.set(startColumn + offset, { index: startColumn + offset, ...mark });
    }
    for (const [offset, line] of rowMetadata.entries()) {
      for (const mark of readMarks(line.developerMetadata, KEYS.row, RowMark)) {
        if (mark.report === reportId) rows.set(mark.metadataId, { index: startRow + offset, ...mark });
      }
    }
  }
  return { columns: [...columns.values()].toSorted((a, b) => a.index - b.index), rows: [...rows.values()] };
}
