-- The call that shows the new rows to everybody may be under way. Until then a run is cancelled at once, whoever works on it;
-- from then on only the spreadsheet knows, and cancelling waits for its answer.
alter table runs add column in_last_call boolean not null default false;
