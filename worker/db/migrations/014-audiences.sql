-- A report's rows for other eyes: fewer columns, masks, only rows whose guest agreed. Without a spreadsheet: for share links.
create table audiences (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces on delete cascade,
  report_id uuid not null,
  name text not null,
  -- list of {id, mask}
  columns jsonb not null,
  consent_column text,
  spreadsheet_id uuid,
  tab text,
  -- what the last publish left behind; published_run: the run it was of, published_as: hash of what was asked
  sheet_id integer,
  generation integer not null default 0,
  published_at timestamptz,
  published_run uuid,
  published_as text,
  rows integer,
  problem_code text,
  problem text,
  version integer not null default 1,
  created_by text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (id, workspace_id),
  check ((spreadsheet_id is null) = (tab is null)),
  foreign key (report_id, workspace_id) references reports (id, workspace_id) on delete cascade,
  foreign key (spreadsheet_id, workspace_id) references spreadsheets (id, workspace_id) on delete cascade
);
create index audiences_of_report on audiences (report_id);
create index audiences_in_spreadsheet on audiences (spreadsheet_id) where spreadsheet_id is not null;

-- Of what opens a link only a hash is kept.
create table share_links (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces on delete cascade,
  audience_id uuid not null,
  name text not null,
  token_hash bytea not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  -- Google's id and address of whoever made it
  created_by text not null,
  created_by_email text not null,
  created_at timestamptz not null default now(),
  -- when somebody opened it last, by the hour: nothing about whoever it was
  opened_at timestamptz,
  foreign key (audience_id, workspace_id) references audiences (id, workspace_id) on delete cascade
);
create index share_links_of_audience on share_links (audience_id);
create index share_links_of_workspace on share_links (workspace_id);
