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
    await syncSource(watched, store, database, { onProgress: (read) => progress.push(read) });
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

  it('asks only for changes when the last listing is fresh, and takes out what an article has no more', async () => {
    const asked: Date[] = [];
    const nl = fakeArticle({ id: '1', locale: 'nl', source: 'changing', body: 'Binnen 30 dagen.' });
    let list = [fakeArticle({ id: '1', source: 'changing' }), nl, fakeArticle({ id: '2', source: 'changing' })];
    let changed: { id: string; versions: typeof list }[] = [];
    const source = {
      name: 'changing',
      articles: async function* () {
        yield* list;
      },
      changes: async function* (since: Date) {
        asked.push(since);
        yield* changed;
      },
    };
    const state = async () => (await loadSyncStatus(database)).find((each) => each.source === 'changing');
    expect(await syncSource(source, store, database)).toMatchObject({ added: 3 });
    expect(asked).toEqual([]);
    changed = [{ id: '1', versions: [fakeArticle({ id: '1', source: 'changing', body: 'Within 60 days now.' })] }];
    expect(await syncSource(source, store, database)).toMatchObject({ added: 0, changed: 1, removed: 1, unchanged: 0 });
    expect(asked).toHaveLength(1);
    expect(Date.now() - asked[0]!.getTime()).toBeGreaterThan(9 * 60_000);
    expect(await state()).toMatchObject({ state: 'done', articles: 2, languages: { en: 2 } });
    // Taken down without a word: only a whole listing sees it.
    list = [list[0]!];
    changed = [];
    expect(await syncSource(source, store, database)).toMatchObject({ removed: 0 });
    expect(await syncSource(source, store, database, { everything: true })).toMatchObject({ removed: 1 });
    await database.pool.query(`update kb_sync set listed_at = now() - interval '25 hours' where source = 'changing'`);
    await syncSource(source, store, database);
    expect(asked).toHaveLength(2);
  });

  it('asks again from the last good import when one for changes fails', async () => {
    const asked: number[] = [];
    const broken = {
      name: 'changing',
      articles: async function* () {},
      // biome-ignore lint/correctness/useYield: a source that fails before its first article
      changes: async function* (since: Date) {
        asked.push(since.getTime());
        yield { id: '1', versions: [fakeArticle({ id: '1', source: 'changing' })] };
        throw new Error('down');
      },
    };
    await expect(syncSource(broken, store, database)).rejects.toThrow('down');
    await expect(syncSource(broken, store, database)).rejects.toThrow('down');
    expect(asked[0]).toBe(asked[1]);
  });
});
