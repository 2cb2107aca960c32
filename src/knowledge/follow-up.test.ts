import { describe, expect, it } from 'vitest';
import type { EarlierTurn } from './article.ts';
import { weighTurns, withEarlier } from './follow-up.ts';
import type { AnalysedQuery } from './query-terms.ts';

function query(...lexemes: string[]): AnalysedQuery {
  const terms = lexemes.map((lexeme) => ({ lexeme, of: lexeme, termId: lexeme.length, weight: 1, idf: 2, df: 3 }));
  const concepts = lexemes.map((lexeme) => ({ lexeme, idf: 2, count: 1 }));
  return { terms, concepts, order: lexemes, passages: 100, averageLength: 50 };
}

function turns(count: number): EarlierTurn[] {
  return Array.from({ length: count }, (_, at) => ({ from: at % 2 === 0 ? 'customer' : 'staff', text: `turn ${at}` }));
}

describe('what was said before', () => {
  it('counts less the longer ago it was, and less from staff', () => {
    const weights = weighTurns(turns(4)).map(({ weight }) => weight);
    expect(weights[1]).toBeGreaterThan(weights[0] ?? 1);
    expect(weights[3]).toBeLessThan(weights[1] ?? 0);
  });

  it('is looked at for a few turns only, newest first', () => {
    const weighed = weighTurns(turns(20));
    expect(weighed).toHaveLength(6);
    expect(weighed[0]?.text).toBe('turn 19');
  });

  it('changes nothing in a first message', () => {
    const newest = query('kettle');
    expect(withEarlier(newest, [])).toBe(newest);
  });

  it('adds the words that a follow-up leaves out, lighter than its own', () => {
    const { terms, concepts, order } = withEarlier(query('long'), [{ query: query('warranty', 'long'), weight: 0.3 }]);
    expect(terms.map(({ lexeme, weight }) => [lexeme, weight])).toEqual([
      ['long', 1.3],
      ['warranty', 0.3],
    ]);
    expect([concepts.map(({ lexeme }) => lexeme), order]).toEqual([['long'], ['long']]);
  });

  it('says what an answer must speak of when the newest words name nothing', () => {
    const { concepts } = withEarlier(query(), [{ query: query('warranty'), weight: 0.3 }]);
    expect(concepts.map(({ lexeme }) => lexeme)).toEqual(['warranty']);
  });

  it('is told apart from the newest words, so that it does not count as evidence', () => {
    const { ownShare } = withEarlier(query('long'), [{ query: query('warranty'), weight: 0.25 }]);
    expect(ownShare).toBeCloseTo(0.8);
  });

  it('never makes an earlier word outweigh one of the newest message', () => {
    const before = Array.from({ length: 6 }, () => ({ query: query('warranty'), weight: 0.9 }));
    expect(withEarlier(query('long'), before).terms.map(({ weight }) => weight)).toEqual([1, 1]);
  });
});
