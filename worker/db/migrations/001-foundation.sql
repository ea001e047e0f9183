-- Every table carries its workspace: no query can forget whose row it is.
create table workspaces (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  created_at timestamptz not null default now()
);

create table members (
  workspace_id uuid not null references workspaces on delete cascade,
  subject text not null,
  email text not null,
  role text not null check (role in ('admin', 'member')),
  created_at timestamptz not null default now(),
  primary key (workspace_id, subject)
);
create unique index members_subject on members (subject);

create table connections (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces on delete cascade,
  provider text not null,
  label text not null,
  -- credentials, sealed; see worker/security/sealing.ts
  sealed bytea not null,
  created_by text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (id, workspace_id)
);

create table spreadsheets (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces on delete cascade,
  google_id text not null unique,
  title text,
  time_zone text,
  writer_email text not null,
  linked_at timestamptz,
  created_at timestamptz not null default now(),
  unique (id, workspace_id)
);

-- One row per person and spreadsheet: the open challenge, and until when an answered one holds.
create table proofs (
  workspace_id uuid not null references workspaces on delete cascade,
  spreadsheet_id uuid not null references spreadsheets on delete cascade,
  subject text not null,
  challenge_hash bytea,
  challenge_expires_at timestamptz,
  proved_until timestamptz,
  primary key (spreadsheet_id, subject)
);

create table reports (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces on delete cascade,
  name text not null,
  connection_id uuid not null,
  dataset text not null,
  scope jsonb not null,
  columns jsonb not null,
  spreadsheet_id uuid,
  tab text,
  write_mode text not null,
  -- what the last publish left behind
  sheet_id integer,
  generation integer not null default 0,
  published_at timestamptz,
  created_by text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (id, workspace_id),
  check ((spreadsheet_id is null) = (tab is null)),
  foreign key (connection_id, workspace_id) references connections (id, workspace_id) on delete cascade,
  foreign key (spreadsheet_id, workspace_id) references spreadsheets (id, workspace_id) on delete cascade
);

-- The truth about a run. The queue only wakes us up; the lease is judged by this database's clock, and `epoch` fences off
-- everybody who held an earlier one.
create table runs (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces on delete cascade,
  report_id uuid not null,
  status text not null default 'queued' check (status in ('queued', 'running', 'done', 'failed', 'cancelled')),
  phase text not null default 'waiting',
  epoch integer not null default 0,
  owner text,
  lease_until timestamptz,
  -- leases taken since the last page was staged: a run that only ever crashes is stopped
  crashes integer not null default 0,
  not_before timestamptz,
  cancel_requested boolean not null default false,
  -- key of the staged rows, sealed; dropping it erases them
  page_key bytea,
  pages integer not null default 0,
  rows integer not null default 0,
  total integer,
  certificate jsonb,
  generation integer,
  sheet_id integer,
  error_code text,
  error_message text,
  version integer not null default 1,
  requested_by text not null,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  unique (id, workspace_id),
  foreign key (report_id, workspace_id) references reports (id, workspace_id) on delete cascade
);
-- One run of a report at a time.
create unique index runs_one_at_a_time on runs (report_id) where status in ('queued', 'running');
create index runs_of_report on runs (report_id, created_at desc);
create index runs_open on runs (lease_until) where status in ('queued', 'running');

-- One staged page: cursor and rows in one sealed, compressed record.
create table run_pages (
  workspace_id uuid not null,
  run_id uuid not null,
  number integer not null,
  records integer not null,
  sealed bytea not null,
  created_at timestamptz not null default now(),
  primary key (run_id, number),
  foreign key (run_id, workspace_id) references runs (id, workspace_id) on delete cascade
);

-- Token buckets shared by all processes (generic cell rate algorithm). They belong to a writer or a project, not to a workspace.
create table rate_buckets (
  name text primary key,
  theoretical_arrival timestamptz not null
);
