import type { Article } from '../../src/knowledge/article.ts';
import { createIndexStore } from '../../src/knowledge/index-store.ts';
import { ingest } from '../../src/knowledge/ingest.ts';
import { createSearch, type Search } from '../../src/knowledge/search.ts';
import { createListedSources } from '../../src/knowledge/sources/listed.ts';
import { createDatabase } from '../../src/platform/database.ts';
import { silentLog } from '../../src/platform/log.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { startPostgres } from '../../src/sandbox/postgres.ts';

export interface Scratch {
  /** A search over exactly these articles. */
  searchOver(name: string, articles: readonly Article[]): Promise<Search>;
  close(): Promise<void>;
}

/** A Postgres of our own that is thrown away afterwards: trying out a change must not touch the index that customers are answered from. */
export async function openScratch(): Promise<Scratch> {
  const postgres = await startPostgres();
  const closers: (() => Promise<void>)[] = [() => postgres.stop()];
  return {
    searchOver: async (name, articles) => {
      const database = createDatabase({ url: await postgres.createDatabase(name), poolSize: 4, log: silentLog });
      closers.unshift(() => database.close());
      await migrate(database.pool);
      const store = createIndexStore(database);
      for (const source of createListedSources(articles)) await ingest(source, store);
      return createSearch({ database });
    },
    close: async () => {
      for (const closer of closers.splice(0)) await closer();
    },
  };
}
