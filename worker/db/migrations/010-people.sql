-- Who belongs to a team, who may join it, and who may do what with a report.

alter table members add column id uuid not null default gen_random_uuid() unique;

-- Addresses are kept in small letters. An operator's invitation makes an admin of whoever signs in with the address.
create table invitations (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces on delete cascade,
  email text not null check (email = lower(email)),
  role text not null check (role in ('admin', 'member')),
  by_operator boolean not null default false,
  created_by text not null,
  created_by_name text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  -- when its message was sent last
  mailed_at timestamptz,
  unique (workspace_id, email)
);
create index invitations_of_email on invitations (email);

-- Whoever Google says belongs to one of these domains may join.
create table workspace_domains (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces on delete cascade,
  domain text not null check (domain = lower(domain)),
  created_by text not null,
  created_by_name text not null,
  created_at timestamptz not null default now(),
  unique (workspace_id, domain)
);
create index workspace_domains_of_domain on workspace_domains (domain);

-- Who was removed does not come back by their domain; an invitation lifts it. `id` is the one they had as a member.
create table removed_members (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  subject text not null,
  email text not null,
  removed_by text not null,
  removed_at timestamptz not null default now(),
  unique (workspace_id, subject)
);

alter table reports
  -- what people may do who only proved that they can edit its spreadsheet
  add column editors text not null default 'refresh' check (editors in ('refresh', 'see', 'none')),
  -- grows with every edit by people, not with refreshes
  add column version integer not null default 1;
alter table connections add column version integer not null default 1;
alter table workspaces add column version integer not null default 1;
