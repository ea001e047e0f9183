-- A report reads one or several accounts; the rows of all of them land in its tab.
create table report_sources (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null,
  report_id uuid not null,
  position integer not null,
  connection_id uuid not null,
  scope jsonb not null,
  -- read by what stands in a column of the sheet, instead of a list
  lookup jsonb,
  -- marks its rows in the tab
  tag text not null default substr(md5(gen_random_uuid()::text), 1, 8),
  -- its rows in the tab: how many, when they were read, whether they carry their key; and since when they could not be read anew
  rows integer not null default 0,
  read_at timestamptz,
  keyed boolean not null default false,
  stale_since timestamptz,
  unique (report_id, tag),
  foreign key (report_id, workspace_id) references reports (id, workspace_id) on delete cascade,
  foreign key (connection_id, workspace_id) references connections (id, workspace_id) on delete cascade
);
create index report_sources_of_report on report_sources (report_id, position);
create index report_sources_of_connection on report_sources (connection_id);

insert into report_sources (workspace_id, report_id, position, connection_id, scope, read_at)
  select workspace_id, id, 0, connection_id, scope, published_at from reports;

alter table reports drop column connection_id, drop column scope, add column filters jsonb not null default '{}';

-- The columns of the rows as they came out; columns that expand are spread out.
alter table runs add column columns jsonb;
alter table runs drop constraint runs_status_check;
alter table runs add constraint runs_status_check
  check (status in ('queued', 'running', 'done', 'stale', 'failed', 'cancelled'));

-- Makes the stand-ins of ids that are secrets themselves (sealed).
alter table workspaces add column hash_key bytea;
