-- Rights as a key of the index and not only beside it: a reader of one scope in fifty reads a fiftieth of the postings.
alter table kb_posting drop constraint kb_posting_pkey;
alter table kb_posting add primary key (term_id, scope, passage_id) include (tf, len);
