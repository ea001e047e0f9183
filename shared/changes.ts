import * as z from 'zod/mini';

const count = z.int();

/** What a publish did to the tab. `calls`: requests sent to Google; `bytes`: what was in their bodies. */
export const ChangeSummary = z.object({
  added: count,
  changed: count,
  removed: count,
  unchanged: count,
  /** Cells written. */
  cells: count,
  calls: count,
  bytes: count,
  /** Rows people copied inside the tab, key and all: the first stays managed, these are theirs. */
  duplicates: count,
  /** Rows in which managed cells were found to be edited by people; only a repair looks for them. */
  edited: count,
  /** Cells longer than Google's 50,000 characters; the whole text is in the CSV export. */
  cut: count,
  /** Whether everybody saw the old list or the new one, never a mix. */
  atomic: z.boolean(),
});
export type ChangeSummary = z.infer<typeof ChangeSummary>;

/** One row that changed: its key at the provider and, when it changed, the ids of its columns. Never values. */
export const RowChange = z.object({
  kind: z.enum(['added', 'changed', 'removed', 'edited']),
  account: z.string(),
  key: z.string(),
  columns: z.array(z.string()),
});
export type RowChange = z.infer<typeof RowChange>;

/** `truncated`: only the first 5,000 rows are told, the counts are whole. */
export const RunChanges = z.object({
  summary: ChangeSummary,
  changes: z.array(RowChange),
  truncated: z.boolean(),
});
export type RunChanges = z.infer<typeof RunChanges>;

/**
 * What was not done because it looks like a mistake of the ticketing system: rows that would have left, columns that would have become
 * blank. They stay as they are until somebody decides, or a healthy run releases them.
 */
export const Hold = z.object({
  removals: z.array(z.object({ account: z.string(), rows: count, of: count })),
  /** Titles. */
  blanked: z.array(z.string()),
  since: z.string(),
  /** `rejected`: somebody said to keep them; told again only when it gets worse. */
  decision: z.enum(['open', 'rejected']),
  /** For the organizer. */
  sentence: z.string(),
});
export type Hold = z.infer<typeof Hold>;
export const HoldDecision = z.strictObject({ decision: z.enum(['accept', 'reject']) });
export type HoldDecision = z.infer<typeof HoldDecision>;

/**
 * How a run is to go. `repair`: all cells are read and those people edited are listed, or written anew; `rebuild`: the list is written
 * anew in the ticketing system's order although its key column is gone, so that it has one again.
 */
export const RunOrder = z.strictObject({
  repair: z.optional(z.enum(['list', 'undo'])),
  rebuild: z.optional(z.boolean()),
});
export type RunOrder = z.infer<typeof RunOrder>;

/** What a publish would take and do, before it is done. Counts of rows are estimates unless `isExact`. */
export const Preflight = z.object({
  rows: z.nullable(count),
  isExact: z.boolean(),
  columns: count,
  cells: z.nullable(count),
  /** Cells of the spreadsheet that are still free, of Google's 10,000,000. */
  freeCells: count,
  calls: z.nullable(count),
  seconds: z.nullable(z.number()),
  /** Whether it fits as all or nothing. */
  atomic: z.boolean(),
  tab: z.enum(['new', 'empty', 'ours', 'occupied']),
  /** What would be written over or is in the way, as sentences; blocking ones end a run before anything is written. */
  notices: z.array(z.object({ blocking: z.boolean(), code: z.string(), sentence: z.string() })),
  /** Titles of columns with personal data. */
  personal: z.array(z.string()),
});
export type Preflight = z.infer<typeof Preflight>;
