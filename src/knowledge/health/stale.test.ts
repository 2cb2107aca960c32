import { describe, expect, it } from 'vitest';
import { fakeArticle } from '../article.fake.ts';
import type { Article } from '../article.ts';
import { namedTimes } from './past-dates.ts';
import { readArticle } from './read-article.ts';
import { findStale } from './stale.ts';

const NOW = new Date('2026-11-20T00:00:00Z');

function stale(...articles: Partial<Article>[]): string[] {
  const read = articles.map((changes, index) =>
    readArticle(fakeArticle({ id: String(index), updatedAt: new Date('2024-03-01'), ...changes })),
  );
  return findStale(read, NOW).flatMap(({ where }) => where[0]?.articleId ?? []);
}

describe('findStale', () => {
  it.each([
    'Until further notice our shop is closed.',
    'A video is coming soon.',
    'We move to a new warehouse this year.',
    'From next spring there will be a second shop.',
    'Order before 24 December 2024 to get it in time.',
    'Support ends after February 29th, 2025.',
    'Blank screen on iPhone (Jan. 24th, 2022): restart the app.',
  ])('doubts “%s” when nobody has changed it since', (body) => {
    expect(stale({ body })).toEqual(['0']);
  });

  it.each([
    'The fault was fixed in May 2021.',
    'Answer as soon as possible.',
    'Bags have been recyclable since 2024.',
    'The offer ends on 1 March 2030.',
    'At the moment we ship to Europe only.',
    'Date: Mar 1, 2024',
  ])('lets “%s” stand', (body) => {
    expect(stale({ body })).toEqual([]);
  });

  it('does not doubt fresh promises, nor old articles for their age alone', () => {
    expect(stale({ body: 'A video is coming soon.', updatedAt: new Date('2026-10-01') })).toEqual([]);
    expect(stale({ updatedAt: new Date('2015-01-01') })).toEqual([]);
    expect(stale({ body: 'A video is coming soon.', updatedAt: new Date(0) })).toEqual([]);
  });

  it('doubts a title of a year that is over, but not a bulletin number', () => {
    expect(stale({ title: 'Christmas 2024: last order dates' }, { title: 'Bulletin ASEC-2024-01' })).toEqual(['0']);
    expect(stale({ title: 'Windows Server 2019' })).toEqual([]);
  });

  it('doubts what speaks of a thing that a newer article calls gone, and quotes that article', () => {
    const gone = {
      title: 'Repairs',
      body: 'The Fir 1 was last sold in 2022. The number that ended in 0100 was switched off.',
    };
    const newer = { ...gone, updatedAt: new Date('2026-01-01') };
    const about = { title: 'Fir 1 grinder', body: 'The Fir 1 is easy to clean.' };
    const phone = { title: 'Contact', body: 'Call +31 30 555 0100.' };
    const mention = { title: 'Grinders', body: 'Brushes fit the Fir 1 too.' };
    expect(stale(newer, about, phone, mention)).toEqual(['1', '2']);
    expect(stale(gone, about, phone)).toEqual([]);
  });

  it('doubts an article that says itself that its subject is gone', () => {
    const title = 'About Linux Manager';
    expect(stale({ title, body: 'Linux Manager has been deprecated.' })).toEqual(['0']);
    expect(stale({ title, body: 'Version 1 of the library has been deprecated.' })).toEqual([]);
  });
});

describe('namedTimes', () => {
  it.each([
    ['until 31 January 2023.', '2023-01-31'],
    ['on Feb. 3rd, 2024', '2024-02-03'],
    ['by the end of February 2024', '2024-02-29'],
    ['in spring 2021', '2021-05-31'],
    ['on 2022-12-24', '2022-12-24'],
  ])('reads %s', (text, day) => {
    expect(namedTimes(text).map(({ end }) => end.toISOString().slice(0, 10))).toContain(day);
  });

  it('reads no date out of a bare year or a number', () => {
    expect(namedTimes('since 2023, CVE-2023-43802, order 2024-118')).toEqual([]);
  });
});
