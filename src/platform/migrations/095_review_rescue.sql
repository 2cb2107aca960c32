-- What people did about an approved step that failed: tried it again, or took it over. Who and when stands on the card.
create table review_rescue (
  id bigint generated always as identity primary key,
  review_id bigint not null references review (id),
  kind text not null check (kind in ('retry', 'take_over')),
  actor jsonb not null,
  at timestamptz not null default now()
);
create index review_rescue_of on review_rescue (review_id);
-- Whoever took it over has it: nobody else can, and no machine tries again.
create unique index review_rescue_taken on review_rescue (review_id) where kind = 'take_over';
