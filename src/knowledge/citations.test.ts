import { describe, expect, it } from 'vitest';
import type { Source } from '../tickets/draft.ts';
import { judgeSentences } from './citations.ts';

function article(n: number, text: string, title = 'Returns'): Source {
  const place = {
    passageId: n,
    articleId: `a${n}`,
    version: 'v1',
    title,
    headingPath: [],
    url: 'https://kettleandpine.example',
  };
  return { n, kind: 'article', ...place, visibility: 'public', text, updatedAt: '2026-01-01', score: 1 };
}

const SOURCES: Source[] = [
  article(
    1,
    'You can return unused items within 30 days of delivery. Refunds take up to 14 days. Gift cards cannot be returned. Shipping to Germany costs €4.95 and takes 3-5 business days. Opened grinders are accepted, but we charge a 10% restocking fee.',
  ),
  {
    n: 2,
    kind: 'action',
    title: 'Refund',
    text: 'Refund of EUR 18.50 for order KP-1042 to the original payment method.',
    proposalKey: 'k',
  },
  {
    n: 3,
    kind: 'record',
    title: 'Order KP-1042',
    text: 'Order KP-1042 was shipped on 12 March 2026 with DHL.',
    asOf: '2026-03-14',
  },
  article(
    4,
    'Descale the pump every two months. Do not use vinegar. Members get 1,500 interactions per month.',
    'Care',
  ),
];

function stateOf(sentence: string): string | undefined {
  return judgeSentences(sentence, SOURCES)[0]?.state;
}

describe('judgeSentences', () => {
  it('names the citations of each sentence', () => {
    const [first, second] = judgeSentences('Return it within 30 days [1]. Descale the pump [4][1].', SOURCES);
    expect(first?.citations).toEqual([1]);
    expect(second?.citations).toEqual([4, 1]);
  });

  it.each([
    'You can return unused items within 30 days [1].',
    'You have 30 days from delivery to return unused items [1].',
    'Refunds take up to two weeks. [1]',
    "Gift cards can't be returned [1].",
    'Shipping to Germany costs 4,95 EUR [1] and takes 3 to 5 business days [1].',
    'Opened grinders are accepted [1].',
    '1. Descale the pump every 2 months. [4]',
    'Your order KP-1042 was shipped on March 12 with DHL [3].',
    'We have refunded €18.50 for order KP-1042 [2].',
    'You can return unused items within 30 days, and descale the pump every two months [1][4].',
  ])('is backed: %s', (sentence) => {
    expect(stateOf(sentence)).toBe('backed');
  });

  it.each([
    'You can return unused items within 60 days [1].',
    'You can return unused items within 14 days of delivery [1].',
    'Gift cards can be returned [1].',
    'Opened grinders are not accepted [1].',
    'There is a 15% restocking fee for opened grinders [1].',
    'You can use vinegar for the pump [4].',
    'Members get 500 interactions per month [4].',
    'Your order KP-1042 was shipped on 13 March with DHL [3].',
    'We have refunded €80.50 for order KP-1042 [2].',
  ])('is contradicted: %s', (sentence) => {
    expect(stateOf(sentence)).toBe('contradicted');
  });

  it.each([
    'You can return unused items within 30 days.',
    'You can return unused items within 30 days [9].',
    'The moon is made of cheese [1].',
    'Shipping to Norway costs €4.95 [1].',
    'Your order KP-1042 was shipped with UPS [3].',
    'We have refunded €18.50 for order KP-9999 [2].',
    'We have refunded your order [2].',
    'I have passed this to a colleague, who will reply within 2 hours.',
    'Did you know that refunds take 90 days?',
    'Thank you, your refund is on its way.',
    'We have descaled your pump [4].',
  ])('is unbacked: %s', (sentence) => {
    expect(stateOf(sentence)).toBe('unbacked');
  });

  it.each([
    'Hi Anna,',
    'Thanks for getting in touch!',
    'I have passed this to a colleague, who will reply here.',
    'Kind regards,',
    'The Kettle & Pine team',
  ])('is courtesy: %s', (sentence) => {
    expect(stateOf(sentence)).toBe('courtesy');
  });

  it('lets a question pass that claims nothing', () => {
    expect(stateOf('Could you tell us your order number?')).toBe('question');
  });

  it('does not let an action vouch for more than it does', () => {
    expect(stateOf('We have refunded €18.50 for order KP-1042 and sent you a new grinder within 3 days [2].')).toBe(
      'unbacked',
    );
  });

  describe('on a page of questions and answers', () => {
    const page = [
      article(
        1,
        'Do you store my card? No. We do not store card numbers. Permits are sent by post, never by e-mail. The Aria grinder has a warranty of 3 years. The Nova grinder has a warranty of 1 year. Doors open at 19:00 and the concert starts at 20:30. Only descale it for half an hour when it is cold. We pay the postage if the blender is faulty.',
        'Is my card number safe?',
      ),
    ];

    it.each([
      ['We do not store card numbers [1].', 'backed'],
      ['We store card numbers [1].', 'contradicted'],
      ['No [1].', 'unbacked'],
      ['Permits are sent by e-mail [1].', 'contradicted'],
      ['Permits are sent by post [1].', 'backed'],
      ['The Aria grinder has a warranty of three years [1].', 'backed'],
      ['The Aria grinder has a warranty of 1 year [1].', 'contradicted'],
      ['The Nova grinder has a warranty of 3 years [1].', 'contradicted'],
      ['The concert starts at 8:30 pm [1].', 'backed'],
      ['The concert starts at 9:30 pm [1].', 'contradicted'],
      ['Only descale it for 30 minutes when it is cold [1].', 'backed'],
      ['Only descale it when it is hot [1].', 'contradicted'],
      ['We pay the postage if you changed your mind [1].', 'unbacked'],
      ['We pay the postage if the blender is faulty [1].', 'backed'],
    ])('%s is %s', (sentence, state) => {
      expect(judgeSentences(sentence, page)[0]?.state).toBe(state);
    });
  });
});
