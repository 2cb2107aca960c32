import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openTestDatabase } from '../sandbox/test-database.ts';
import { fakeArticle } from './article.fake.ts';
import { edition } from './import-process.fake.ts';
import { createIndexStore } from './index-store.ts';
import { createSearch } from './search.ts';
import { syncSource } from './sync.ts';
import { loadSyncStatus } from './sync-status.ts';

const ARTICLES = 900;
/** Batches hold 200 of these; by then the first is committed and the next one is on its way. */
const KILL_AFTER = 450;

describe('an import that is killed in the middle, on a real Postgres', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>;
  beforeAll(async () => {
    database = await openTestDatabase(inject('postgresUrl'));
  });
  afterAll(() => database.close());

  const articles = (word: string) => ({
    name: 'editions',
    async *articles() {
      for (let id = 0; id < ARTICLES; id += 1)
        yield fakeArticle({ id: String(id), source: 'editions', title: `Article ${id}`, body: edition(id, word) });
    },
  });

  async function killInTheMiddle(): Promise<void> {
    const script = join(import.meta.dirname, 'import-process.fake.ts');
    const child = spawn(process.execPath, [script, database.url, String(ARTICLES)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(child, 'exit');
    for await (const chunk of child.stdout) {
      const read = Number(String(chunk).trim().split('\n').at(-1));
      if (read >= KILL_AFTER) break;
    }
    child.kill('SIGKILL');
    expect((await exited)[1]).toBe('SIGKILL');
  }

  const found = async (text: string): Promise<number> => {
    const result = await createSearch({ database }).search({ text, locales: ['en'], audience: 'customer', limit: 6 });
    return result.passages.length;
  };
  /** Each article is wholly of one edition, and counts and postings are those of the passages there are. */
  async function expectWhole(): Promise<{ first: number; second: number }> {
    const { rows } = await database.pool.query<{ edition: string; articles: number; passages: number }>(
      `select substring(p.body from 'The (first|second) edition') as edition, count(distinct a.id)::int as articles,
         count(*)::int as passages
       from kb_article a join kb_passage p on p.article_id = a.id where a.source = 'editions' group by 1`,
    );
    const mixed = await database.pool.query(
      `select a.id from kb_article a join kb_passage p on p.article_id = a.id where a.source = 'editions'
       group by a.id having count(distinct substring(p.body from 'The (first|second) edition')) > 1 or count(*) <> 10`,
    );
    expect(mixed.rows).toEqual([]);
    const stat = await database.pool.query<{ off: number }>(
      `select ((select passages from kb_stat) - (select count(*) from kb_passage))::int as off`,
    );
    expect(stat.rows[0]?.off).toBe(0);
    const of = (name: string): number => rows.find((row) => row.edition === name)?.articles ?? 0;
    expect(of('first') + of('second')).toBe(ARTICLES);
    return { first: of('first'), second: of('second') };
  }

  it('leaves every article searchable in one edition or the other, and the next import finishes the work', {
    timeout: 120_000,
  }, async () => {
    await syncSource(articles('first'), createIndexStore(database), database);
    await killInTheMiddle();
    const halfway = await expectWhole();
    expect(halfway.first).toBeGreaterThan(0);
    expect(halfway.second).toBeGreaterThan(0);
    expect(await found('what does the first edition say')).toBeGreaterThan(0);
    const [status] = await loadSyncStatus(database);
    expect(status).toMatchObject({ state: 'running', articles: ARTICLES });
    const report = await syncSource(articles('second'), createIndexStore(database), database);
    // What the killed import had committed is not written again.
    expect(report).toMatchObject({ added: 0, unchanged: halfway.second, changed: halfway.first, removed: 0 });
    expect(await expectWhole()).toEqual({ first: 0, second: ARTICLES });
    expect((await loadSyncStatus(database))[0]).toMatchObject({ state: 'done', articlesRead: ARTICLES });
  });
});
