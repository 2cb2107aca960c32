-- Search by meaning, beside search by words. Nothing here is needed without embeddings, and no extension is.

-- What is embedded of a passage, as a hash: the same words are never paid for twice, whatever article version they stand in.
create function kb_meaning(title text, heading_path text[], body text) returns text language sql immutable as $$
  select title || E'\n' || coalesce(array_to_string(heading_path, ' > '), '') || E'\n' || body
$$;
alter table kb_passage add column text_hash bytea;
update kb_passage p set text_hash = sha256(convert_to(kb_meaning(a.title, p.heading_path, p.body), 'UTF8'))
  from kb_article a where a.id = p.article_id;
alter table kb_passage alter column text_hash set not null;

-- Which vectors may be compared: the name of the model and the length.
create table kb_vector_model (
  id smallint generated always as identity primary key,
  name text not null,
  dimensions int not null,
  unique (name, dimensions)
);

-- What was paid for. Eight bits a dimension keep the order of neighbours, at a quarter of the room.
create table kb_embedding (
  model smallint not null references kb_vector_model (id),
  text_hash bytea not null,
  vector bytea not null,
  -- One bit a dimension: its sign.
  bits bit varying not null,
  used_at timestamptz not null default now(),
  primary key (model, text_hash)
);

-- What is searched: one bit a dimension, and the scope, so that rights are part of the scan here too.
create table kb_vector (
  passage_id bigint not null references kb_passage (id) on delete cascade,
  model smallint not null references kb_vector_model (id),
  scope smallint not null,
  text_hash bytea not null,
  bits bit varying not null,
  primary key (passage_id, model)
);
create index kb_vector_scan on kb_vector (model, scope) include (passage_id, text_hash, bits);
