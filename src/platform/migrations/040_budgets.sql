-- Budgets count what was thought for a requester in the last hour; memory asks what a case was asked before.
create index step_requester on step (((result -> 'requester' ->> 'id')::bigint), finished_at) where stage = 'intake';
create index step_stage_time on step (stage, finished_at);
