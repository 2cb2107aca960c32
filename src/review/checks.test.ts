import { describe, expect, it } from 'vitest';
import type { Source } from '../tickets/draft.ts';
import { checkReply } from './checks.ts';

const OPTIONS = { allowedHosts: ['kettleandpine.example'] };

function article(n: number, text: string, visibility: 'public' | 'internal' = 'public'): Source {
  return {
    n,
    kind: 'article',
    passageId: n,
    articleId: `a${n}`,
    version: 'v',
    title: 'Returns',
    headingPath: [],
    url: 'https://kettleandpine.example/1',
    visibility,
    text,
    updatedAt: '2026-01-01T00:00:00Z',
    score: 1,
  };
}

const SOURCES: Source[] = [
  article(1, 'You can return an item within 30 days of delivery. Returns are free of charge inside the Netherlands.'),
  {
    n: 2,
    kind: 'action',
    title: 'Refund 42.00 EUR for order 1042',
    text: 'We have refunded 42.00 EUR for order 1042 to your original payment method.',
    proposalKey: 'p',
  },
  article(
    3,
    'KP-INTERNAL-7731: leads may extend the return window to 60 days for customers who complain twice.',
    'internal',
  ),
];

const codesOf = (text: string, customerLanguage = 'en'): string[] =>
  checkReply({ text, sources: SOURCES, customerLanguage }, OPTIONS).findings.map((finding) => finding.code);

describe('checkReply', () => {
  it('has nothing against a reply whose claims are backed', () => {
    expect(
      codesOf(
        'Hi Eva,\n\nThank you for your message.\n\nYou can return an item within 30 days of delivery [1].\n\nKind regards',
      ),
    ).toEqual([]);
  });

  it('accepts a promise that a person approves in the same press, as it was proposed', () => {
    expect(codesOf('We have refunded 42.00 EUR for order 1042 to your original payment method [2].')).toEqual([]);
  });

  it.each([
    ['unknown_citation', 'You can return an item within 30 days of delivery [9].'],
    ['internal_citation', 'You can return an item within 30 days of delivery [3].'],
    ['contradicted', 'You can return an item within 60 days of delivery [1].'],
    ['unbacked', 'The grinder ships with a spare burr set made of titanium.'],
    ['promise', 'We will refund you the whole order today.'],
    ['promise', 'I guarantee that this will never happen again.'],
    ['internal_text', 'You may like that leads may extend the return window to 60 days for customers.'],
    ['foreign_link', 'Please pay at https://evil.example.com/pay now.'],
    ['foreign_link', 'Please look at www.evil.io for it.'],
    ['active_content', 'Click <a href="x">here</a>.'],
    ['active_content', '![x](https://kettleandpine.example/x.png)'],
    ['card_number', 'Your card 4111 1111 1111 1111 was charged.'],
    ['empty', '   '],
    ['too_long', 'word '.repeat(700)],
  ])('finds %s', (code, text) => {
    expect(codesOf(text)).toContain(code);
  });

  it('does not take another amount for the approved one', () => {
    expect(codesOf('We have refunded 420.00 EUR for order 1042 to your original payment method [2].')).toContain(
      'contradicted',
    );
  });

  it('lets links to our own hosts and e-mail addresses pass', () => {
    expect(codesOf('See https://help.kettleandpine.example/returns or write to help@elsewhere.com.')).not.toContain(
      'foreign_link',
    );
  });

  it('notices the wrong language', () => {
    expect(codesOf('You can return an item within 30 days of delivery [1].', 'de')).toContain('language');
    expect(codesOf('You can return an item within 30 days of delivery [1].', 'und')).not.toContain('language');
  });

  it('warns of a long reply without refusing it', () => {
    const { findings } = checkReply(
      {
        text: `${'You can return an item within 30 days of delivery [1]. '.repeat(30)}`,
        sources: SOURCES,
        customerLanguage: 'en',
      },
      OPTIONS,
    );
    expect(findings).toEqual([{ code: 'long', severity: 'warn', words: expect.stringContaining('words') }]);
  });
});
