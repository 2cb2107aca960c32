-- The same message is thought about again, as a turn of its own, when what it stands in has changed: the ticket got another requester.
alter table turn add column revision int not null default 0;
alter table turn drop constraint turn_case_id_comment_id_key;
alter table turn add unique (case_id, comment_id, revision);
