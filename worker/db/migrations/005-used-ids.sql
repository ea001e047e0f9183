-- Ids of events and apps that reports of an account used, to choose from where the ticketing system has no list of them.
create table used_ids (
  workspace_id uuid not null,
  connection_id uuid not null,
  kind text not null check (kind in ('event', 'app')),
  value text not null,
  -- as the data called it; null until it did
  name text,
  last_used_at timestamptz not null,
  primary key (connection_id, kind, value),
  foreign key (connection_id, workspace_id) references connections (id, workspace_id) on delete cascade
);
