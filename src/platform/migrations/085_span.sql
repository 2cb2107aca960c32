-- What a model was asked while a turn was worked on, when, for how long and for how much. `content` is redacted before it gets here
-- (placeholders instead of personal data) and goes with the other texts when RETENTION_TEXT_DAYS are over.
create table span (
  span_id text primary key,
  trace_id text not null,
  parent_id text,
  ticket_id bigint not null,
  turn_id bigint not null,
  stage text not null,
  kind text not null,
  name text not null,
  started_at timestamptz not null,
  ended_at timestamptz not null,
  attributes jsonb not null,
  content jsonb,
  error text
);
create index span_ticket on span (ticket_id, started_at);
create index span_age on span (ended_at) where content is not null;
