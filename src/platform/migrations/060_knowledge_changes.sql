-- Who wrote an article, where its source says so: a finding about it goes to somebody.
alter table kb_article add column author text;
-- When a source was last listed whole. In between only what changed is asked for; what was taken down is found by the next whole listing.
alter table kb_sync add column listed_at timestamptz;
-- When the last import that ended well began: changes are asked for from there on.
alter table kb_sync add column changes_from timestamptz;
