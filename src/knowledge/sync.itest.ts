import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openTestDatabase } from '../sandbox/test-database.ts';
import { FakeSource, fakeArticle } from './article.fake.ts';
import { createIndexStore, type IndexStore } from './index-store.ts';
import { syncSource } from './sync.ts';
import { loadSyncStatus, statusLines } from './sync-status.ts';

describe('an import and its status, on a real Postgres', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>;
  let store: IndexStore;
  beforeAll(async () => {
    database = await openTestDatabase(inject('postgresUrl'));
    store = createIndexStore(database);
  });
  afterAll(() => database.close());

  const articles = (count: number) => Array.from({ length: count }, (_each, id) => fakeArticle({ id: String(id) }));
  const status = async () => (await loadSyncStatus(database))[0];

  it('is said to be running while it runs, with how far it is, and to be done afterwards', async () => {
    expect(statusLines(await loadSyncStatus(database))[0]).toContain('Nothing is indexed');
    const seen: unknown[] = [];
    const source = new FakeSource([...articles(100), fakeArticle({ id: 'nl', locale: 'nl-NL' })]);
    const watched = {
      name: 'fake',
      async *articles() {
        for await (const article of source.articles()) {
          if (article.id === 'nl') seen.push((await status())?.state, (await status())?.articlesRead);
          yield article;
        }
      },
    };
    const progress: number[] = [];
    await syncSource(watched, store, database, (read) => progress.push(read));
    expect(seen).toEqual(['running', 100]);
    expect(progress).toEqual([100]);
    expect(await status()).toMatchObject({
      state: 'done',
      articles: 101,
      passages: 101,
      articlesRead: 101,
      languages: { en: 100, nl: 1 },
    });
  });

  it('keeps what the last complete import brought when one fails, and says why', async () => {
    const source = new FakeSource(articles(2));
    source.failure = new Error('The help center is down');
    await expect(syncSource(source, store, database)).rejects.toThrow('down');
    const failed = await status();
    expect(failed).toMatchObject({ state: 'failed', articles: 101, error: 'The help center is down' });
    expect(failed?.finishedAt).not.toBeNull();
    expect(statusLines([failed!])[1]).toMatch(/failed after 2 articles: The help center is down; last read to the end/);
  });

  it('tells a silent import from a running one, and forgets the error when it is tried again', async () => {
    await database.pool.query(
      `update kb_sync set started_at = now(), progress_at = now() - interval '5 minutes', error = null`,
    );
    expect((await status())?.state).toBe('interrupted');
    await syncSource(new FakeSource(articles(3)), store, database);
    expect(await status()).toMatchObject({ state: 'done', articles: 3, error: null });
  });
});
