-- Keeping the house in order: who overtakes, what was swept, what is wrong, who is at work.

alter table inbox add column urgent boolean not null default false;
create index inbox_poison on inbox (id) where state = 'poison';
-- What came in of a ticket, whatever became of it.
create index inbox_by_ticket on inbox (ticket_id, id);
create index turn_failed on turn (id) where state = 'failed';
create index effect_failed on effect (id) where state = 'failed';

-- Up to which of the helpdesk's own stamps the ticket was read to the end.
alter table ticket_case add column seen_at timestamptz;

-- Where a sweep goes on. One process at a time holds it.
create table sweep (
  name text primary key,
  -- What Zendesk gave us to go on with; null until the first pass has ended.
  cursor text,
  -- Tickets that were last changed before this are not ours to find.
  since timestamptz not null default now(),
  finished_at timestamptz,
  lease_until timestamptz,
  report jsonb
);

-- Something that people must know, told once. Closed when it is over.
create table incident (
  id bigint generated always as identity primary key,
  code text not null,
  words text not null,
  opened_at timestamptz not null default now(),
  closed_at timestamptz,
  -- When somebody took it upon themselves to tell Slack of its beginning, and of its end.
  told_at timestamptz,
  end_told_at timestamptz
);
create unique index incident_open on incident (code) where closed_at is null;

-- Each worker says regularly that it is there and which neighbours it has stopped calling.
create table worker_report (
  owner text primary key,
  seen_at timestamptz not null default now(),
  open_breakers jsonb not null default '[]'
);

-- How much of a limit of the helpdesk is used in the running window, over all processes. Losing it costs nothing: the next answer
-- tells it again. So it is not worth a write to disk per request.
create unlogged table rate_window (
  name text primary key,
  total int not null,
  used int not null default 0,
  resets_at timestamptz not null
);
