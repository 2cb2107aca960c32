import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { openTestDatabase } from '../sandbox/test-database.ts';
import { FakeSource, fakeArticle } from './article.fake.ts';
import type { Article, SearchQuery, SearchResult } from './article.ts';
import { createIndexStore, type IndexStore } from './index-store.ts';
import { ingest } from './ingest.ts';
import { createSearch, type Search } from './search.ts';

const RETURNS = fakeArticle();
const DESCALING = fakeArticle({
  id: '2',
  title: 'Descale your kettle',
  body: '## How often\n\nDescale the kettle every two months with citric acid.\n\n## What not to use\n\nDo not use vinegar, it harms the seal.',
});
const LIMITS = fakeArticle({
  id: '3',
  title: 'Refund limits for staff',
  visibility: 'internal',
  body: 'Team leads may approve a goodwill refund of up to 80 euros.',
});
const RETOUR = fakeArticle({
  id: '1',
  locale: 'nl',
  title: 'Retourneren',
  body: 'Je kunt ongebruikte artikelen binnen 30 dagen terugsturen.',
});
const CHINESE = fakeArticle({ id: '5', locale: 'zh-cn', title: '退货', body: '您可以在三十天内退回未使用的商品。' });

describe('knowledge on a real Postgres', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>;
  let store: IndexStore;
  let search: Search;
  let source: FakeSource;
  beforeAll(async () => {
    database = await openTestDatabase(inject('postgresUrl'));
    store = createIndexStore(database);
    search = createSearch({ database });
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    source = new FakeSource([RETURNS, DESCALING, LIMITS, RETOUR, CHINESE]);
    await ingest(source, store);
  });

  async function ask(
    text: string,
    changes: Partial<Pick<SearchQuery, 'locales' | 'audience' | 'earlier'>> = {},
  ): Promise<SearchResult> {
    return search.search({ text, locales: ['en-US'], audience: 'customer', limit: 6, ...changes });
  }

  function idsOf(result: SearchResult): string[] {
    return [...new Set(result.passages.map((passage) => passage.articleId))];
  }

  /** Counts and postings must always match the passages there are. */
  async function expectConsistent(): Promise<void> {
    const { rows } = await database.pool.query(
      `select (select passages from kb_stat) - (select count(*) from kb_passage) as passages,
        (select round(total_len) from kb_stat) - (select round(coalesce(sum(len), 0)) from kb_passage) as len,
        (select sum(df) from kb_term) - (select count(*) from kb_posting) as df,
        (select count(*) from kb_posting o where not exists (select from kb_passage p where p.id = o.passage_id)) as orphans`,
    );
    expect(rows).toEqual([{ passages: 0, len: 0, df: 0, orphans: 0 }]);
  }

  it('understands a follow-up from what was said before, and not without it', async () => {
    const earlier = [
      { from: 'customer' as const, text: 'My kettle is full of scale.' },
      { from: 'staff' as const, text: 'Descale it with citric acid.' },
    ];
    expect(idsOf(await ask('And how long does that take?'))).not.toContain('2');
    expect(idsOf(await ask('And how long does that take?', { earlier }))[0]).toBe('2');
  });

  it('finds nothing internal for a customer through what staff said before', async () => {
    const earlier = [{ from: 'staff' as const, text: 'Team leads may approve a goodwill refund of up to 80 euros.' }];
    expect(idsOf(await ask('How much refund?', { earlier }))).not.toContain('3');
    expect(idsOf(await ask('How much refund?', { earlier, audience: 'staff' }))).toContain('3');
  });

  it('finds the passage with everything a citation needs', async () => {
    const { passages, answerability } = await ask('How often should I descale my kettle?');
    expect(passages[0]).toMatchObject({
      articleId: '2',
      title: 'Descale your kettle',
      locale: 'en-us',
      visibility: 'public',
      url: DESCALING.url,
      updatedAt: DESCALING.updatedAt,
    });
    expect(passages[0]?.text).toContain('every two months');
    expect(answerability).toBeGreaterThan(0);
    await expectConsistent();
  });

  it('never shows a customer an internal article, and shows staff', async () => {
    expect(idsOf(await ask('goodwill refund team leads approve 80 euros'))).not.toContain('3');
    expect(idsOf(await ask('goodwill refund team leads approve 80 euros', { audience: 'staff' }))[0]).toBe('3');
  });

  it('takes an article out of the customers’ reach the moment it becomes internal', async () => {
    source.list = source.list.map((article) =>
      article.id === '2' ? { ...article, visibility: 'internal' as const } : article,
    );
    expect(await ingest(source, store)).toMatchObject({ changed: 1, unchanged: 4 });
    expect(idsOf(await ask('descale kettle vinegar'))).not.toContain('2');
    await expectConsistent();
  });

  it('searches the languages the reader understands only', async () => {
    expect((await ask('artikelen terugsturen', { locales: ['nl-NL'] })).passages[0]?.locale).toBe('nl');
    expect((await ask('artikelen terugsturen')).passages).toEqual([]);
    expect((await ask('退回商品', { locales: ['zh'] })).passages[0]?.articleId).toBe('5');
  });

  it('replaces an old version and leaves nothing of it behind', async () => {
    source.list = source.list.map((article) =>
      article === RETURNS ? { ...article, body: 'Send it back within 45 days, in its carton.' } : article,
    );
    expect(await ingest(source, store)).toMatchObject({ added: 0, changed: 1, unchanged: 4, removed: 0 });
    const { passages } = await ask('carton unused');
    expect(passages.map((passage) => passage.text)).toEqual(['Send it back within 45 days, in its carton.']);
    await expectConsistent();
  });

  it('writes nothing when nothing changed, but follows a new date', async () => {
    const updatedAt = new Date('2026-06-01T00:00:00Z');
    source.list = source.list.map((article) => (article.id === '2' ? { ...article, updatedAt } : article));
    expect(await ingest(source, store)).toMatchObject({ added: 0, changed: 0, unchanged: 5, passages: 0 });
    expect((await ask('descale kettle')).passages[0]?.updatedAt).toEqual(updatedAt);
  });

  it('takes out what the source no longer has, and puts it back when it returns', async () => {
    source.list = source.list.filter((article) => article.id !== '2');
    expect(await ingest(source, store)).toMatchObject({ removed: 1 });
    expect(idsOf(await ask('descale kettle'))).not.toContain('2');
    await expectConsistent();
    source.list = [...source.list, DESCALING];
    expect(await ingest(source, store)).toMatchObject({ added: 1 });
    expect(idsOf(await ask('descale kettle'))[0]).toBe('2');
  });

  it('keeps everything when the source fails on the way or suddenly lists nothing', async () => {
    source.list = [];
    const report = await ingest(source, store);
    expect([report.removed, report.warnings[0]]).toEqual([0, expect.stringContaining('lists no article at all')]);
    source.list = [RETURNS];
    source.failure = new Error('help center is down');
    await expect(ingest(source, store)).rejects.toThrow('help center is down');
    expect(idsOf(await ask('descale kettle'))[0]).toBe('2');
  });

  it('leaves the old version searchable when writing breaks off in the middle, and does it right the next time', async () => {
    const changed: Article = { ...DESCALING, body: 'Descale the kettle every four weeks.' };
    source.list = source.list.map((article) => (article.id === '2' ? changed : article));
    const broken = createIndexStore({ pool: failingAt(database.pool, 'insert into kb_posting') });
    await expect(ingest(source, broken)).rejects.toThrow('its old state is untouched');
    expect((await ask('how often descale kettle')).passages[0]?.text).toContain('every two months');
    await expectConsistent();
    await ingest(source, store);
    expect((await ask('how often descale kettle')).passages[0]?.text).toContain('every four weeks');
  });

  it('lets two imports run at once', async () => {
    const other = new FakeSource(source.list.map((article) => ({ ...article, body: `${article.body} Updated.` })));
    await Promise.all([ingest(other, store), ingest(other, createIndexStore(database))]);
    await expectConsistent();
  });

  it('forgives a typing mistake in a word it does not know', async () => {
    expect(idsOf(await ask('descalling ketle'))[0]).toBe('2');
  });

  it('understands a customer’s word for the article’s word', async () => {
    expect(idsOf(await ask('can I get reimbursed', { audience: 'staff' }))[0]).toBe('3');
  });

  it('finds nothing, and says so, for small talk and for empty text', async () => {
    for (const text of ['', 'hello there', '!!!', '\u0000']) {
      expect(await ask(text)).toMatchObject({ passages: [], answerability: 0 });
    }
  });

  it('shows several articles rather than many passages of one', async () => {
    const section = (n: number): string =>
      `## Part ${n}\n\n${'Grinder burr alignment takes patience and a steady hand. '.repeat(8)}`;
    const long = fakeArticle({
      id: '9',
      title: 'Grinder burrs',
      body: Array.from({ length: 5 }, (_, n) => section(n)).join('\n\n'),
    });
    source.list = [
      ...source.list,
      long,
      fakeArticle({ id: '10', title: 'Grinder care', body: 'Brush the grinder burr weekly.' }),
    ];
    await ingest(source, store);
    const { passages } = await ask('grinder burr alignment');
    expect(passages.filter((passage) => passage.articleId === '9')).toHaveLength(2);
    expect(passages.map((passage) => passage.articleId)).toContain('10');
  });
});

type Pool = Parameters<typeof createIndexStore>[0]['pool'];

/** A pool whose connections break off at the first statement that holds these words. */
function failingAt(pool: Pool, words: string): Pool {
  async function connect(): Promise<unknown> {
    const client = await pool.connect();
    return {
      query: async (text: string, values?: unknown[]) => {
        if (text.includes(words)) throw new Error('connection lost');
        return client.query(text, values);
      },
      release: (error?: Error) => client.release(error),
    };
  }
  return { query: pool.query.bind(pool), connect } as unknown as Pool;
}
