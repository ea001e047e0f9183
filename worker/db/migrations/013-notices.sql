-- Where people are told, what was sent there, and what is told already.

create table notice_targets (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces on delete cascade,
  kind text not null check (kind in ('email', 'webhook')),
  name text not null,
  -- e-mail address, or address and signing secret of a webhook, and the word that unsubscribes; see worker/notices/target-secret.ts
  sealed bytea not null,
  -- hash of the word in the link that unsubscribes
  unsubscribe_hash bytea not null,
  -- the member who is told at an address of their own (Google's id); null: an admin put it there
  subject text,
  created_by text not null,
  state text not null default 'active' check (state in ('active', 'off', 'unsubscribed')),
  kinds jsonb not null,
  -- ids of reports; null: all of the workspace
  reports jsonb,
  time_zone text not null,
  summary_at text,
  next_summary_at timestamptz,
  last_summary_at timestamptz,
  last_sent_at timestamptz,
  failing_since timestamptz,
  -- a sentence without address, secret or personal data
  last_error text,
  created_at timestamptz not null default now(),
  unique (id, workspace_id),
  -- somebody who is no longer there is told nothing
  foreign key (workspace_id, subject) references members on delete cascade
);
create index notice_targets_of_workspace on notice_targets (workspace_id);
create index notice_targets_summary_due on notice_targets (next_summary_at) where next_summary_at is not null;

-- One message to one target. Its id is the same in every try: in the Message-ID, and in the header webhooks are told apart by.
create table notice_deliveries (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null,
  target_id uuid not null,
  what text not null check (what in ('notices', 'summary', 'test')),
  -- of a summary: its counts; never personal data of guests
  facts jsonb not null default '{}',
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed')),
  attempts integer not null default 0,
  -- judged by this database's clock; whoever sends holds it until then
  lease_until timestamptz,
  next_try_at timestamptz not null default now(),
  error text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  foreign key (target_id, workspace_id) references notice_targets (id, workspace_id) on delete cascade
);
create index notice_deliveries_of_target on notice_deliveries (target_id, created_at desc);
create index notice_deliveries_due on notice_deliveries (next_try_at) where state = 'waiting';

-- Which notice goes to which target, and with which message; null: it still gathers.
create table notice_items (
  workspace_id uuid not null references workspaces on delete cascade,
  target_id uuid not null references notice_targets on delete cascade,
  notice_id bigint not null references notices on delete cascade,
  delivery_id uuid references notice_deliveries on delete cascade,
  created_at timestamptz not null default now(),
  primary key (target_id, notice_id)
);
create index notice_items_gathering on notice_items (target_id) where delivery_id is null;
create index notice_items_of_delivery on notice_items (delivery_id);
create index notice_items_of_notice on notice_items (notice_id);

-- What is wrong with a report and told already: it is told once, and again after it had recovered.
create table report_troubles (
  workspace_id uuid not null,
  report_id uuid not null,
  kind text not null,
  -- code of the error; "" where there is none
  code text not null,
  since timestamptz not null default now(),
  primary key (report_id, kind, code),
  foreign key (report_id, workspace_id) references reports (id, workspace_id) on delete cascade
);

-- Counts of a report's rows after each publish that changed them, for the daily summary.
create table report_tallies (
  workspace_id uuid not null,
  report_id uuid not null,
  at timestamptz not null default now(),
  sold integer not null,
  refunded integer not null,
  checked_in integer not null,
  primary key (report_id, at),
  foreign key (report_id, workspace_id) references reports (id, workspace_id) on delete cascade
);

-- One row: when some process of this deployment was last at work, and when the watcher outside was last called. Belongs to no workspace.
create table alive (
  id boolean primary key default true check (id),
  at timestamptz not null default now(),
  heartbeat_at timestamptz not null default '-infinity',
  tidied_at timestamptz not null default '-infinity'
);
insert into alive default values;

-- Times Willcall was away, until people were told. Belongs to no workspace.
create table downtimes (
  id bigint generated always as identity primary key,
  away_from timestamptz not null,
  away_until timestamptz not null,
  told_at timestamptz
);

-- What was raised by a version that delivered nothing is too old to be told.
update notices set told_at = now() where told_at is null;
