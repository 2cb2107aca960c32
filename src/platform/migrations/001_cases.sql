-- Truth of the house: what came in, what we think, what we decided, what we did. Queue entries are only doorbells.

create table inbox (
  id bigint generated always as identity primary key,
  source text not null,
  account text not null,
  event_id text not null,
  -- Zendesk signs timestamp and body but not the invocation id: the same bytes under a new id are the same event.
  content_hash bytea not null,
  kind text not null,
  ticket_id bigint,
  body bytea not null,
  state text not null default 'received' check (state in ('received', 'done', 'ignored', 'poison')),
  reason text,
  attempts int not null default 0,
  received_at timestamptz not null default now(),
  next_at timestamptz not null default now(),
  unique (source, account, event_id),
  unique (source, content_hash)
);
create index inbox_due on inbox (next_at) where state = 'received';
create index inbox_ticket on inbox (ticket_id) where state = 'received';

create table ticket_case (
  id bigint generated always as identity primary key,
  ticket_id bigint not null unique,
  requester_id bigint,
  lease_owner text,
  lease_until timestamptz,
  -- Grows with each claim; a sleeper that wakes with an old fence changes no row.
  fence int not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table turn (
  id bigint generated always as identity primary key,
  case_id bigint not null references ticket_case (id),
  -- The newest customer comment this turn answers.
  comment_id bigint not null,
  state text not null default 'open' check (state in ('open', 'waiting', 'done', 'stopped', 'superseded', 'failed')),
  reason text,
  outcome jsonb,
  attempts int not null default 0,
  next_at timestamptz not null default now(),
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  unique (case_id, comment_id)
);
create index turn_open on turn (next_at) where state = 'open';

create table step (
  turn_id bigint not null references turn (id),
  stage text not null,
  result jsonb not null,
  brain text,
  model text,
  prompt_hash text,
  usage jsonb,
  ms real not null,
  finished_at timestamptz not null default now(),
  primary key (turn_id, stage)
);

create table review (
  id bigint generated always as identity primary key,
  turn_id bigint not null references turn (id),
  case_id bigint not null references ticket_case (id),
  ticket_id bigint not null,
  revision int not null,
  fingerprint text not null,
  state text not null default 'open'
    check (state in ('open', 'approved', 'edited', 'rejected', 'superseded', 'expired')),
  shown jsonb not null,
  opened_at timestamptz not null default now(),
  expires_at timestamptz not null,
  decided_at timestamptz,
  unique (case_id, revision)
);
create unique index review_one_open on review (case_id) where state = 'open';

create table decision (
  id bigint generated always as identity primary key,
  review_id bigint not null unique references review (id),
  kind text not null check (kind in ('approve', 'edit', 'reject')),
  actor jsonb not null,
  surface text not null,
  fingerprint text not null,
  final_text text,
  reason text,
  decided_at timestamptz not null default now()
);

create table effect (
  id bigint generated always as identity primary key,
  -- Unique: the same cause cannot plan the same change twice.
  key text not null unique,
  kind text not null,
  case_id bigint not null references ticket_case (id),
  turn_id bigint references turn (id),
  review_id bigint references review (id),
  decision_id bigint references decision (id),
  after_effect_id bigint references effect (id),
  payload jsonb not null,
  state text not null default 'planned'
    check (state in ('planned', 'sending', 'done', 'unknown', 'failed', 'superseded')),
  reason text,
  proof jsonb,
  attempts int not null default 0,
  next_at timestamptz not null default now(),
  lease_owner text,
  lease_until timestamptz,
  fence int not null default 0,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
create index effect_due on effect (next_at) where state in ('planned', 'sending', 'unknown');
create index effect_turn on effect (turn_id);

-- Where a review is shown: edit that message, never post a second one.
create table surface (
  id bigint generated always as identity primary key,
  review_id bigint not null unique references review (id),
  channel text not null,
  message_ts text not null,
  rendered_hash text not null,
  posted_at timestamptz not null default now()
);

create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  actor text not null,
  action text not null,
  case_id bigint,
  details jsonb not null,
  previous_hash text not null,
  hash text not null
);
create function audit_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the audit is append-only';
end $$;
create trigger audit_no_change before update or delete on audit for each row execute function audit_is_append_only();

create table setting (
  name text primary key,
  value jsonb not null,
  changed_by text not null,
  changed_at timestamptz not null default now()
);

create table metric_event (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  name text not null,
  case_id bigint,
  labels jsonb not null,
  value double precision not null default 1
);
create index metric_event_name on metric_event (name, at);
