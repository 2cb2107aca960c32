import type { Database } from '../platform/database.ts';
import { messageOf } from '../platform/errors.ts';
import type { KnowledgeSource } from './article.ts';
import type { IndexStore } from './index-store.ts';
import { type IngestReport, ingest, ingestChanges } from './ingest.ts';

/** Often enough to watch, seldom enough not to be work. */
const EVERY_ARTICLES = 100;
/** What was taken down without a word is found by listing everything, this often. */
const LIST_EVERY_HOURS = 24;
/** Clocks differ, and a change may become visible late. What is asked for twice is recognised as unchanged. */
const OVERLAP_MINUTES = 10;

const STARTED = `
  insert into kb_sync (source, started_at, progress_at, articles_read) values ($1, now(), now(), 0)
  on conflict (source) do update set started_at = now(), progress_at = now(), articles_read = 0, error = null
  returning case when listed_at > now() - make_interval(hours => $2) then changes_from - make_interval(mins => $3) end as since`;
const PROGRESS = 'update kb_sync set progress_at = now(), articles_read = $2 where source = $1';
const FINISHED = `
  update kb_sync set finished_at = now(), progress_at = now(), articles_read = $2, report = $3, changes_from = started_at,
    listed_at = case when $4 then started_at else listed_at end where source = $1`;
const FAILED = 'update kb_sync set progress_at = now(), articles_read = $2, error = $3 where source = $1';

export interface SyncOptions {
  onProgress?: (articlesRead: number) => void;
  /** List everything, also where the source could say what changed. */
  everything?: boolean;
}

/**
 * Brings the index up to date with a source: with what changed where the source can tell, with all of it once a day. Its row says how far
 * it is, and afterwards what changed or why it did not come to its end; the index then has what was read so far, and the old version of
 * everything else.
 */
export async function syncSource(
  source: KnowledgeSource,
  store: IndexStore,
  { pool }: Pick<Database, 'pool'>,
  { onProgress = () => {}, everything = false }: SyncOptions = {},
): Promise<IngestReport> {
  const { rows } = await pool.query<{ since: Date | null }>(STARTED, [source.name, LIST_EVERY_HOURS, OVERLAP_MINUTES]);
  const since = everything ? null : (rows[0]?.since ?? null);
  let read = 0;
  async function* counted<T>(items: AsyncIterable<T>): AsyncGenerator<T> {
    for await (const item of items) {
      read += 1;
      if (read % EVERY_ARTICLES === 0) {
        await pool.query(PROGRESS, [source.name, read]);
        onProgress(read);
      }
      yield item;
    }
  }
  try {
    const changesOf = since === null ? undefined : source.changes?.bind(source);
    const report =
      since === null || changesOf === undefined
        ? await ingest({ name: source.name, articles: (note) => counted(source.articles(note)) }, store)
        : await ingestChanges({ ...source, changes: (from, note) => counted(changesOf(from, note)) }, store, since);
    await pool.query(FINISHED, [source.name, read, JSON.stringify(report), changesOf === undefined]);
    return report;
  } catch (error) {
    const message = messageOf(error);
    await pool.query(FAILED, [source.name, read, message]).catch((cause: unknown) => {
      throw new Error(`${message} (and the database did not take a note of it)`, { cause });
    });
    throw error;
  }
}
