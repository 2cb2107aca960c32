import type pg from 'pg';
import type { Database } from '../platform/database.ts';
import { answerability, answerabilityFeatures } from './answerability.ts';
import type { FoundPassage, SearchQuery, SearchResult } from './article.ts';
import { findCandidates, findScopes } from './candidates.ts';
import { createQueryReader, type QueryReader } from './query-reader.ts';
import { type RankedPassage, rerank } from './rerank.ts';

const MOST_PER_ARTICLE = 2;
/** So many articles are shown when the question touches them: a wrong first article must not fill the list. */
const FEWEST_ARTICLES = 5;

export interface Search {
  search(query: SearchQuery): Promise<SearchResult>;
}

export function createSearch(deps: { database: Pick<Database, 'pool'> }): Search {
  const { pool } = deps.database;
  const reader = createQueryReader(pool);
  return { search: (query) => search({ pool, reader }, query) };
}

interface SearchDeps {
  pool: pg.Pool;
  reader: QueryReader;
}

/** An import may replace a passage between finding and reading it: then its successor is looked for, once. */
async function search(deps: SearchDeps, query: SearchQuery): Promise<SearchResult> {
  const first = await searchOnce(deps, query);
  return first.missing ? (await searchOnce(deps, query)).result : first.result;
}

async function searchOnce(deps: SearchDeps, query: SearchQuery): Promise<{ result: SearchResult; missing: boolean }> {
  const [scopes, analysed] = await Promise.all([
    findScopes(deps.pool, query),
    deps.reader.read(query.text, query.locales, query.earlier),
  ]);
  const candidates = await findCandidates(deps.pool, analysed, scopes);
  const ranked = rerank(candidates, { text: query.text, ...analysed });
  const features = answerabilityFeatures(analysed, ranked);
  const chosen = spread(ranked, query.limit);
  const passages = await loadPassages(deps.pool, chosen);
  const result = { passages, answerability: answerability(features), features: { ...features } };
  return { result, missing: passages.length < chosen.length };
}

/** The best passages, of several articles: at most two of one article, and second ones only in places that leave enough for others. */
function spread(ranked: readonly RankedPassage[], limit: number): RankedPassage[] {
  const taken = new Map<number, number>();
  const chosen: RankedPassage[] = [];
  let seconds = Math.max(limit - FEWEST_ARTICLES, 0);
  for (const passage of ranked) {
    if (chosen.length >= limit) break;
    const count = taken.get(passage.candidate.articleKey) ?? 0;
    if (count >= MOST_PER_ARTICLE || (count > 0 && seconds === 0)) continue;
    if (count > 0) seconds -= 1;
    taken.set(passage.candidate.articleKey, count + 1);
    chosen.push(passage);
  }
  return chosen;
}

interface PassageRow extends Omit<FoundPassage, 'score'> {}

async function loadPassages(pool: pg.Pool, ranked: readonly RankedPassage[]): Promise<FoundPassage[]> {
  const { rows } = await pool.query<PassageRow>(
    `select p.id, a.external_id as "articleId", a.version, a.title, p.heading_path as "headingPath", p.anchor, a.locale, a.visibility, a.url,
       p.body as text, p.char_from as "charFrom", p.char_to as "charTo", a.updated_at as "updatedAt"
     from kb_passage p join kb_article a on a.id = p.article_id where p.id = any($1::bigint[])`,
    [ranked.map((passage) => passage.candidate.id)],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ranked.flatMap(({ candidate, score }) => {
    const row = byId.get(candidate.id);
    return row ? [{ ...row, score }] : [];
  });
}
