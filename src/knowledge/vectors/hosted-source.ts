import type OpenAI from 'openai';
import type { Database } from '../../platform/database.ts';
import type { Scope } from '../scopes.ts';
import type { SemanticHit, SemanticSource } from './semantic-leg.ts';

export interface HostedStore {
  client: OpenAI;
  storeId: string;
  database: Pick<Database, 'pool'>;
}

/** The most that the service gives. */
const MOST_RESULTS = 50;

/** The names of what is written on each file; a filter asks by them. */
export const ATTRIBUTES = { passage: 'passage', scope: 'scope' } as const;

/** What a file may be read by, as one word: a filter over two attributes could be half right. */
export function scopeName({ language, visibility }: Pick<Scope, 'language' | 'visibility'>): string {
  return `${language}/${visibility}`;
}

/**
 * OpenAI's hosted file search, asked by us and not by a model: a model's search cites a file without a place in it, and cannot be told
 * whose rights to keep to. The rights are a filter in the request; what comes back only names passages of our own index, read with the
 * same rights once more. So an article that was withdrawn a second ago cannot be quoted from a copy that still lies there.
 */
export function createHostedSource(store: HostedStore): SemanticSource {
  return {
    name: 'vector store',
    async find({ text, scopes, limit }, signal) {
      const found = await store.client.vectorStores.search(
        store.storeId,
        {
          query: text,
          rewrite_query: false,
          max_num_results: Math.min(limit, MOST_RESULTS),
          filters: { type: 'in', key: ATTRIBUTES.scope, value: scopes.map(scopeName) },
        },
        { signal },
      );
      const hashes = found.data.flatMap(({ attributes }) => {
        const hash = attributes?.[ATTRIBUTES.passage];
        return typeof hash === 'string' ? [hash] : [];
      });
      return passagesOf(store, hashes, scopes);
    },
  };
}

async function passagesOf(
  { database: { pool } }: HostedStore,
  hashes: readonly string[],
  scopes: readonly Scope[],
): Promise<SemanticHit[]> {
  const { rows } = await pool.query<SemanticHit>(
    `select p.id as "passageId", p.article_id as "articleKey"
     from unnest($1::text[]) with ordinality as h (hash, place) join kb_passage p on p.text_hash = decode(h.hash, 'hex')
     where p.scope = any($2::smallint[]) order by h.place, p.id`,
    [[...new Set(hashes)], scopes.map(({ id }) => id)],
  );
  return rows;
}
