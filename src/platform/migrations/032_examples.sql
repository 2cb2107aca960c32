-- Cases that people chose as examples, redacted before they are written. scripts/export-examples makes fixtures of them.
create table example (
  id bigint generated always as identity primary key,
  review_id bigint not null unique references review (id),
  slug text not null unique,
  ticket jsonb not null,
  knowledge jsonb not null,
  model jsonb not null,
  expected jsonb not null,
  notes text not null,
  saved_by text not null,
  saved_at timestamptz not null default now()
);
