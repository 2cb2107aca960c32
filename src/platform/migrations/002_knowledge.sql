-- What may be cited. Search is our own BM25 over kb_posting; every number in it was measured before it was chosen.
-- No extension is needed. unaccent is used where the server lets us have it.

do $$
begin
  create extension if not exists unaccent;
exception when others then
  -- Not installed on this server, or not ours to create: accents then make a difference.
  raise notice 'search works without unaccent: %', sqlerrm;
end $$;

-- One text search configuration per language, with accents folded before stemming.
do $$
declare
  base record;
  fold boolean := exists (select from pg_ts_dict where dictname = 'unaccent');
begin
  for base in select cfgname::text as name from pg_ts_config where cfgnamespace = 'pg_catalog'::regnamespace loop
    execute format('create text search configuration deskhand_%s (copy = pg_catalog.%I)', base.name, base.name);
    if fold then
      execute format(
        'alter text search configuration deskhand_%s alter mapping for hword, hword_part, word with unaccent, %s',
        base.name, case base.name when 'simple' then 'simple' else base.name || '_stem' end);
    end if;
  end loop;
end $$;

-- The configuration for a primary language subtag. Text without spaces between words (zh, ja, th...) arrives already cut into words.
create function kb_config(language text) returns regconfig language sql stable as $$
  select ('deskhand_' || case language
    when 'ar' then 'arabic' when 'hy' then 'armenian' when 'eu' then 'basque' when 'ca' then 'catalan'
    when 'da' then 'danish' when 'nl' then 'dutch' when 'en' then 'english' when 'et' then 'estonian'
    when 'fi' then 'finnish' when 'fr' then 'french' when 'de' then 'german' when 'el' then 'greek'
    when 'hi' then 'hindi' when 'hu' then 'hungarian' when 'id' then 'indonesian' when 'ga' then 'irish'
    when 'it' then 'italian' when 'lt' then 'lithuanian' when 'ne' then 'nepali' when 'no' then 'norwegian'
    when 'nb' then 'norwegian' when 'pt' then 'portuguese' when 'ro' then 'romanian' when 'ru' then 'russian'
    when 'sr' then 'serbian' when 'es' then 'spanish' when 'sv' then 'swedish' when 'ta' then 'tamil'
    when 'tr' then 'turkish' when 'yi' then 'yiddish' else 'simple' end)::regconfig
$$;

create table kb_article (
  id bigint generated always as identity primary key,
  source text not null,
  external_id text not null,
  locale text not null,
  -- Content hash: what a citation points at.
  version text not null,
  -- Content, title, visibility, address and the way we cut: when it differs, the article is indexed again.
  fingerprint text not null,
  title text not null,
  section text,
  url text not null,
  visibility text not null check (visibility in ('public', 'internal')),
  updated_at timestamptz not null,
  -- The plain text that the passages' offsets count in.
  content text not null,
  active boolean not null default true,
  indexed_at timestamptz not null default now(),
  unique (source, external_id, locale)
);

-- Who may see a passage, as one small number, so that rights are part of the index scan.
-- `segment` is room for brands and customer groups; '' is everybody.
create table kb_scope (
  id smallint generated always as identity primary key,
  language text not null,
  visibility text not null check (visibility in ('public', 'internal')),
  segment text not null default '',
  unique (language, visibility, segment)
);

create table kb_passage (
  id bigint generated always as identity primary key,
  article_id bigint not null references kb_article (id),
  scope smallint not null references kb_scope (id),
  heading_path text[] not null,
  anchor text,
  char_from int not null,
  char_to int not null,
  body text not null,
  -- Lexemes with positions; weight A = title, B = headings, D = body. Also how old postings are found again.
  tsv tsvector not null,
  len real not null
);
create index kb_passage_article on kb_passage (article_id);

create table kb_term (
  id int generated always as identity primary key,
  lexeme text not null unique,
  df int not null
-- Room on each page, so that counting up does not touch the indexes.
) with (fillfactor = 70);

create table kb_posting (
  term_id int not null,
  passage_id bigint not null,
  tf real not null,
  len real not null,
  scope smallint not null,
  primary key (term_id, passage_id) include (tf, len, scope)
);

-- One row, written under the index lock: how many passages there are and how long they are together.
create table kb_stat (
  single boolean primary key default true check (single),
  passages bigint not null default 0,
  total_len double precision not null default 0
);
insert into kb_stat default values;

-- Finds words that one could have meant, when a question has a word that no article has.
create index kb_term_shape on kb_term (left(lexeme, 1), char_length(lexeme));

-- How often each lexeme counts: a word of the title or a heading counts twice.
create function kb_terms(tsv tsvector) returns table (lexeme text, tf real) language sql immutable as $$
  select u.lexeme, (select sum(case w when 'A' then 2 when 'B' then 2 else 1 end) from unnest(u.weights) w)::real
  from unnest(tsv) u
$$;
