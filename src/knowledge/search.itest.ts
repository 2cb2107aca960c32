import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openTestDatabase } from '../sandbox/test-database.ts';
import { FakeSource, fakeArticle } from './article.fake.ts';
import type { FoundPassage, SearchQuery } from './article.ts';
import { CANDIDATES } from './candidates.ts';
import { createIndexStore } from './index-store.ts';
import { ingest } from './ingest.ts';
import { createSearch, type Search } from './search.ts';

const ARTICLES = [
  fakeArticle({
    id: 'de',
    locale: 'de',
    title: 'Rückgabe',
    body: 'Sie können ungenutzte Geräte binnen 30 Tagen zurückgeben.',
  }),
  fakeArticle({ id: 'en', locale: 'en-gb', title: 'Returns', body: 'You can return unused devices within 30 days.' }),
  fakeArticle({
    id: 'ja',
    locale: 'ja',
    title: '返品について',
    body: '未使用の商品は三十日以内に返品できます。送料はお客様の負担です。',
  }),
  fakeArticle({ id: 'ja2', locale: 'ja', title: '保証について', body: '保証期間は二年です。修理は無料です。' }),
  fakeArticle({ id: 'th', locale: 'th', title: 'การคืนสินค้า', body: 'คุณสามารถคืนสินค้าที่ยังไม่ได้ใช้ภายในสามสิบวัน' }),
  fakeArticle({ id: 'th2', locale: 'th', title: 'การรับประกัน', body: 'ระยะเวลารับประกันสองปี ซ่อมฟรี' }),
  fakeArticle({ id: 'zh', locale: 'zh-tw', title: '退貨', body: '您可以在三十天內退回未使用的商品。' }),
  fakeArticle({ id: 'zh2', locale: 'zh-tw', title: '保固', body: '保固期為兩年,維修免費。' }),
  fakeArticle({
    id: 'e14',
    title: 'Display shows a code',
    body: 'Code E-14 means that the water tank is empty. Fill the tank.',
  }),
  fakeArticle({
    id: 'e41',
    title: 'Display shows another code',
    body: 'Code E-41 means that the tank lid is open. Code codes: display.',
  }),
  fakeArticle({
    id: 'url',
    title: 'Where to pay',
    body: 'Pay at https://portal.example.com/billing/open_invoices at any time.',
  }),
  fakeArticle({
    id: 'staff',
    visibility: 'internal',
    title: 'Returns for staff',
    body: 'Staff may accept unused devices for 90 days.',
  }),
];

describe('what a question finds', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>;
  let search: Search;
  beforeAll(async () => {
    database = await openTestDatabase(inject('postgresUrl'));
    await ingest(new FakeSource(ARTICLES), createIndexStore(database));
    search = createSearch({ database });
  });
  afterAll(() => database.close());

  async function first(text: string, changes: Partial<SearchQuery> = {}): Promise<FoundPassage | undefined> {
    return (await search.search({ text, locales: ['en'], audience: 'customer', limit: 6, ...changes })).passages[0];
  }

  it.each([
    ['ja', '返品はできますか', 'ja'],
    ['ja', '修理は有料ですか、保証は', 'ja2'],
    ['th', 'อยากคืนสินค้าที่ซื้อมา', 'th'],
    ['th', 'ซ่อมฟรีไหม รับประกันกี่ปี', 'th2'],
    ['zh', '商品可以退回嗎', 'zh'],
    ['zh', '保固多久', 'zh2'],
    ['de', 'Kann ich das ungenutzte Gerät zurueckgeben oder zurückgeben?', 'de'],
  ])('in a language with words of its own: %s, %s', async (locale, text, id) => {
    expect((await first(text, { locales: [locale] }))?.articleId).toBe(id);
  });

  it('is in the requester’s language, whatever the region of either', async () => {
    expect((await first('return unused devices', { locales: ['en-us'] }))?.articleId).toBe('en');
    expect(await first('return unused devices', { locales: ['fr'] })).toBeUndefined();
  });

  it.each([
    ['unused devises retrun', 'en'],
    ['ungenutzte Geräte zurückgebn', 'de'],
  ])('forgives typing mistakes: %s', async (text, id) => {
    expect((await first(text, { locales: [id] }))?.articleId).toBe(id);
  });

  it.each([
    ['my display shows a code, E-14', 'e14'],
    ['my display shows a code, E-41', 'e41'],
    ['it says "the water tank is empty" on the display', 'e14'],
  ])('has the code of the question in it: %s', async (text, id) => {
    expect((await first(text))?.articleId).toBe(id);
  });

  it('is found by a word inside an address', async () => {
    expect((await first('the billing portal'))?.articleId).toBe('url');
  });

  it('can be shown in its place in the article version', async () => {
    const found = await first('display code E-14');
    const { rows } = await database.pool.query<{ content: string; version: string }>(
      `select content, version from kb_article where external_id = 'e14'`,
    );
    expect(found?.version).toBe(rows[0]?.version);
    expect(rows[0]?.content.slice(found?.charFrom, found?.charTo)).toBe(found?.text);
  });

  it('is read within the reader’s rights, which are a condition of the index itself', async () => {
    const { rows: scopes } = await database.pool.query<{ id: number }>(
      `select id from kb_scope where language = 'en' and visibility = 'public'`,
    );
    const values = [[1], [1], [true], scopes.map(({ id }) => id), 1.2, 0.01, 0.3, 200, 100, ['x'], []];
    const client = await database.pool.connect();
    try {
      // As on a large index; a table of a few rows is read whole.
      await client.query('set enable_seqscan = off; set enable_bitmapscan = off');
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${CANDIDATES}`, values);
      const conditions = rows.map((row) => row['QUERY PLAN']).filter((line) => /Index Cond: .*term_id = q/.test(line));
      expect(conditions.length).toBeGreaterThanOrEqual(2);
      for (const condition of conditions) expect(condition).toMatch(/scope = (ANY|d\.scope)/);
      expect(rows.map((row) => row['QUERY PLAN']).filter((line) => /Filter: .*scope/.test(line))).toEqual([]);
    } finally {
      client.release(true);
    }
  });
});
