import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { Certificate, RunStatus, Scope, SourceLookup } from '../../shared/api.ts';
import type { ChangeSummary, Hold, RunOrder } from '../../shared/changes.ts';
import type { Column } from '../../shared/columns.ts';
import type { Retention } from '../../shared/erasure.ts';
import type { Filters } from '../../shared/filters.ts';
import type { ReportEditors } from '../../shared/people.ts';
import type { WriteMode, WritingChange } from '../../shared/writing.ts';
import type { AudienceTables } from './tables-audiences.ts';
import type { ErasureTables } from './tables-erasure.ts';
import type { KeyTables } from './tables-keys.ts';
import type { PeopleTables } from './tables-people.ts';
import type { LinkingTables } from './tables-linking.ts';
import type { NoticeTables } from './tables-notices.ts';
import type { RecordTables } from './tables-records.ts';
import type { ScheduleTables } from './tables-schedules.ts';

export type Timestamp = ColumnType<Date, Date | string, Date | string>;
export type CreatedAt = ColumnType<Date, never, never>;

/** What is held back of a report, and by which tags of sources and ids of columns to compare the next time. */
export type StoredHold = {
  readonly hold: Hold;
  readonly removals: readonly { readonly source: string; readonly rows: number; readonly of: number }[];
  readonly blanked: readonly string[];
};

/** The tab of a copied spreadsheet a report goes on with: whose it was, by report, Google's id of the spreadsheet, and tab. */
export type TakesOver = {
  readonly report: string;
  readonly spreadsheet: string;
  readonly sheet: number;
  /** How the tab is known: by marks, or by the keys of its rows. */
  readonly by: 'marks' | 'keys';
};

/** `accept`: what is held back is to be done. */
export type StoredOrder = RunOrder & { readonly accept?: true };

/** The tables as the migrations leave them (worker/db/migrations). Times are `timestamptz`, ids are uuids. */
export type Tables = CoreTables &
  ErasureTables &
  PeopleTables &
  KeyTables &
  NoticeTables &
  RecordTables &
  ScheduleTables &
  AudienceTables &
  LinkingTables;

type CoreTables = {
  workspaces: {
    id: Generated<string>;
    name: string;
    hash_key: Buffer | null;
    version: Generated<number>;
    created_at: CreatedAt;
  };
  connections: {
    id: Generated<string>;
    workspace_id: string;
    provider: string;
    label: string;
    sealed: Buffer | null;
    version: Generated<number>;
    created_by: string;
    created_at: CreatedAt;
    updated_at: ColumnType<Date, never, Date>;
  };
  spreadsheets: {
    id: Generated<string>;
    workspace_id: string;
    google_id: string;
    title: string | null;
    time_zone: string | null;
    writer_email: string;
    linked_at: Timestamp | null;
    status_tab: Generated<boolean>;
    unshared_since: Timestamp | null;
    unshared_why: 'removed' | 'view-only' | 'gone' | null;
    has_copies: boolean | null;
    created_at: CreatedAt;
  };
  proofs: {
    workspace_id: string;
    spreadsheet_id: string;
    subject: string;
    challenge_hash: Buffer | null;
    challenge_expires_at: Timestamp | null;
    proved_until: Timestamp | null;
  };
  reports: {
    id: Generated<string>;
    workspace_id: string;
    name: string;
    dataset: string;
    filters: JSONColumnType<Filters, string | undefined, string>;
    columns: JSONColumnType<string[]>;
    spreadsheet_id: string | null;
    tab: string | null;
    write_mode: WriteMode;
    writing: JSONColumnType<WritingChange, string | undefined, string>;
    hold: JSONColumnType<StoredHold | null, string | null, string | null>;
    fingerprint: string | null;
    sheet_id: number | null;
    generation: Generated<number>;
    published_at: Timestamp | null;
    retention: JSONColumnType<Retention | null, string | null, string | null>;
    event_ends_at: Timestamp | null;
    cleared_at: Timestamp | null;
    takes_over: JSONColumnType<TakesOver | null, string | null | undefined, string | null>;
    editors: Generated<ReportEditors>;
    version: Generated<number>;
    created_by: string;
    created_at: CreatedAt;
    updated_at: ColumnType<Date, never, Date>;
  };
  report_sources: {
    id: Generated<string>;
    workspace_id: string;
    report_id: string;
    position: number;
    connection_id: string;
    scope: JSONColumnType<Scope>;
    lookup: JSONColumnType<SourceLookup | null, string | null, string | null>;
    tag: Generated<string>;
    rows: Generated<number>;
    read_at: Timestamp | null;
    keyed: Generated<boolean>;
    stale_since: Timestamp | null;
  };
  runs: {
    id: Generated<string>;
    workspace_id: string;
    report_id: string;
    status: Generated<RunStatus>;
    phase: Generated<'waiting' | 'reading' | 'catching-up' | 'publishing' | 'finished'>;
    epoch: Generated<number>;
    owner: string | null;
    lease_until: Timestamp | null;
    crashes: Generated<number>;
    not_before: Timestamp | null;
    cancel_requested: Generated<boolean>;
    in_last_call: Generated<boolean>;
    page_key: Buffer | null;
    pages: Generated<number>;
    rows: Generated<number>;
    total: number | null;
    certificate: JSONColumnType<Certificate | null, string | null, string | null>;
    columns: JSONColumnType<Column[] | null, string | null, string | null>;
    order: JSONColumnType<StoredOrder | null, string | null, string | null>;
    changes: JSONColumnType<ChangeSummary | null, string | null, string | null>;
    hold: JSONColumnType<Hold | null, string | null, string | null>;
    queue_ahead: number | null;
    generation: number | null;
    sheet_id: number | null;
    error_code: string | null;
    error_message: string | null;
    version: Generated<number>;
    requested_by: string;
    due: Timestamp | null;
    created_at: CreatedAt;
    started_at: Timestamp | null;
    finished_at: Timestamp | null;
  };
  run_pages: {
    workspace_id: string;
    run_id: string;
    number: number;
    records: number;
    sealed: Buffer;
    created_at: CreatedAt;
  };
  published_rows: {
    report_id: string;
    workspace_id: string;
    generation: number;
    fingerprint: string;
    filled: JSONColumnType<Record<string, number>>;
    hashes: Buffer;
  };
  run_changes: { run_id: string; workspace_id: string; sealed: Buffer };
  used_ids: {
    workspace_id: string;
    connection_id: string;
    kind: 'event' | 'app';
    value: string;
    name: string | null;
    last_used_at: Timestamp;
  };
  rate_buckets: { name: string; theoretical_arrival: Timestamp };
};
