import type { Database } from '../platform/database.ts';
import { messageOf } from '../platform/errors.ts';
import type { Article, KnowledgeSource, Note } from './article.ts';
import type { IndexStore } from './index-store.ts';
import { type IngestReport, ingest } from './ingest.ts';

/** Often enough to watch, seldom enough not to be work. */
const EVERY_ARTICLES = 100;

const STARTED = `
  insert into kb_sync (source, started_at, progress_at, articles_read) values ($1, now(), now(), 0)
  on conflict (source) do update set started_at = now(), progress_at = now(), articles_read = 0, error = null`;
const PROGRESS = 'update kb_sync set progress_at = now(), articles_read = $2 where source = $1';
const FINISHED = `
  update kb_sync set finished_at = now(), progress_at = now(), articles_read = $2, report = $3 where source = $1`;
const FAILED = 'update kb_sync set progress_at = now(), articles_read = $2, error = $3 where source = $1';

/**
 * Reads a source to the end and brings the index up to date. Its row says how far it is, and afterwards what changed or why it did not
 * come to its end; the index then has what was read so far, and the old version of everything else.
 */
export async function syncSource(
  source: KnowledgeSource,
  store: IndexStore,
  { pool }: Pick<Database, 'pool'>,
  onProgress: (articlesRead: number) => void = () => {},
): Promise<IngestReport> {
  await pool.query(STARTED, [source.name]);
  let read = 0;
  async function* counted(note?: Note): AsyncGenerator<Article> {
    for await (const article of source.articles(note)) {
      read += 1;
      if (read % EVERY_ARTICLES === 0) {
        await pool.query(PROGRESS, [source.name, read]);
        onProgress(read);
      }
      yield article;
    }
  }
  try {
    const report = await ingest({ name: source.name, articles: counted }, store);
    await pool.query(FINISHED, [source.name, read, JSON.stringify(report)]);
    return report;
  } catch (error) {
    const message = messageOf(error);
    await pool.query(FAILED, [source.name, read, message]).catch((cause: unknown) => {
      throw new Error(`${message} (and the database did not take a note of it)`, { cause });
    });
    throw error;
  }
}
