-- Taking back what was approved is a decision of its own: who, when, and a hash of what it released.
alter table decision drop constraint decision_kind_check;
alter table decision add constraint decision_kind_check check (kind in ('approve', 'edit', 'reject', 'undo'));
alter table decision drop constraint decision_review_id_key;
-- A question is still answered once.
create unique index decision_answer on decision (review_id) where kind <> 'undo';
