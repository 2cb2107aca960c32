import { existsSync } from 'node:fs';
import { marked } from 'marked';
import { describe, expect, it } from 'vitest';
import { type DemoMark, loadMarkedArticles } from '../../sandbox/shop/articles.ts';
import type { Article } from '../article.ts';
import { createFilesSource } from '../sources/files.ts';
import { findContradictions } from './contradictions.ts';
import { readArticle } from './read-article.ts';
import { findStale } from './stale.ts';

const NOW = new Date('2026-11-20T00:00:00Z');
const HELP_CENTER = new URL('../../../../shared/data/helpcenter/articles.jsonl', import.meta.url).pathname;
const ALSO_AT = '/work/shared/data/helpcenter/articles.jsonl';
const helpCenter = [HELP_CENTER, ALSO_AT].find((path) => existsSync(path));

/** As the help center gives them, or as they lie in the folder. */
async function shopArticles(format: Article['format']): Promise<{ articles: Article[]; marks: Map<string, DemoMark> }> {
  const all = await loadMarkedArticles();
  const articles = all.map(({ article }) => ({
    id: String(article.id),
    source: 'help-center',
    title: article.title,
    locale: article.locale,
    visibility: article.visibility === 'public' ? ('public' as const) : ('internal' as const),
    section: article.section,
    url: `https://kettleandpine.example/hc/${article.locale}/articles/${article.id}`,
    format,
    body: format === 'html' ? marked.parse(article.markdown, { async: false }) : article.markdown,
    updatedAt: new Date(article.updatedAt),
  }));
  return { articles, marks: new Map(all.flatMap(({ article, mark }) => (mark ? [[String(article.id), mark]] : []))) };
}

describe.each(['html', 'markdown'] as const)('the planted faults of the demo shop, as %s', (format) => {
  it('are all found: the stale articles, and nothing else is called stale', async () => {
    const { articles, marks } = await shopArticles(format);
    const found = findStale(articles.map(readArticle), NOW).map(({ where }) => where[0]?.articleId);
    const planted = [...marks].filter(([, { kind }]) => kind === 'stale').map(([id]) => id);
    expect(found.sort()).toEqual(planted.sort());
    expect(planted).toHaveLength(4);
  });

  it('are all found: both contradictions, the newer article first, and no other', async () => {
    const { articles, marks } = await shopArticles(format);
    const found = findContradictions(articles.map(readArticle)).map(({ where }) =>
      where.map(({ articleId }) => articleId),
    );
    const planted = [...marks].flatMap(([id, mark]) =>
      mark.kind === 'contradicts' ? [[String(mark.articleId), id]] : [],
    );
    expect(found.sort()).toEqual(planted.sort());
    expect(planted).toHaveLength(2);
  });
});

describe.skipIf(helpCenter === undefined)(
  'the 403 articles of a real help center (skipped without ../shared/data)',
  () => {
    it('give no contradiction and only what a reader called stale', async () => {
      const articles = await Array.fromAsync(createFilesSource({ path: helpCenter ?? '' }).articles());
      const read = articles.map(readArticle);
      expect(findContradictions(read)).toEqual([]);
      // Each was read: a deadline of February 2024, a feature that was shut down, and two notices of 2022 and 2021.
      expect(
        findStale(read, NOW)
          .map(({ where }) => where[0]?.articleId)
          .sort(),
      ).toEqual(['12351845223836', '16853355736732', '4409281859986', '4409561973010']);
      // Three seconds on a quiet machine; a busy one must not fail it.
    }, 90_000);
  },
);
