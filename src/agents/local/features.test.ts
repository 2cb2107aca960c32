import { describe, expect, it } from 'vitest';
import { countsOf, learnVocabulary, wordsOf } from './features.ts';

describe('wordsOf', () => {
  it('folds case, accents and apostrophes and hides which number it was', () => {
    expect(wordsOf("Où est ma commande 1042? I can't wait")).toEqual([
      'ou',
      'est',
      'ma',
      'commande',
      '#4',
      'i',
      'cant',
      'wait',
    ]);
  });
});

describe('countsOf', () => {
  it('lets words of five languages stand for one concept', () => {
    for (const word of ['purchase', 'Bestellung', 'bestelling', 'commande', 'pedido']) {
      expect([...countsOf(word).keys()], word).toContain('c:order');
    }
  });
});

describe('learnVocabulary', () => {
  const rows = ['my refund is late', 'my parcel is late', 'cancel my order'].map(countsOf);
  const vocabulary = learnVocabulary(rows);

  it('gives words, concepts and letters their share, however many there are of each', () => {
    const { values } = vocabulary.vectorOf(countsOf('my refund'));
    expect(values.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(0.6 ** 2 + 0.6 ** 2 + 0.6 ** 2, 5);
  });

  it('ignores what it has never seen', () => {
    expect(vocabulary.vectorOf(countsOf('qqq zzz')).ids).toHaveLength(0);
  });

  it('recognises a misspelt word by its letters', () => {
    const names = [...vocabulary.vectorOf(countsOf('refundd')).ids].map((id) => vocabulary.names[id]);
    expect(names).toContain('l:efund');
  });
});
