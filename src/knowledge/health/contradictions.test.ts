import { describe, expect, it } from 'vitest';
import { fakeArticle } from '../article.fake.ts';
import { findContradictions } from './contradictions.ts';
import { readArticle } from './read-article.ts';

function between(first: string, second: string, titles: readonly string[] = ['About us', 'Questions']): boolean {
  const articles = [first, second].map((body, index) =>
    fakeArticle({ id: String(index), title: titles[index] ?? '', body }),
  );
  return findContradictions(articles.map(readArticle)).length > 0;
}

describe('findContradictions', () => {
  it.each([
    [
      'A gift card is valid for 3 years from the day of purchase.',
      'Gift cards are valid for two years after purchase.',
      ['Gift cards', 'About gift cards'],
    ],
    [
      'A repair takes up to 10 working days after the machine has arrived.',
      'Repairs take 15 working days after the machine arrives.',
      ['Repairs', 'Our repair service'],
    ],
    [
      'You can cancel an order yourself within 60 minutes of placing it.',
      'An order can be cancelled within 2 hours of placing it.',
      ['Cancel an order', 'About orders'],
    ],
    ['Our phone line is open Monday to Friday from 10:00.', 'The phone line is open Monday to Friday from 9:00.'],
    ['Members get 5% off gear and filters.', 'Members get 10% off gear and filters.'],
    ['You can skip up to 3 boxes in a row.', 'You can skip up to 5 boxes in a row.'],
    ['Electric gear has 2 years of warranty.', 'All electric gear has a warranty of 3 years.'],
    ['Opened bags of beans or tea cannot be returned.', 'Opened bags of beans and tea can be returned.'],
    ['Express delivery to Spain costs €9.95.', 'Express delivery to Spain costs 12.95 EUR.'],
  ])(
    'finds that “%s” and “%s” cannot both hold',
    (first, second, titles: readonly string[] = ['About us', 'Questions']) => {
      expect(between(first, second, titles)).toBe(true);
    },
  );

  it.each([
    [
      'the same number in other words',
      'Returns are accepted within two weeks of delivery.',
      'Returns are accepted within 14 days of delivery.',
    ],
    [
      'the end of a range',
      'Standard delivery takes 3-5 working days.',
      'Standard delivery takes up to 5 working days.',
    ],
    ['two products', 'The battery of the Moss Scale lasts 30 hours.', 'The battery of the Tarn Lamp lasts 12 hours.'],
    ['two countries', 'Standard delivery to Spain costs €9.95.', 'Standard delivery to Italy costs €12.95.'],
    ['another matter', 'Write to us within 7 days of delivery.', 'You can return an item within 30 days of delivery.'],
    ['other units', 'Parcels arrive within 5 days of dispatch.', 'Parcels arrive within 3 working days of dispatch.'],
    [
      'a question',
      'Can parcels be returned within 14 days of delivery?',
      'Parcels can be returned within 30 days of delivery.',
    ],
    ['versions', 'The board selector is not available in IDE 1.', 'The board selector is only available in IDE 2.'],
  ])('leaves %s alone', (_why, first, second) => {
    expect(between(first, second)).toBe(false);
  });

  it('takes many values for one sentence for a family of products', () => {
    const fees = ['$6', '$22', '$30', '$45'].map((fee, id) =>
      fakeArticle({
        id: String(id),
        title: ['Fees', 'Costs', 'Prices', 'Questions'][id] ?? '',
        body: `The monthly maintenance fee is ${fee}.`,
      }),
    );
    expect(findContradictions(fees.map(readArticle))).toEqual([]);
    expect(findContradictions(fees.slice(2).map(readArticle))).toHaveLength(1);
  });

  it('takes titles from one template for two things', () => {
    const fees = (title: string, fee: string) =>
      fakeArticle({ id: fee, title, body: `The monthly maintenance fee is ${fee}.` });
    const [blue, light] = [
      fees('Blue Account: fees and limits', '$6'),
      fees('Light Blue Account: fees and limits', '$9'),
    ];
    expect(findContradictions([blue, light].map(readArticle))).toEqual([]);
  });

  it('is not misled by titles in which every word has a capital', () => {
    expect(
      between('Return items within 30 days of delivery.', 'Return items within 14 days of delivery.', [
        'Return Policy',
        'About Returns Overview',
      ]),
    ).toBe(true);
  });

  it('knows what the title names, also by its first word', () => {
    const card = (name: string, fee: string, id: string) =>
      fakeArticle({
        id,
        title: `${name} card fees`,
        body: `With the ${name} card you save. The monthly fee is ${fee} for everybody.`,
      });
    expect(findContradictions([card('Gold', '$6', '1'), card('Silver', '$9', '2')].map(readArticle))).toEqual([]);
  });

  it('compares languages among themselves only', () => {
    const german = fakeArticle({ id: '2', locale: 'de', body: 'Return unused items within 14 days.' });
    expect(findContradictions([fakeArticle(), german].map(readArticle))).toEqual([]);
  });

  it('quotes both sides, newest first, with what to do', () => {
    const old = fakeArticle({ id: 'old', title: 'Returns', updatedAt: new Date('2023-01-01') });
    const fresh = fakeArticle({
      id: 'new',
      title: 'Return an item',
      body: '## When?\n\nYou can return unused items within 14 days.',
    });
    const [task] = findContradictions([old, fresh].map(readArticle));
    expect(task?.where.map(({ articleId, heading, quote }) => [articleId, heading, quote])).toEqual([
      ['new', 'When?', 'You can return unused items within 14 days.'],
      ['old', null, 'You can return unused items within 30 days.'],
    ]);
    expect(task?.todo).toContain('“Return an item” was changed later');
  });
});
