import { describe, expect, it } from 'vitest';
import { fakeArticle } from './article.fake.ts';
import { cutArticle, MOST_WORDS } from './chunk.ts';
import { countWords } from './words.ts';

function words(count: number, word = 'kettle'): string {
  return `${Array.from({ length: count }, () => word).join(' ')}.`;
}

describe('cutArticle', () => {
  it('cuts at headings, keeps their path and finds each passage again by its offsets', () => {
    const body = `${words(60)}\n\n## Send back\n\n${words(60)}\n\n### Fees\n\n${words(60)}\n\n## Other\n\n${words(60)}`;
    const { passages, content } = cutArticle(fakeArticle({ body }));
    expect(passages.map((passage) => passage.headingPath)).toEqual([
      [],
      ['Send back'],
      ['Send back', 'Fees'],
      ['Other'],
    ]);
    expect(passages[2]?.anchor).toBe('fees');
    for (const passage of passages) expect(content.slice(passage.charFrom, passage.charTo)).toBe(passage.text);
  });

  it('joins sections that are too short to stand alone', () => {
    const body = `## A\n\n${words(10)}\n\n## B\n\n${words(10)}\n\n## C\n\n${words(100)}`;
    const { passages } = cutArticle(fakeArticle({ body }));
    expect(passages).toHaveLength(1);
    expect(passages[0]?.text).toContain('B\n\n');
  });

  it('keeps a list whole and cuts long sections between blocks', () => {
    const list = Array.from({ length: 30 }, (_, n) => `${n + 1}. ${words(8)}`).join('\n');
    const { passages } = cutArticle(fakeArticle({ body: `${words(150)}\n\n${list}\n\n${words(120)}` }));
    expect(
      passages.filter((passage) => passage.text.includes('1. ')).map((passage) => passage.text.includes('30. ')),
    ).toEqual([true]);
  });

  it('cuts even one endless paragraph, and loses none of its words', () => {
    const body = Array.from({ length: 100 }, (_, n) => `Sentence ${n} has a few words in it.`).join(' ');
    const { passages } = cutArticle(fakeArticle({ body }));
    expect(passages.length).toBeGreaterThan(1);
    expect(passages.every((passage) => countWords(passage.text) <= MOST_WORDS)).toBe(true);
    expect(passages.map((passage) => passage.text).join(' ')).toBe(body);
  });

  it('cuts a very long list between items', () => {
    const body = Array.from({ length: 200 }, (_, n) => `- item ${n} ${words(4)}`).join('\n');
    const { passages } = cutArticle(fakeArticle({ body }));
    expect(passages.length).toBeGreaterThan(1);
    expect(passages.every((passage) => passage.text.startsWith('- item'))).toBe(true);
  });

  it('gives the same version for the same text only', () => {
    const version = (body: string): string => cutArticle(fakeArticle({ body })).version;
    expect(version('Same **text**')).toBe(version('Same text'));
    expect(version('Same text')).not.toBe(version('Other text'));
  });

  it('gives no passage for an article without text', () => {
    expect(cutArticle(fakeArticle({ body: '![picture](a.png)\n' })).passages).toEqual([]);
  });
});
