-- When reports are refreshed by themselves: the truth about what is due. One row a report.
create table schedules (
  report_id uuid primary key,
  workspace_id uuid not null,
  timing jsonb not null,
  time_zone text not null,
  -- days of the calendar in that zone, YYYY-MM-DD
  start_date text,
  stop_date text,
  pause_after integer not null default 5,
  -- the next promise, and when work on it begins; null: paused, or over
  next_due timestamptz,
  next_begin timestamptz,
  -- the last promise a run was begun for, so that none is served twice
  last_due timestamptz,
  -- from the next promise to the one after, in minutes: how much of Google's quota it takes
  step_minutes real,
  -- from then on two promises have not been kept
  late_from timestamptz,
  -- the last promise that was kept: refreshes up to here are in the tab
  good_until timestamptz,
  expected_ms integer,
  failures integer not null default 0,
  -- the last failure that was counted because the ticketing system was away
  away_counted_at timestamptz,
  paused_at timestamptz,
  paused_because text check (paused_because in ('failures', 'person')),
  skipped_due timestamptz,
  caught_up_due timestamptz,
  caught_up_missed integer,
  caught_up_at timestamptz,
  version integer not null default 1,
  created_by text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  foreign key (report_id, workspace_id) references reports (id, workspace_id) on delete cascade
);
create index schedules_to_begin on schedules (next_begin) where next_begin is not null;
create index schedules_late on schedules (late_from) where late_from is not null;

-- What a run of a schedule was due for; null: somebody asked for it.
alter table runs add column due timestamptz;
