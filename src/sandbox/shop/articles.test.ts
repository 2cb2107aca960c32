import { describe, expect, it } from 'vitest';
import { parseArticle } from './articles.ts';

const FRONT = [
  'id: 360012340099',
  'title: Clean the teapot',
  'section: Beans & tea',
  'category: Products & how-to',
  'locale: en-us',
  'visibility: public',
  'draft: false',
  'updated_at: "2026-01-02T03:04:05Z"',
  'labels: [tea]',
];

function file(extra: string[] = [], body = 'Warm water is enough.'): string {
  return ['---', ...FRONT, ...extra, '---', '', body, ''].join('\n');
}

describe('an article file', () => {
  it('becomes an article without its demo mark', () => {
    const { article, mark } = parseArticle(file(['demo: stale']), 'tea.md');
    expect(article).toEqual({
      id: 360012340099,
      title: 'Clean the teapot',
      section: 'Beans & tea',
      category: 'Products & how-to',
      locale: 'en-us',
      visibility: 'public',
      draft: false,
      updatedAt: '2026-01-02T03:04:05Z',
      labels: ['tea'],
      markdown: 'Warm water is enough.',
    });
    expect(mark).toEqual({ kind: 'stale' });
  });

  it('names the article that it contradicts', () => {
    const { mark } = parseArticle(file(['demo: contradicts:360012340001']), 'tea.md');
    expect(mark).toEqual({ kind: 'contradicts', articleId: 360012340001 });
  });

  it('keeps a ruler inside the text', () => {
    expect(parseArticle(file([], 'Above\n\n---\n\nBelow'), 'tea.md').article.markdown).toBe('Above\n\n---\n\nBelow');
  });

  it('is refused without front matter, with the file name', () => {
    expect(() => parseArticle('Just text', 'tea.md')).toThrow(/^tea\.md: begin the file with front matter/);
  });

  it('is refused with an unknown mark, with the field', () => {
    expect(() => parseArticle(file(['demo: old']), 'tea.md')).toThrow(/tea\.md: front matter is not valid[\s\S]*demo/);
  });
});
