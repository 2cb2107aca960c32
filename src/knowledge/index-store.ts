import type pg from 'pg';
import type { Database } from '../platform/database.ts';
import type { Article } from './article.ts';
import { articleRow, type CutForIndex, passageRow } from './index-rows.ts';
import {
  ADD_POSTINGS,
  ADD_SCOPES,
  ADD_TERMS,
  COUNT_STATS,
  DROP_PASSAGES,
  DROP_POSTINGS,
  DROP_TERMS,
  INSERT_PASSAGES,
  WRITE_ARTICLES,
} from './index-sql.ts';
import { primaryLanguage } from './words.ts';

/** Any constant will do. One writer at a time: two that count the same words in different order would deadlock. */
const INDEX_LOCK = 7_351_002;

/** An article and its translation share an id, so the locale is part of the key. */
export interface ArticleKey {
  id: string;
  locale: string;
}

export interface IndexedArticle extends ArticleKey {
  fingerprint: string;
  updatedAt: Date;
}

export interface IndexStore {
  /** What is searchable now, by `keyOf`. */
  loadIndexed(source: string): Promise<Map<string, IndexedArticle>>;
  /** Puts new versions in the place of old ones, all or nothing: a reader sees the old text until the new one is complete. */
  replace(articles: readonly CutForIndex[]): Promise<void>;
  /** Takes articles out of the search. Their rows stay, for the history of what was cited. */
  deactivate(source: string, keys: readonly ArticleKey[]): Promise<void>;
  /** The text is the same, the date is not. */
  touch(articles: readonly Article[]): Promise<void>;
  /** Worth calling after a large import: an index-only scan needs a vacuumed table. */
  tidy(): Promise<void>;
  /** In the middle of a large import: what is there now is not what the statistics say. */
  analyse(): Promise<void>;
}

export function keyOf(key: ArticleKey): string {
  return JSON.stringify([key.id, key.locale]);
}

export function createIndexStore(database: Pick<Database, 'pool'>): IndexStore {
  const { pool } = database;
  return {
    loadIndexed: (source) => loadIndexed(pool, source),
    replace: (articles) => locked(pool, (client) => replace(client, articles)),
    deactivate: (source, keys) => locked(pool, (client) => deactivate(client, source, keys)),
    touch: (articles) => touch(pool, articles),
    analyse: async () => {
      for (const table of ['kb_term', 'kb_passage']) await pool.query(`analyze ${table}`);
    },
    tidy: async () => {
      for (const table of ['kb_posting', 'kb_passage', 'kb_term']) await pool.query(`vacuum analyze ${table}`);
    },
  };
}

async function loadIndexed(pool: pg.Pool, source: string): Promise<Map<string, IndexedArticle>> {
  const { rows } = await pool.query<{ id: string; locale: string; fingerprint: string; updated_at: Date }>(
    'select external_id as id, locale, fingerprint, updated_at from kb_article where source = $1 and active',
    [source],
  );
  return new Map(rows.map(({ updated_at: updatedAt, ...row }) => [keyOf(row), { ...row, updatedAt }]));
}

async function locked(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [INDEX_LOCK]);
    await work(client);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback').catch((error: unknown) => {
      // The connection itself is gone: the server rolls back, and the pool must not reuse it.
      broken = error instanceof Error ? error : new Error(String(error));
    });
    throw new Error('The knowledge index could not be changed; its old state is untouched', { cause });
  } finally {
    client.release(broken);
  }
}

async function replace(client: pg.PoolClient, articles: readonly CutForIndex[]): Promise<void> {
  const ids = await writeArticles(client, articles);
  await dropFromIndex(client, ids);
  const scopeOf = await ensureScopes(client, articles);
  await insertPassages(client, { articles, ids, scopeOf });
  await client.query(ADD_TERMS, [ids]);
  await client.query(ADD_POSTINGS, [ids]);
  await client.query(COUNT_STATS, [ids, 1]);
}

/** Ids in the order of the articles. */
async function writeArticles(client: pg.PoolClient, articles: readonly CutForIndex[]): Promise<number[]> {
  const key = (source: string, article: ArticleKey): string => `${source} ${keyOf(article)}`;
  const { rows } = await client.query<ArticleKey & { row: number; source: string }>(WRITE_ARTICLES, [
    JSON.stringify(articles.map(articleRow)),
  ]);
  const ids = new Map(rows.map((row) => [key(row.source, row), row.row]));
  return articles.flatMap(({ article }) => ids.get(key(article.source, article)) ?? []);
}

/** Old postings are found through the old lexemes, which keeps this at milliseconds however large the index is. */
async function dropFromIndex(client: pg.PoolClient, ids: readonly number[]): Promise<void> {
  await client.query(COUNT_STATS, [ids, -1]);
  await client.query(DROP_POSTINGS, [ids]);
  await client.query(DROP_TERMS, [ids]);
  await client.query(DROP_PASSAGES, [ids]);
}

type ScopeOf = (article: Article) => number;

async function ensureScopes(client: pg.PoolClient, articles: readonly CutForIndex[]): Promise<ScopeOf> {
  const key = (language: string, visibility: string): string => `${language} ${visibility}`;
  const languages = articles.map(({ article }) => primaryLanguage(article.locale));
  await client.query(ADD_SCOPES, [languages, articles.map(({ article }) => article.visibility)]);
  const { rows } = await client.query<{ id: number; language: string; visibility: string }>(
    `select id, language, visibility from kb_scope where segment = ''`,
  );
  const ids = new Map(rows.map((row) => [key(row.language, row.visibility), row.id]));
  return ({ locale, visibility }) => {
    const id = ids.get(key(primaryLanguage(locale), visibility));
    if (id === undefined) throw new Error(`No scope for ${locale}, ${visibility}`);
    return id;
  };
}

interface PassageWrite {
  articles: readonly CutForIndex[];
  ids: readonly number[];
  scopeOf: ScopeOf;
}

async function insertPassages(client: pg.PoolClient, write: PassageWrite): Promise<void> {
  const rows = write.articles.flatMap(({ article, passages }, index) => {
    const articleId = write.ids[index];
    if (articleId === undefined) throw new Error(`Article ${article.id} was not written`);
    return passages.map((passage) => passageRow(passage, { articleId, scope: write.scopeOf(article) }));
  });
  await client.query(INSERT_PASSAGES, [JSON.stringify(rows)]);
}

async function deactivate(client: pg.PoolClient, source: string, keys: readonly ArticleKey[]): Promise<void> {
  const { rows } = await client.query<{ id: number }>(
    `update kb_article a set active = false from unnest($2::text[], $3::text[]) as gone (id, locale)
     where a.source = $1 and a.external_id = gone.id and a.locale = gone.locale returning a.id`,
    [source, keys.map((key) => key.id), keys.map((key) => key.locale)],
  );
  await dropFromIndex(
    client,
    rows.map((row) => row.id),
  );
}

async function touch(pool: pg.Pool, articles: readonly Article[]): Promise<void> {
  for (const article of articles) {
    await pool.query('update kb_article set updated_at = $4 where source = $1 and external_id = $2 and locale = $3', [
      article.source,
      article.id,
      article.locale,
      article.updatedAt,
    ]);
  }
}
