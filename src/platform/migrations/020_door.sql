-- A door to an outside system that refused our credentials or rights. While it is paused nothing is asked of that system but one
-- probe at a time; the work waits in its own rows and counts no attempts.

create table door (
  name text primary key,
  paused boolean not null,
  reason text not null,
  since timestamptz not null default now(),
  -- How often it was paused again soon after it had been opened; each time the next probe comes later.
  strikes int not null default 1,
  probe_at timestamptz not null,
  changed_by text not null
);
