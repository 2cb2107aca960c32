-- What lies in a vector store of OpenAI: one file per passage text, language and visibility. `completed` files can be found.
create table kb_hosted_file (
  store text not null,
  text_hash bytea not null,
  language text not null,
  visibility text not null check (visibility in ('public', 'internal')),
  file_id text not null unique,
  state text not null check (state in ('in_progress', 'completed', 'failed')),
  made_at timestamptz not null default now(),
  primary key (store, text_hash, language, visibility)
);
create index kb_passage_text on kb_passage (text_hash);
