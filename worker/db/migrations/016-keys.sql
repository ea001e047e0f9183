-- Keys for scripts. A key acts for its workspace, not for a person: it goes on when who made it leaves.
create table api_keys (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces on delete cascade,
  name text not null,
  -- SHA-256 of 32 random bytes; the secret itself is kept nowhere
  secret_hash bytea not null check (octet_length(secret_hash) = 32),
  scopes text[] not null check (scopes <@ array['read', 'refresh', 'manage'] and cardinality(scopes) > 0),
  created_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  last_used_on date,
  revoked_at timestamptz
);
create index api_keys_of_workspace on api_keys (workspace_id, created_at);

-- What the log is looked through by.
create index audit_log_by_object on audit_log (workspace_id, object_id, id desc) where object_id is not null;
create index audit_log_by_time on audit_log (workspace_id, at);
