import type { Database } from '../platform/database.ts';
import type { KnowledgeSource } from './article.ts';
import type { IndexStore } from './index-store.ts';
import { type IngestReport, ingest } from './ingest.ts';

/** Reads a source to the end, brings the index up to date, and leaves a row that says when and what changed. */
export async function syncSource(
  source: KnowledgeSource,
  store: IndexStore,
  database: Pick<Database, 'pool'>,
): Promise<IngestReport> {
  const report = await ingest(source, store);
  await database.pool.query(
    `insert into kb_sync (source, report) values ($1, $2)
     on conflict (source) do update set finished_at = now(), report = excluded.report`,
    [source.name, JSON.stringify(report)],
  );
  return report;
}
