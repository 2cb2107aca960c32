-- Who in Slack is which agent of the helpdesk, fixed by an administrator. Without a row here nobody releases money or access.
create table reviewer_link (
  slack_id text primary key,
  -- Compared with what Slack says today: a changed address undoes the link.
  email text not null check (email = lower(email)),
  helpdesk_user_id bigint not null,
  pinned_by text not null,
  pinned_at timestamptz not null default now()
);
