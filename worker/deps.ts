import type { Preview, Run, SourceInput } from '../shared/api.ts';
import type { Preflight, RunChanges, RunOrder } from '../shared/changes.ts';
import type { DatasetId, FilterInfo, ProviderId, ProviderInfo } from '../shared/catalogue.ts';
import type { Filters } from '../shared/filters.ts';
import type { WriteMode, Writing } from '../shared/writing.ts';
import type { EventLists } from './choices.ts';
import type { SharedLists } from './audiences/shared-lists.ts';
import type { Database } from './db/connection.ts';
import type { Erasures } from './erasure/erasures.ts';
import type { ConnectionRow } from './db/connections.ts';
import type { SpreadsheetRow } from './db/spreadsheets.ts';
import type { Copies, RemoveStatus } from './google-sheets.ts';
import type { Log } from './log.ts';
import type { Post } from './notices/post.ts';
import type { ProviderAccess } from './provider-access.ts';
import type { RequestLimit } from './providers/provider.ts';
import type { Credentials } from './security/credentials.ts';
import type { Identity } from './security/identity.ts';
import type { Proofs } from './security/link.ts';
import type { Sealer } from './security/sealing.ts';

/** What a report asks for, its connections found. `columns: []`: the standard ones. */
export type Question = {
  readonly sources: readonly QuestionSource[];
  readonly dataset: DatasetId;
  readonly filters: Filters;
  readonly columns: readonly string[];
};

export type QuestionSource = Omit<SourceInput, 'connectionId'> & { readonly connection: ConnectionRow };

/** What a question comes to: its columns named, and where each of its filters is applied. */
export type CheckedQuestion = { readonly columns: string[]; readonly filtersApplied: FilterInfo[] };

/** What a preflight is of. `report`: null when it is not saved yet. `rows`: as many as there were; null: to be asked for. */
export type PreflightAsked = {
  readonly question: Question;
  readonly spreadsheet: SpreadsheetRow;
  readonly tab: string;
  readonly report: { readonly id: string; readonly sheetId: number | null; readonly takesOver?: boolean } | null;
  readonly rows: number | null;
  readonly writeMode: WriteMode;
  readonly writing: Writing;
};

export type ReportKey = { readonly id: string; readonly workspaceId: string };

/** Everything the HTTP side of the worker needs, passed in. Functions that fail throw a Failure. */
export type Deps = {
  readonly db: Database;
  readonly sealer: Sealer;
  readonly identity: Identity;
  readonly log: Log;
  readonly now: () => Date;
  /** Browser origins that may call. Every Apps Script project matches it: it is no access control. */
  readonly allowedOrigins: RegExp;
  /** Address people reach this worker at; null in a rehearsal: the one that was called. */
  readonly publicUrl: string | null;
  /** Fires when the process shuts down: event streams end then, and clients connect to another one. */
  readonly stopping?: AbortSignal;

  /** Events of the connections' ticketing systems, to choose from. */
  readonly eventLists: EventLists;
  readonly catalogue: readonly ProviderInfo[];
  /** A sentence naming the field that is missing, unknown or wrong, or null. */
  readonly checkCredentials: (provider: ProviderId, credentials: Credentials) => string | null;
  /** Asks the provider whether the connection's credentials are accepted; opens them itself. */
  readonly testConnection: (connection: ConnectionRow) => Promise<void>;
  /** @throws Failure `invalid-request` naming the field of scope, filters, look-up or columns that does not fit. */
  readonly checkQuestion: (question: Question) => CheckedQuestion;
  /** The first rows; nothing is written. Opens the connections' credentials itself. `spreadsheet`: Google's id, for look-ups. */
  readonly preview: (question: Question, spreadsheet: SpreadsheetRow | null) => Promise<Preview>;

  /** What a publish would take and do; nothing is written. */
  readonly preflight: (asked: PreflightAsked) => Promise<Preflight>;

  /** Ids worth remembering with the account when such a report is saved. */
  readonly usedIn: ProviderAccess['usedIn'];

  /** What a ticketing system lets one key ask, with its name; null: it does not say. */
  readonly limitOf: (provider: ProviderId) => (RequestLimit & { readonly title: string }) | null;

  /** The writer's Google address, and its look at proofs. */
  readonly writerEmail: string;
  readonly proofs: Proofs;

  readonly removeStatus: RemoveStatus;
  /** Lists that came along when a spreadsheet was copied. */
  readonly copies: Copies;

  /** Finds people in a team's tabs, and erases them there. */
  readonly erasures: Erasures;

  /** Sends messages to people. */
  readonly post: Post;
  /** Tells in the tab "Willcall" when a report is due next; best effort, after the answer. */
  readonly tellDue: (reportId: string) => void;

  /** Lists of share links, masked. */
  readonly sharedLists: SharedLists;

  /** Queues a run, or answers the one that is open. @throws Failure `conflict` when that one does something else. */
  readonly startRun: (report: ReportKey, requestedBy: string, order: RunOrder) => Promise<Run>;
  /** Queues a run that does what is held back. @throws Failure `conflict` when a run is open, or nothing is held back. */
  readonly acceptHold: (report: ReportKey, requestedBy: string) => Promise<Run>;
  /** Asks a run to stop; answers what it is after that. */
  readonly cancelRun: (runId: string) => Promise<Run>;
  readonly readRun: (runId: string) => Promise<Run>;
  /** @throws Failure `conflict` when it is not over, `not-found` when it changed no tab or is too old. */
  readonly runChanges: (runId: string) => Promise<RunChanges>;
  /** Newest first. */
  readonly listRuns: (reportId: string) => Promise<Run[]>;
  /** The newest run of each report, by report id. */
  readonly lastRuns: (reportIds: readonly string[]) => Promise<ReadonlyMap<string, Run>>;
  /** Rows kept for a download as JSON lines, each with its line end: one list of values in the order of the run's columns. */
  readonly runRows: (runId: string) => AsyncIterable<string>;
};
