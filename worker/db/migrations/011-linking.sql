-- Access the writer lost, accounts whose key is still to come, and links by which its owner enters it.

alter table spreadsheets
  add column unshared_since timestamptz,
  add column unshared_why text check (unshared_why in ('removed', 'view-only', 'gone')),
  add constraint spreadsheets_unshared_check check ((unshared_since is null) = (unshared_why is null));

-- null: waits for its owner to enter it
alter table connections alter column sealed drop not null;

-- One open link an account; the secret itself is kept by nobody.
create table key_links (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null,
  connection_id uuid not null unique,
  -- SHA-256 of the 256-bit secret in the address
  secret_hash bytea not null,
  asked_by text not null,
  asked_by_email text not null,
  -- keys tried that the ticketing system refused
  refused integer not null default 0,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  foreign key (connection_id, workspace_id) references connections (id, workspace_id) on delete cascade
);
