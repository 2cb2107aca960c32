import { describe, expect, it } from 'vitest';
import { type LabelledText, trainClassifier } from './classifier.ts';

const EXAMPLES: Record<string, string[]> = {
  order_status: [
    'where is my order',
    'when will my parcel arrive',
    'track my package please',
    'has my order been shipped yet',
    'what is the delivery date of my order',
    'any news about my parcel',
  ],
  refund: [
    'I want my money back',
    'please refund me',
    'how do I get a refund',
    'refund for a broken grinder',
    'can I return this and get my money',
    'when is my refund paid out',
  ],
  login: [
    'I cannot log in',
    'my password does not work',
    'reset my password please',
    'the login page says wrong password',
    'I forgot my password',
    'locked out of my account',
  ],
  invoice: [
    'send me the invoice',
    'I need a VAT invoice',
    'the invoice has the wrong company name',
    'where can I download my invoice',
    'invoice for my bookkeeper',
    'can you resend the invoice as a PDF',
  ],
};
const ROWS: LabelledText[] = Object.entries(EXAMPLES).flatMap(([label, texts]) =>
  texts.map((text) => ({ text, label })),
);
const BACKGROUND = [
  'Hello there',
  'Kind regards',
  'Thanks in advance',
  'I hope you are well',
  'Sent from my phone',
  'Dear team',
];

describe('trainClassifier', () => {
  const classifier = trainClassifier(ROWS, { background: BACKGROUND });

  it.each([
    ['order_status', 'has my parcel been shipped'],
    ['refund', 'give me a refund for the kettle'],
    ['login', 'pasword doesnt work'],
    ['invoice', 'need the invoice with VAT'],
  ])('knows %s in words it has not seen in this order', (label, text) => {
    expect(classifier.score(text).ranked[0]?.label).toBe(label);
  });

  it('knows a greeting from a request', () => {
    expect(classifier.score('Hello there team, kind regards').background).toBeGreaterThan(
      classifier.score('where is my order').background,
    );
  });

  it('thinks a foreign question less likely to belong than a known one', () => {
    expect(classifier.score('what is the capital of Peru').inScope).toBeLessThan(
      classifier.score('where is my order').inScope,
    );
  });

  it('names the words that spoke for an intent', () => {
    expect(classifier.evidence('I forgot my password again', 'login').join(' ')).toContain('password');
    expect(classifier.evidence('where is it', 'no_such_label')).toEqual([]);
  });

  it('gives the same answer each time it is trained', () => {
    const again = trainClassifier(ROWS, { background: BACKGROUND });
    expect(again.score('refund please')).toEqual(classifier.score('refund please'));
  });

  it('ranks probabilities that leave the rest to "says nothing"', () => {
    const { ranked, background } = classifier.score('where is my invoice');
    const sum = ranked.reduce((total, { confidence }) => total + confidence, background);
    expect(sum).toBeCloseTo(1, 6);
    expect(ranked.map(({ confidence }) => confidence)).toEqual(
      ranked.map(({ confidence }) => confidence).toSorted((a, b) => b - a),
    );
  });

  it('says what is wrong when there is only one intent', () => {
    expect(() => trainClassifier(ROWS.slice(0, 3), { background: [] })).toThrow('at least two intents');
  });
});
