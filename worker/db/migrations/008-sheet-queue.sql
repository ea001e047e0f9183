-- Calls to Google that wait for their turn, one row each: gone when the call goes, when it is given up, or when its process stops asking.
-- line, lane and spreadsheet are names of rate_buckets: the writer's reads or writes, those of them that people or runs wait for, and the
-- spreadsheet's. When each bucket was taken from last is what the turns are made of.
create table queued_calls (
  id uuid primary key,
  line text not null,
  lane text not null,
  spreadsheet text not null,
  arrived bigint generated always as identity,
  lease_until timestamptz not null
);
create index queued_calls_of_line on queued_calls (line, arrived);
