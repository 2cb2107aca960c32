import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeAccount } from './account.fake.ts';

let account: FakeAccount;

beforeEach(async () => {
  account = await FakeAccount.start();
});

afterEach(async () => {
  await account.sandbox.close();
});

const titles = (body: { articles: { title: string }[] }) => body.articles.map((article) => article.title);

describe('Help Center', () => {
  it('lists all articles, or those of one locale', async () => {
    const all = (await account.call('GET', '/help_center/articles.json')).body;
    expect(titles(all)).toEqual(['Returns and refunds', 'Refund exceptions', 'Retourneren']);
    expect(titles((await account.call('GET', '/help_center/nl/articles.json')).body)).toEqual(['Retourneren']);
  });

  it('says who may read: null for everyone, the staff segment otherwise', async () => {
    const { articles } = (await account.call('GET', '/help_center/articles.json')).body;
    const { user_segments } = (await account.call('GET', '/help_center/user_segments.json')).body;
    const staff = user_segments.find((segment: { user_type: string }) => segment.user_type === 'staff');
    expect(articles.map((article: { user_segment_id: number | null }) => article.user_segment_id)).toEqual([
      null,
      staff.id,
      null,
    ]);
  });

  it('pages by cursor without losing any', async () => {
    const first = (await account.call('GET', '/help_center/articles.json?page[size]=2')).body;
    const next = (await account.call('GET', first.links.next.replace(`${account.sandbox.url}/api/v2`, ''))).body;
    expect([...titles(first), ...titles(next)]).toHaveLength(3);
    expect(next.links.next).toBeNull();
  });

  it('gives what changed since a time', async () => {
    const start = Date.parse('2026-03-15T00:00:00Z') / 1_000;
    const { body } = await account.call('GET', `/help_center/incremental/articles.json?start_time=${start}`);
    expect(titles(body)).toEqual(['Refund exceptions', 'Retourneren']);
    expect(body.end_time).toBe(Date.parse('2026-05-01T09:00:00Z') / 1_000);
  });

  it('links to a page that exists, and its headings have anchors', async () => {
    const { article } = (await account.call('GET', '/help_center/en-us/articles/360012340001.json')).body;
    expect(article.body).toContain('<h2 id="h_who-pays">');
    const page = await fetch(article.html_url);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  });

  it('searches with marked snippets', async () => {
    const { body } = await account.call('GET', '/help_center/articles/search.json?query=days');
    expect(body.results[0].snippet).toContain('<em>days</em>');
  });
});
