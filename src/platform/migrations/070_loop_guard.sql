-- The loop guard counts what happened to one requester within a day. The column was there and empty; intake fills it.
create index ticket_case_requester on ticket_case (requester_id) where requester_id is not null;
