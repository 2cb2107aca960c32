import type pg from 'pg';
import { patternOf } from './identifiers.ts';
import type { AnalysedQuery, QueryTerm } from './query-terms.ts';

/** BM25: how fast repetition stops to count, and how much long passages pay. Both measured; they matter little around here. */
export const K1 = 1.6;
const B = 0.75;
/** How many passages the second stage looks at. */
const FOR_SECOND_STAGE = 100;
const LARGE_INDEX = 500_000;

/** A passage that shares words with the question, with what the second stage needs to know. */
export interface Candidate {
  id: number;
  articleKey: number;
  title: string;
  headingPath: string[];
  bm25: number;
  /** How many of the question's identifiers stand in it, letter by letter. */
  exact: number;
  /** Where each word of the question stands in it. */
  positions: ReadonlyMap<string, readonly number[]>;
}

interface CandidateRow {
  id: number;
  article_id: number;
  title: string;
  heading_path: string[];
  score: number;
  exact: number;
  /** "2:5,9 3:6": the second word of the question stands at 5 and 9. A little quicker to make than JSON. */
  positions: string | null;
}

/** The best passages by BM25. Rare words choose the candidates; common words are only looked up for those. */
export async function findCandidates(
  pool: pg.Pool,
  query: AnalysedQuery & { identifiers?: readonly string[] },
  scopes: readonly number[],
): Promise<Candidate[]> {
  if (query.terms.length === 0 || scopes.length === 0) return [];
  const driving = drivers(query);
  const { rows } = await pool.query<CandidateRow>(CANDIDATES, [
    query.terms.map((term) => term.termId),
    query.terms.map((term) => term.weight * term.idf),
    query.terms.map((term) => driving.has(term)),
    scopes,
    K1,
    (K1 * B) / query.averageLength,
    K1 * (1 - B),
    query.passages > LARGE_INDEX ? 500 : 200,
    FOR_SECOND_STAGE,
    query.terms.map((term) => term.lexeme),
    (query.identifiers ?? []).map(patternOf),
  ]);
  return rows.map((row) => ({
    id: row.id,
    articleKey: row.article_id,
    title: row.title,
    headingPath: row.heading_path,
    bm25: row.score,
    exact: row.exact,
    positions: readPositions(row.positions, query.terms),
  }));
}

function readPositions(text: string | null, terms: readonly QueryTerm[]): Map<string, number[]> {
  const positions = new Map<string, number[]>();
  for (const word of text?.split(' ') ?? []) {
    const [place, list = ''] = word.split(':');
    const term = terms[Number(place) - 1];
    if (term) positions.set(term.lexeme, list.split(',').map(Number));
  }
  return positions;
}

/** Rarest words first until their postings pass the cap; at 1M passages a fixed cap of 20,000 loses a third of nDCG. */
function drivers(query: AnalysedQuery): Set<QueryTerm> {
  const cap = Math.max(20_000, query.passages * 0.06);
  const chosen = new Set<QueryTerm>();
  let postings = 0;
  for (const term of [...query.terms].sort((a, b) => a.df - b.df)) {
    if (chosen.size > 0 && postings + term.df > cap) break;
    postings += term.df;
    chosen.add(term);
  }
  return chosen;
}

const SCORE = 'q.weight * o.tf * ($5::real + 1) / (o.tf + $7::real + $6::real * o.len)';

/** The reader's scopes are a key of the index that is scanned: what lies outside is not read, and cannot fill a list. */
export const CANDIDATES = `
  with q as materialized (
    select * from unnest($1::int[], $2::real[], $3::boolean[]) as q (term_id, weight, drives)
  ), driven as materialized (
    select o.passage_id, min(o.scope) as scope, sum(${SCORE}) as score
    from q join kb_posting o on o.term_id = q.term_id
    where q.drives and o.scope = any($4::smallint[])
    group by 1 order by 3 desc, 1 limit $8
  ), scored as materialized (
    select d.passage_id, d.score + coalesce(p.score, 0) as score
    from driven d cross join lateral (
      select sum(${SCORE}) as score from q
        join kb_posting o on o.term_id = q.term_id and o.scope = d.scope and o.passage_id = d.passage_id
      where not q.drives
    ) p
    order by 2 desc, 1 limit $9
  )
  select p.id, p.article_id, a.title, p.heading_path, s.score::float8 as score,
    (select count(*)::int from unnest($11::text[]) i where lower(a.title || ' ' || p.body) ~ i) as exact,
    (select string_agg(array_position($10::text[], w.lexeme) || ':' || array_to_string(w.positions, ','), ' ')
      from unnest(p.tsv) w where w.lexeme = any($10::text[])) as positions
  from scored s join kb_passage p on p.id = s.passage_id join kb_article a on a.id = p.article_id
  order by s.score desc, p.id`;
