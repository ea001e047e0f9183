-- Who did what. Rows are added, never changed; they go with their workspace only.
create table audit_log (
  id bigint generated always as identity primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  at timestamptz not null default now(),
  -- a person by Google's id, an API key, or Willcall itself
  actor_kind text not null check (actor_kind in ('person', 'key', 'link', 'operator', 'willcall')),
  actor text not null,
  actor_name text not null,
  action text not null,
  object_kind text not null,
  object_id text,
  -- ids, counts and names people gave to things; never personal data of guests, never a secret
  details jsonb not null default '{}'
);
create index audit_log_of_workspace on audit_log (workspace_id, id desc);

-- A cascade from the workspace comes with its row gone already; everything else is refused.
create function keep_audit_log() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and not exists (select from workspaces where id = old.workspace_id) then return old; end if;
  raise exception 'the audit log is only added to';
end $$;
create trigger audit_log_is_kept before update or delete on audit_log for each row execute function keep_audit_log();

-- What people are to be told of a report or their team: facts, made into messages by worker/notices.
create table notices (
  id bigint generated always as identity primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  report_id uuid,
  kind text not null,
  -- counts, names people gave, sentences of errors; never personal data of guests, never a secret
  facts jsonb not null default '{}',
  occurred_at timestamptz not null default now(),
  -- when it was put into a message; null: not yet
  told_at timestamptz,
  foreign key (report_id, workspace_id) references reports (id, workspace_id) on delete cascade
);
create index notices_to_tell on notices (workspace_id, id) where told_at is null;
