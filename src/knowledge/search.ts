import type pg from 'pg';
import type { Database } from '../platform/database.ts';
import { type AnswerabilityFeatures, answerability, answerabilityFeatures } from './answerability.ts';
import type { FoundPassage, SearchQuery, SearchResult } from './article.ts';
import { findCandidates } from './candidates.ts';
import { meaningOf } from './follow-up.ts';
import { type Fused, fuse } from './fuse.ts';
import { identifiersIn } from './identifiers.ts';
import { createQueryReader, type QueryReader } from './query-reader.ts';
import { type RankedPassage, rerank } from './rerank.ts';
import { findScopes, type Scope } from './scopes.ts';
import type { SemanticHit, SemanticLeg } from './vectors/semantic-leg.ts';

const MOST_PER_ARTICLE = 2;
/** So many articles are shown when the question touches them: a wrong first article must not fill the list. */
const FEWEST_ARTICLES = 5;
/** Deep enough that what both legs have somewhere comes out on top. */
const FROM_EACH_LEG = 100;
const EXACT_WEIGHT = 2;

export interface Search {
  search(query: SearchQuery): Promise<SearchResult>;
}

export interface SearchDeps {
  database: Pick<Database, 'pool'>;
  /** Search by meaning beside search by words; null or left out = words alone. */
  semantic?: SemanticLeg | null;
}

export function createSearch({ database: { pool }, semantic = null }: SearchDeps): Search {
  const parts = { pool, reader: createQueryReader(pool), semantic };
  return { search: (query) => search(parts, query) };
}

interface Parts {
  pool: pg.Pool;
  reader: QueryReader;
  semantic: SemanticLeg | null;
}

/** An import may replace a passage between finding and reading it: then its successor is looked for, once. */
async function search(parts: Parts, query: SearchQuery): Promise<SearchResult> {
  const first = await searchOnce(parts, query);
  return first.missing ? (await searchOnce(parts, query)).result : first.result;
}

async function searchOnce(parts: Parts, query: SearchQuery): Promise<{ result: SearchResult; missing: boolean }> {
  const finding = findScopes(parts.pool, query);
  // Waited for here as well: when a leg fails before it asks for the scopes, nobody else would hear that they failed too.
  const [words, meant, scopes] = await Promise.all([
    findByWords(parts, query, finding),
    findByMeaning(parts, query, finding),
    finding,
  ]);
  const chosen = spread(join(words.ranked, meant), query.limit);
  const passages = await loadPassages(parts.pool, chosen, idsOf(scopes));
  const { features } = words;
  const result = { passages, answerability: answerability(features), features: { ...features } };
  return { result, missing: passages.length < chosen.length };
}

interface ByWords {
  ranked: RankedPassage[];
  features: AnswerabilityFeatures;
}

async function findByWords(
  { pool, reader }: Parts,
  query: SearchQuery,
  scopes: Promise<readonly Scope[]>,
): Promise<ByWords> {
  const analysed = await reader.read(query.text, query.locales, query.earlier);
  const asked = { ...analysed, text: query.text, identifiers: identifiersIn(query.text) };
  const ranked = rerank(await findCandidates(pool, asked, idsOf(await scopes)), asked);
  return { ranked, features: answerabilityFeatures(analysed, ranked) };
}

async function findByMeaning(
  { semantic }: Parts,
  query: SearchQuery,
  scopes: Promise<readonly Scope[]>,
): Promise<SemanticHit[]> {
  if (!semantic) return [];
  return semantic.find({ text: meaningOf(query), scopes: await scopes, limit: FROM_EACH_LEG });
}

function idsOf(scopes: readonly Scope[]): number[] {
  return scopes.map(({ id }) => id);
}

/** Both ways of searching in one list. What has a code of the question in it, letter by letter, counts once more, and double. */
function join(ranked: readonly RankedPassage[], meant: readonly SemanticHit[]): Fused[] {
  const byWords = ranked.map(({ candidate, score }) => ({ id: candidate.id, articleKey: candidate.articleKey, score }));
  if (meant.length === 0) return byWords;
  const exact = byWords.filter((_passage, index) => (ranked[index]?.candidate.exact ?? 0) > 0);
  const byMeaning = meant.map(({ passageId, articleKey }) => ({ id: passageId, articleKey }));
  return fuse([
    { ranking: byWords.slice(0, FROM_EACH_LEG), weight: 1 },
    { ranking: byMeaning, weight: 1 },
    { ranking: exact, weight: EXACT_WEIGHT },
  ]);
}

/** The best passages, of several articles: at most two of one article, and second ones only in places that leave enough for others. */
function spread(ranked: readonly Fused[], limit: number): Fused[] {
  const taken = new Map<number, number>();
  const chosen: Fused[] = [];
  let seconds = Math.max(limit - FEWEST_ARTICLES, 0);
  for (const passage of ranked) {
    if (chosen.length >= limit) break;
    const count = taken.get(passage.articleKey) ?? 0;
    if (count >= MOST_PER_ARTICLE || (count > 0 && seconds === 0)) continue;
    if (count > 0) seconds -= 1;
    taken.set(passage.articleKey, count + 1);
    chosen.push(passage);
  }
  return chosen;
}

interface PassageRow extends Omit<FoundPassage, 'score'> {}

/** The scopes once more: whatever leg a passage came from, and whatever changed meanwhile, nothing outside them is read. */
async function loadPassages(
  pool: pg.Pool,
  chosen: readonly Fused[],
  scopes: readonly number[],
): Promise<FoundPassage[]> {
  const { rows } = await pool.query<PassageRow>(
    `select p.id, a.external_id as "articleId", a.version, a.title, p.heading_path as "headingPath", p.anchor, a.locale, a.visibility, a.url,
       p.body as text, p.char_from as "charFrom", p.char_to as "charTo", a.updated_at as "updatedAt"
     from kb_passage p join kb_article a on a.id = p.article_id where p.id = any($1::bigint[]) and p.scope = any($2::smallint[])`,
    [chosen.map(({ id }) => id), scopes],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return chosen.flatMap(({ id, score }) => {
    const row = byId.get(id);
    return row ? [{ ...row, score }] : [];
  });
}
