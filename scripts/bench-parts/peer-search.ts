import MiniSearch from 'minisearch';
import type { Database } from '../../src/platform/database.ts';

/** What else one could search with, over the very same passages. */
export interface SearchPeer {
  name: string;
  find(text: string): Promise<unknown>;
  /** Takes away what it needed, so that it costs nobody else anything. */
  close(): Promise<unknown>;
}

const FOUND = 6;
const STOP_WORDS = new Set(
  'how do i the to of and a in is for on with that you it your be are or as if can not this will from at'.split(' '),
);

/** The best-ranked form of Postgres's own search for whole questions: any word may match, the more the better. */
export async function openTsRank({ pool }: Database): Promise<SearchPeer> {
  await pool.query('create index if not exists peer_tsv on kb_passage using gin (tsv)');
  return {
    name: 'ts_rank',
    find: (text) =>
      pool.query(
        `with q as (select replace(plainto_tsquery('english', $1)::text, '&', '|')::tsquery as any_word)
         select p.id, p.body from kb_passage p, q where p.tsv @@ q.any_word order by ts_rank(p.tsv, q.any_word) desc limit $2`,
        [text, FOUND],
      ),
    close: () => pool.query('drop index peer_tsv'),
  };
}

export async function openMiniSearch({ pool }: Database): Promise<SearchPeer> {
  const index = new MiniSearch<{ id: number; text: string }>({
    fields: ['text'],
    processTerm: (term) => (STOP_WORDS.has(term.toLowerCase()) ? null : term.toLowerCase()),
  });
  const { rows } = await pool.query<{ id: number; text: string }>(
    `select p.id, a.title || ' ' || array_to_string(p.heading_path, ' ') || ' ' || p.body as text from kb_passage p join kb_article a on a.id = p.article_id`,
  );
  index.addAll(rows);
  return {
    name: 'MiniSearch',
    find: async (text) => index.search(text).slice(0, FOUND),
    close: async () => index.removeAll(),
  };
}
