-- What the flow of a review needs beside its answer: whom it was put to, when people are reminded, and what a decision changed.
alter table review
  add column closed_reason text,
  -- A Slack id of a person (U...) or a user group (S...); null = everybody who may decide.
  add column asked_of text,
  add column remind_at timestamptz,
  add column reminders int not null default 0,
  -- Counts drafts of one turn that were written again on request.
  add column round int not null default 0;
create index review_remind on review (remind_at) where state = 'open';

alter table turn
  add column round int not null default 0,
  -- What a person asked for when they sent the draft back.
  add column redraft_note text;

alter table decision
  add column edit_words int,
  add column edit_share real,
  add column edit_class text,
  add column next_step text,
  -- Hash of each released payload by the key of its effect; what is carried out has to match.
  add column released jsonb not null default '{}';

-- "Remind me": one person's own bell; nobody else hears it.
create table review_reminder (
  review_id bigint not null references review (id),
  slack_id text not null,
  due_at timestamptz not null,
  primary key (review_id, slack_id)
);
