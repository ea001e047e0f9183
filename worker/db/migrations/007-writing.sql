-- How a report writes into its tab, what it held back there, and what the last publish left to compare with.

-- Reports of the program before are exact copies ("replace") and stay so. `writing`: what it leaves out is the standard.
alter table reports
  add column writing jsonb not null default '{}',
  add column hold jsonb,
  -- hash of what was asked when it was published last: rows that leave because of an edit are no mistake
  add column fingerprint text,
  add constraint reports_write_mode_check check (write_mode in ('sync', 'replace', 'append'));

alter table spreadsheets add column status_tab boolean not null default true;

-- Keyed hashes of the rows in the tab; see worker/sheets/memory.ts.
create table published_rows (
  report_id uuid primary key,
  workspace_id uuid not null,
  generation integer not null,
  fingerprint text not null,
  filled jsonb not null,
  -- for each row the hash of its key and that of its content, 16 bytes each
  hashes bytea not null,
  foreign key (report_id, workspace_id) references reports (id, workspace_id) on delete cascade
);
-- hashes do not compress
alter table published_rows alter column hashes set storage external;

alter table runs
  -- what the run was asked to do beside refreshing
  add column "order" jsonb,
  add column changes jsonb,
  add column hold jsonb,
  add column queue_ahead integer;
alter table runs drop constraint runs_status_check;
alter table runs add constraint runs_status_check
  check (status in ('queued', 'running', 'done', 'held', 'stale', 'failed', 'cancelled'));

-- Keys of the rows that changed, sealed; of the newest runs of a report.
create table run_changes (
  run_id uuid primary key,
  workspace_id uuid not null,
  sealed bytea not null,
  foreign key (run_id, workspace_id) references runs (id, workspace_id) on delete cascade
);
