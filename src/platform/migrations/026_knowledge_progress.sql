-- How far a running import is. `finished_at` and `report` stay those of the last complete one, and are null before it.
alter table kb_sync alter column finished_at drop not null;
alter table kb_sync alter column finished_at drop default;
alter table kb_sync alter column report drop not null;
alter table kb_sync add column started_at timestamptz;
alter table kb_sync add column progress_at timestamptz;
alter table kb_sync add column articles_read int not null default 0;
-- Why the last import did not come to its end.
alter table kb_sync add column error text;
