-- What people correct teaches us. The door keeps what came in; the worker, who knows which user we are, makes labels of what was a
-- person's doing and drops our own.

create table field_change (
  event_id text primary key,
  ticket_id bigint not null,
  field text not null,
  value text,
  previous text,
  actor_id bigint,
  at timestamptz not null default now()
);
create index field_change_ticket on field_change (ticket_id);

create table label (
  id bigint generated always as identity primary key,
  event_id text not null unique,
  ticket_id bigint not null,
  -- The turn whose assessment was corrected; null when we had said nothing.
  turn_id bigint references turn (id),
  field text not null,
  -- What we had said and what a person says it is; null = nothing.
  said text,
  corrected text,
  actor_id bigint,
  at timestamptz not null default now()
);
create index label_ticket on label (ticket_id);
