import { describe, expect, it } from 'vitest';
import { fakeArticle } from '../article.fake.ts';
import { fakePassage, fakeRecord } from './case-records.fake.ts';
import type { CaseRecord } from './case-records.ts';
import { findDuplicates } from './duplicates.ts';
import { findGaps } from './gaps.ts';
import { findBrokenLinks } from './links.ts';
import { readArticle } from './read-article.ts';
import { reportHealth } from './report.ts';
import { pageOf } from './report-words.ts';
import { findUsage } from './usage.ts';
import { TASK_KINDS } from './worklist.ts';

const HOST = 'https://kettleandpine.example/hc/en-us/articles';
const NOW = new Date('2026-11-20T00:00:00Z');

describe('findBrokenLinks', () => {
  function broken(body: string, format: 'html' | 'markdown' = 'markdown'): string[] {
    const articles = [
      fakeArticle({ url: `${HOST}/1`, body, format }),
      fakeArticle({ id: '2', url: `${HOST}/2-Other` }),
    ];
    return findBrokenLinks(articles.map(readArticle)).flatMap(({ where }) => where.map(({ quote }) => quote ?? ''));
  }

  it('names the sentence with a link to an article of ours that is not there', () => {
    expect(broken(`Read this.\n\nSee [the old page](${HOST}/9-Gone).`)).toEqual(['See the old page.']);
    expect(broken('<p>See <a href="/hc/en-us/articles/9">the old page</a>.</p>', 'html')).toEqual([
      'See the old page.',
    ]);
  });

  it('says nothing of links that lead somewhere, or elsewhere', () => {
    expect(
      broken(`[a](${HOST}/2) [b](https://other.example/hc/articles/9) [c](#top) [d](mailto:x@y.example) ![e](e.html)`),
    ).toEqual([]);
  });

  it('follows links between files of a folder', () => {
    const from = (body: string) => fakeArticle({ id: 'a/one.md', url: 'a/one.md', body });
    const two = fakeArticle({ id: 'two.md', url: 'two.md' });
    const count = (body: string) => findBrokenLinks([from(body), two].map(readArticle)).length;
    expect([count('[x](../two.md#part)'), count('[x](two.md)')]).toEqual([0, 1]);
  });
});

describe('findDuplicates', () => {
  const text = Array.from({ length: 60 }, (_each, index) => `word${index}`).join(' ');

  it('groups the articles that say the same at length', () => {
    const articles = [text, `${text} and more`, `Some other thing. ${text}`, 'short'].map((body, id) =>
      fakeArticle({ id: String(id), body }),
    );
    const [task, ...others] = findDuplicates(articles.map(readArticle));
    expect(task?.where.map(({ articleId }) => articleId)).toEqual(['0', '1', '2']);
    expect(others).toEqual([]);
  });

  it('leaves translations and one article’s own repetitions alone', () => {
    const articles = [
      fakeArticle({ body: `## A\n\n${text}\n\n## B\n\n${text}` }),
      fakeArticle({ id: '2', locale: 'nl', body: text }),
    ];
    expect(findDuplicates(articles.map(readArticle))).toEqual([]);
  });
});

describe('findGaps', () => {
  function open(ticketId: number, words: string, changes: Partial<CaseRecord> = {}): CaseRecord {
    return fakeRecord({
      ticketId,
      subject: '',
      words,
      draftKind: 'handoff',
      shown: [],
      citesAnything: false,
      ...changes,
    });
  }

  it('groups what is asked about the same thing, most asked first, and proposes an article in the customers’ words', () => {
    const records = [
      open(1, 'Do you engrave names on the kettle?'),
      open(2, 'Can the kettle be engraved with a name? How much is engraving?', {
        decision: 'edit',
        finalText: 'Engraving costs 15 euros.',
      }),
      open(3, 'My crypto wallet was refused at the checkout.', {
        shown: [fakePassage({ title: 'Payment methods', cited: false })],
      }),
      fakeRecord(),
    ];
    const [engraving, crypto, ...rest] = findGaps(records, { exceptIntents: new Set(), languages: new Set(['en']) });
    expect(engraving?.proposal?.tickets.toSorted()).toEqual([1, 2]);
    expect(engraving?.proposal?.title).toMatch(/engrav.*\?$/);
    expect(engraving?.proposal?.staffAnswers).toEqual(['Engraving costs 15 euros.']);
    expect(crypto?.where[0]?.title).toBe('Payment methods');
    expect(rest).toEqual([]);
  });

  it('says where a language has no article at all', () => {
    const [task] = findGaps([open(1, 'Comment détartrer la bouilloire Tarn ?', { language: 'fr' })], {
      exceptIntents: new Set(),
      languages: new Set(['en']),
    });
    expect(task?.why.at(-1)).toContain('no article in this language (fr)');
  });

  it('counts an answer that cites nothing, but no spam and nothing that a person always answers', () => {
    const uncited = open(1, 'Is the shop open on Kings Day?', { draftKind: 'answer' });
    const spam = open(2, 'Buy links', { risks: ['spam'] });
    const legal = open(3, 'My lawyer will write', { intent: 'legal_threat' });
    const records = [uncited, spam, legal];
    expect(
      findGaps(records, { exceptIntents: new Set(['legal_threat']), languages: new Set() }).flatMap(
        ({ proposal }) => proposal?.tickets ?? [],
      ),
    ).toEqual([1]);
  });
});

describe('findUsage', () => {
  const articles = [fakeArticle(), fakeArticle({ id: '2', title: 'Never' })].map(readArticle);
  const kinds = (records: readonly CaseRecord[]) =>
    findUsage(articles, records).map(({ kind, weight }) => [kind, weight]);

  it('names what carries replies and what people keep correcting', () => {
    const edited = Array.from({ length: 4 }, (_each, at) => fakeRecord({ decision: at < 3 ? 'edit' : 'approve' }));
    expect(kinds(edited)).toEqual([
      ['disputed', 3],
      ['much_used', 4],
    ]);
  });

  it('calls something unused only after enough turns', () => {
    const uncited = fakeRecord({ shown: [fakePassage({ cited: false })] });
    expect(kinds(Array(49).fill(uncited))).toEqual([]);
    expect(kinds(Array(50).fill(uncited))).toEqual([
      ['unused', 50],
      ['unused', 0],
    ]);
  });
});

describe('the report', () => {
  const report = reportHealth({
    articles: [
      fakeArticle(),
      fakeArticle({ id: '2', body: 'Return unused items within 14 days.', updatedAt: new Date('2020-01-01') }),
    ],
    records: [],
    exceptIntents: new Set(),
    now: NOW,
  });

  it('has every list in a fixed order, also the empty ones', () => {
    expect(report.lists.map(({ kind }) => kind)).toEqual([...TASK_KINDS]);
    expect(report).toMatchObject({ articles: 2, passages: 2, turns: 0 });
  });

  it('reads as a page: what, where, why, what to do', () => {
    const page = pageOf(report);
    expect(page).toContain('Articles that contradict each other (1)');
    expect(page).toContain('at:  “Returns” (2020-01-01');
    expect(page).toContain('“Return unused items within 14 days.”');
    expect(page).toContain('do:  Find out which holds.');
    expect(page).toContain('no case history');
  });
});
