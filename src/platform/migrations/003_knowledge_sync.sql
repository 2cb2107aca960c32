-- When each knowledge source was last read to the end, and what came of it.
create table kb_sync (
  source text primary key,
  finished_at timestamptz not null default now(),
  report jsonb not null
);
