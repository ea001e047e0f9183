import * as z from 'zod/mini';
import { ColumnInfo, DatasetId, FilterInfo, ProviderId } from './catalogue.ts';
import { Certificate } from './certificate.ts';
import { ChangeSummary, Hold } from './changes.ts';
import { KnownCode } from './errors.ts';
import { Retention } from './erasure.ts';
import { Filters } from './filters.ts';
import { KeyAsked, Unshared } from './linking.ts';
import { Value } from './records.ts';
import { ReportEditors } from './people.ts';
import { Schedule } from './schedules.ts';
import { WriteMode, Writing, WritingChange } from './writing.ts';

export * from './certificate.ts';

const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(200));
/** As the database writes it: ids that are compared as texts are alike then. */
const id = z.uuid().check(z.toLowerCase());
const instant = z.string();

/** Every error answer. `code` is from the closed list in errors.ts; `requestId` is also in the worker's log. */
export const ApiError = z.object({ code: KnownCode, message: z.string(), requestId: z.string() });
export type ApiError = z.infer<typeof ApiError>;

const credentials = z.record(z.string(), z.string().check(z.maxLength(4000)));

/** Without credentials the connection waits for the owner of its key; see `POST /v1/connections/{id}/ask`. */
export const ConnectionInput = z.strictObject({
  provider: ProviderId,
  label: name,
  credentials: z.optional(credentials),
});
export type ConnectionInput = z.infer<typeof ConnectionInput>;
/**
 * Credentials are replaced as a whole: they are never returned, so they cannot be merged by the caller. With `tried` the ticketing system
 * is asked first, and nothing is changed when it does not accept them.
 */
export const ConnectionChange = z.strictObject({
  label: z.optional(name),
  credentials: z.optional(credentials),
  tried: z.optional(z.boolean()),
});
export type ConnectionChange = z.infer<typeof ConnectionChange>;
export const Connection = z.object({
  id,
  provider: ProviderId,
  label: z.string(),
  /** Nobody has entered its key yet: reports over it cannot be refreshed. */
  waitsForKey: z.boolean(),
  /** The open link by which somebody is asked for the key; null: none. */
  keyAsked: z.nullable(KeyAsked),
  createdAt: instant,
  updatedAt: instant,
  /** Grows with every change; its ETag. */
  version: z.int(),
});
export type Connection = z.infer<typeof Connection>;
export const ConnectionList = z.object({ connections: z.array(Connection) });
/** The key works. A key that is refused is an error answer with code `provider-auth`. */
export const ConnectionTest = z.object({ ok: z.literal(true) });

/** The id in a spreadsheet's address. */
export const SpreadsheetInput = z.strictObject({
  spreadsheetId: z.string().check(z.regex(/^[A-Za-z0-9_-]{10,100}$/)),
});
/**
 * A spreadsheet known to the worker. `proof`, when there is one, is what the add-on writes into the spreadsheet as
 * developer metadata (after sharing it with `writerEmail`), so that the worker can see that the caller may edit it.
 */
export const Spreadsheet = z.object({
  id,
  spreadsheetId: z.string(),
  title: z.nullable(z.string()),
  writerEmail: z.string(),
  state: z.enum(['waiting', 'linked']),
  proof: z.nullable(z.object({ key: z.string(), value: z.string(), expiresAt: instant })),
  provedUntil: z.nullable(instant),
  /**
   * "Not shared any more": linking again shares and proves it. Told to whoever has proved it before; null: Willcall can write.
   */
  unshared: z.nullable(Unshared),
  statusTab: z.boolean(),
});
export type Spreadsheet = z.infer<typeof Spreadsheet>;
/** Whether its tab "Willcall" tells of each report how fresh it is. */
export const SpreadsheetChange = z.strictObject({ statusTab: z.boolean() });
export type SpreadsheetChange = z.infer<typeof SpreadsheetChange>;
export const SpreadsheetList = z.object({ spreadsheets: z.array(Spreadsheet) });

/** Scope values by field id, such as `{appId: "demo-app", eventId: "spring-gala-2027"}`. Flags are "true" or "false". */
export const Scope = z.record(z.string(), z.string().check(z.maxLength(5000)));
export type Scope = z.infer<typeof Scope>;

/** Where rows land: our id of a linked spreadsheet, and the title of the tab. */
export const Destination = z.strictObject({
  spreadsheet: id,
  tab: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)),
});
export type Destination = z.infer<typeof Destination>;

const header = z.string().check(z.trim(), z.minLength(1), z.maxLength(200));

/**
 * Reads by what was found in a column of the sheet: `by` is a look-up of the dataset, `column` the header of the column (or its
 * letter) in tab `tab` of the report's spreadsheet. `values` instead of a column: these; they are answered sealed, and handed back as they
 * were answered they stay (`count` of them).
 */
export const SourceLookup = z.union([
  z.strictObject({ by: z.string(), tab: header, column: header }),
  z.strictObject({ by: z.string(), values: z.array(z.string().check(z.maxLength(500))).check(z.maxLength(50_000)) }),
  z.strictObject({ by: z.string(), count: z.int(), sealed: z.string().check(z.maxLength(2_000_000)) }),
]);
export type SourceLookup = z.infer<typeof SourceLookup>;

/** One account a report reads, and what of it. */
export const SourceInput = z.strictObject({
  connectionId: id,
  scope: Scope,
  lookup: z.optional(z.nullable(SourceLookup)),
});
export type SourceInput = z.infer<typeof SourceInput>;

const reportFields = {
  sources: z.array(SourceInput).check(z.minLength(1), z.maxLength(20)),
  dataset: DatasetId,
  filters: z.optional(Filters),
  columns: z.array(z.string()).check(z.maxLength(300)),
};

/**
 * Rows of all sources land in one tab. `columns: []` means the standard columns. `destination: null` keeps the rows for a download
 * (see `GET /v1/runs/{id}/rows`).
 */
export const ReportInput = z.strictObject({
  name,
  ...reportFields,
  destination: z.nullable(Destination),
  /** Default: `sync`. */
  writeMode: z.optional(WriteMode),
  /** What is left out is as in STANDARD_WRITING; in a change: as before. */
  writing: z.optional(WritingChange),
  /** What people of other teams may do who can edit its spreadsheet. Default: `refresh`. */
  editors: z.optional(ReportEditors),
  /** How long the tab shows personal data. Left out of a new report: for 30 days after its last event; null: for as long as it is refreshed. */
  retention: z.optional(z.nullable(Retention)),
});
export type ReportInput = z.infer<typeof ReportInput>;
export const ReportChange = z.partial(ReportInput);
export type ReportChange = z.infer<typeof ReportChange>;
/** A saved report as it is, or as it would be after a change; or one that is not saved yet. */
export const PreflightInput = z.union([
  z.strictObject({ reportId: id, change: z.optional(ReportChange) }),
  ReportInput,
]);
export type PreflightInput = z.infer<typeof PreflightInput>;
/** `spreadsheet` (our id) is needed when a column of it is read. */
export const PreviewInput = z.strictObject({ ...reportFields, spreadsheet: z.optional(id) });
export type PreviewInput = z.infer<typeof PreviewInput>;

/**
 * `stale`: nothing could be read because the ticketing system does not answer; the tab is the last good copy. `held`: nothing was
 * written because of what people did in the tab, and a person must decide (`error` says why). When only some sources failed, or
 * removals are held back, the run is `done`, and its certificate or `hold` names them.
 */
export const RunStatus = z.enum(['queued', 'running', 'done', 'held', 'stale', 'failed', 'cancelled']);
export type RunStatus = z.infer<typeof RunStatus>;

/** One execution of a report. `version` grows with every change and is the id of its server-sent event. */
export const Run = z.object({
  id,
  reportId: id,
  status: RunStatus,
  phase: z.enum(['waiting', 'reading', 'catching-up', 'publishing', 'finished']),
  rows: z.number(),
  pages: z.number(),
  total: z.nullable(z.number()),
  startedAt: z.nullable(instant),
  finishedAt: z.nullable(instant),
  estimatedEnd: z.nullable(instant),
  certificate: z.nullable(Certificate),
  /** The columns of its rows, once it is done; columns that expand are spread out. */
  columns: z.nullable(z.array(ColumnInfo)),
  /** Number of the published state of the tab; null until published. */
  generation: z.nullable(z.number()),
  /** Google's id of the tab the rows are in. */
  sheetId: z.nullable(z.number()),
  error: z.nullable(z.object({ code: KnownCode, message: z.string() })),
  /** What it did to the tab; null until published, and without a tab. */
  changes: z.nullable(ChangeSummary),
  /** What this run held back. */
  hold: z.nullable(Hold),
  /** When it looked for cells people edited: whether it only listed them, so that nothing was written, or wrote them anew. */
  repair: z.optional(z.enum(['list', 'undo'])),
  /** While it waits for Google's quota: how many calls of others go first. */
  queue: z.nullable(z.object({ ahead: z.number() })),
  version: z.number(),
});
export type Run = z.infer<typeof Run>;
export const RunList = z.object({ runs: z.array(Run) });

export const Report = z.object({
  id,
  name: z.string(),
  sources: z.array(SourceInput),
  dataset: DatasetId,
  filters: Filters,
  columns: z.array(z.string()),
  destination: z.nullable(Destination),
  writeMode: WriteMode,
  writing: Writing,
  editors: ReportEditors,
  retention: z.nullable(Retention),
  /** When its personal columns are cleared; null: never, or nobody knows yet when its last event ends. */
  retentionDue: z.nullable(instant),
  /** Since when they stay blank. */
  clearedAt: z.nullable(instant),
  /** What is held back until somebody decides; null: nothing. */
  hold: z.nullable(Hold),
  /** Since when (parts of) the tab are older than the last refresh that was tried; null: all of it is as fresh as that. */
  staleSince: z.nullable(instant),
  /** For each filter in use: applied by the providers of all sources, or after reading. */
  filtersApplied: z.array(FilterInfo),
  /** When it is refreshed by itself; null: only when somebody asks. */
  schedule: z.nullable(Schedule),
  createdAt: instant,
  updatedAt: instant,
  /** Grows with every change by people; its ETag. */
  version: z.int(),
  lastRun: z.nullable(Run),
});
export type Report = z.infer<typeof Report>;
export const ReportList = z.object({ reports: z.array(Report) });

/** The first 20 rows a report would bring in, each a list of values in the order of `columns`. Nothing is written. */
export const Preview = z.object({
  columns: z.array(ColumnInfo),
  rows: z.array(z.array(Value)),
  total: z.nullable(z.number()),
});
export type Preview = z.infer<typeof Preview>;

/**
 * Events (or apps) of a connection to choose from, newest first. `known`: "all" when the ticketing system lists them; "used" when it
 * has no such list, and these are the ones typed before, with the name their data gave.
 */
export const Choices = z.object({
  choices: z.array(
    z.object({
      id: z.string(),
      name: z.nullable(z.string()),
      start: z.nullable(instant),
      venue: z.nullable(z.string()),
    }),
  ),
  known: z.enum(['all', 'used']),
  /** When the ticketing system was asked; answers are kept for 5 minutes. */
  asOf: instant,
});
export type Choices = z.infer<typeof Choices>;

export const Deleted = z.object({ deleted: z.literal(true) });
