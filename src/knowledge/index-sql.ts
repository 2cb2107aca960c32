/** The statements that keep articles, passages, terms, postings and counts in step. $1 is rows as JSON, or the ids of articles. */

export const WRITE_ARTICLES = `
  insert into kb_article (source, external_id, locale, version, fingerprint, title, section, url, visibility, updated_at, content, format, body, author)
  select * from jsonb_to_recordset($1::jsonb) as r (source text, external_id text, locale text, version text, fingerprint text, title text,
    section text, url text, visibility text, updated_at timestamptz, content text, format text, body text, author text)
  on conflict (source, external_id, locale) do update set (version, fingerprint, title, section, url, visibility, updated_at, content,
    format, body, author, active, indexed_at) = (excluded.version, excluded.fingerprint, excluded.title, excluded.section, excluded.url,
    excluded.visibility, excluded.updated_at, excluded.content, excluded.format,
    excluded.body, excluded.author, true, now())
  returning id as row, source, external_id as id, locale`;

/** $1 languages, $2 visibilities, side by side. */
export const ADD_SCOPES = `
  insert into kb_scope (language, visibility)
  select distinct * from unnest($1::text[], $2::text[]) as wanted (language, visibility)
  where not exists (select from kb_scope s where (s.language, s.visibility, s.segment) = (wanted.language, wanted.visibility, ''))`;

export const INSERT_PASSAGES = `
  insert into kb_passage (article_id, scope, heading_path, anchor, char_from, char_to, body, tsv, len, text_hash)
  select r.article_id, r.scope, r.heading_path, r.anchor, r.char_from, r.char_to, r.body, v.tsv,
    coalesce((select sum(t.tf) from kb_terms(v.tsv) t), 0), sha256(convert_to(kb_meaning(r.title, r.heading_path, r.body), 'UTF8'))
  from jsonb_to_recordset($1::jsonb) as r (article_id bigint, scope smallint, language text, title text, heading_path text[], anchor text,
    char_from int, char_to int, body text, title_words text, heading_words text, body_words text)
  cross join lateral (select kb_config(r.language) as config) c
  cross join lateral (select setweight(to_tsvector(c.config, r.title_words), 'A')
    || setweight(to_tsvector(c.config, r.heading_words), 'B') || to_tsvector(c.config, r.body_words) as tsv offset 0) v`;

const WORDS_OF_ARTICLES = `
  select u.lexeme, count(*)::int as df from kb_passage p, unnest(p.tsv) u where p.article_id = any($1::bigint[]) group by 1`;

/** Missing words come with their count, the others are counted up; an upsert would use up an id for each word that is there. */
export const ADD_TERMS = `
  with w as materialized (${WORDS_OF_ARTICLES}), missing as (
    insert into kb_term (lexeme, df) select w.lexeme, w.df from w
    where not exists (select from kb_term t where t.lexeme = w.lexeme)
  )
  update kb_term t set df = t.df + w.df from w where t.lexeme = w.lexeme`;

export const DROP_TERMS = `update kb_term t set df = t.df - w.df from (${WORDS_OF_ARTICLES}) w where t.lexeme = w.lexeme`;

export const ADD_POSTINGS = `
  insert into kb_posting (term_id, passage_id, tf, len, scope)
  select t.id, p.id, w.tf, p.len, p.scope
  from kb_passage p cross join lateral kb_terms(p.tsv) w join kb_term t on t.lexeme = w.lexeme
  where p.article_id = any($1::bigint[]) order by 1, 2`;

export const DROP_POSTINGS = `
  delete from kb_posting o using (
    select t.id as term_id, p.id as passage_id, p.scope
    from kb_passage p cross join lateral unnest(p.tsv) w join kb_term t on t.lexeme = w.lexeme
    where p.article_id = any($1::bigint[])
  ) old
  where o.term_id = old.term_id and o.scope = old.scope and o.passage_id = old.passage_id`;

export const DROP_PASSAGES = 'delete from kb_passage where article_id = any($1::bigint[])';

/** $2 is 1 to count the articles' passages in, -1 to count them out. */
export const COUNT_STATS = `
  update kb_stat s set passages = s.passages + $2::int * w.passages, total_len = s.total_len + $2::int * w.len
  from (select count(*) as passages, coalesce(sum(len), 0) as len from kb_passage where article_id = any($1::bigint[])) w`;
