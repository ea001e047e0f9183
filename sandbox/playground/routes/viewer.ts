import { z } from 'zod';
import { CHUNK_COLUMNS, CHUNK_ROWS } from '../wire.ts';

export const User = z.email().transform((email) => email.toLowerCase());

/** Who looks at which spreadsheet. */
export const Viewer = z.object({ spreadsheetId: z.string().min(1), user: User });
export type Viewer = z.infer<typeof Viewer>;

const Count = z.coerce.number().int().nonnegative();

/** Which tab of it. */
export const TabViewer = Viewer.extend({ sheetId: Count });

/** Which cells. */
export const CellsQuery = TabViewer.extend({
  row: Count,
  column: Count,
  rows: Count.max(CHUNK_ROWS),
  columns: Count.max(CHUNK_COLUMNS),
});

/** Which block, of any size. */
export const BlockQuery = TabViewer.extend({ row: Count, column: Count, rows: Count, columns: Count });

export const ColumnQuery = TabViewer.extend({ column: Count });
