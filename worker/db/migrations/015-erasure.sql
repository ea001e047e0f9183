-- Who was erased, where, and how long a report shows personal data.

alter table reports
  -- null: for as long as the report is refreshed
  add column retention jsonb,
  -- when the last event ends of those that were read
  add column event_ends_at timestamptz,
  -- since when the personal columns stay blank; null: they do not
  add column cleared_at timestamptz;

-- Somebody asked to erase a person, or a report's time was over. `sought`: by what, never what.
create table erasures (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces on delete cascade,
  kind text not null check (kind in ('person', 'retention')),
  sought text check (sought in ('email', 'phone', 'name', 'order')),
  requested_by text not null,
  requested_by_name text not null,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  -- when somebody allowed the person to be shown again
  lifted_at timestamptz,
  unique (id, workspace_id)
);
create index erasures_of_workspace on erasures (workspace_id, created_at desc);

-- Keyed hashes by which later publishes know whom not to bring back, and a resumed erasure whose rows to clear. `part`: what of the row is theirs.
create table erased_hashes (
  erasure_id uuid not null,
  workspace_id uuid not null,
  kind text not null check (kind in ('row', 'key', 'email', 'phone', 'order')),
  hash text not null,
  part text not null default 'whole' check (part in ('whole', 'buyer', 'holder')),
  primary key (erasure_id, kind, hash),
  foreign key (erasure_id, workspace_id) references erasures (id, workspace_id) on delete cascade
);
create index erased_hashes_of_workspace on erased_hashes (workspace_id, kind, hash);

-- The tabs of one list that are to be cleared, and what became of them. Nobody publishes the report while somebody holds its lease.
create table erasure_places (
  id uuid primary key default gen_random_uuid(),
  erasure_id uuid not null,
  workspace_id uuid not null,
  report_id uuid not null,
  spreadsheet_id uuid not null,
  -- by which the list's tab is found: the report's id, or an audience's
  mark text not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'failed')),
  owner text,
  lease_until timestamptz,
  not_before timestamptz not null default now(),
  tries integer not null default 0,
  -- counts, titles of tabs, sentences; never personal data
  results jsonb not null default '[]',
  unique (erasure_id, mark),
  foreign key (erasure_id, workspace_id) references erasures (id, workspace_id) on delete cascade,
  foreign key (report_id, workspace_id) references reports (id, workspace_id) on delete cascade
);
create index erasure_places_waiting on erasure_places (not_before) where state = 'waiting';
create index erasure_places_of_report on erasure_places (report_id) where state = 'waiting';
