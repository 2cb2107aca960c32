import { describe, expect, it } from 'vitest';
import type { Candidate } from './candidates.ts';
import { rerank } from './rerank.ts';

function candidate(id: number, changes: Partial<Candidate> = {}): Candidate {
  return {
    id,
    articleKey: id,
    title: 'Something',
    headingPath: [],
    exact: 0,
    bm25: 10,
    positions: new Map(),
    ...changes,
  };
}

function term(lexeme: string): { lexeme: string; of: string; termId: number; weight: number; idf: number; df: number } {
  return { lexeme, of: lexeme, termId: 1, weight: 1, idf: 3, df: 5 };
}

const QUERY = { text: 'clean the grinder', terms: [term('clean'), term('grinder')], order: ['clean', 'grinder'] };

describe('rerank', () => {
  it('prefers words that stand together', () => {
    const near = candidate(1, {
      positions: new Map([
        ['clean', [4]],
        ['grinder', [5]],
      ]),
    });
    const far = candidate(2, {
      positions: new Map([
        ['clean', [4]],
        ['grinder', [60]],
      ]),
    });
    expect(rerank([far, near], QUERY).map((each) => each.candidate.id)).toEqual([1, 2]);
  });

  it('prefers a heading that resembles the question, over a title that does', () => {
    const heading = candidate(1, { headingPath: ['Care', 'Clean the grinder'] });
    const title = candidate(2, { title: 'Clean the grinder' });
    expect(rerank([candidate(3), title, heading], QUERY).map((each) => each.candidate.id)).toEqual([1, 2, 3]);
  });

  it('prefers a passage whose article has more to say', () => {
    const family = [candidate(1, { articleKey: 7 }), candidate(2, { articleKey: 7, bm25: 9 })];
    expect(rerank([candidate(3), ...family], QUERY)[0]?.candidate.id).toBe(1);
  });

  it('keeps the same order for the same scores', () => {
    expect(rerank([candidate(2), candidate(1)], QUERY).map((each) => each.candidate.id)).toEqual([1, 2]);
  });

  it('does not take one thing said in two words for two things', () => {
    const query = { text: 'refund', terms: [term('refund'), { ...term('reimburs'), of: 'refund' }], order: ['refund'] };
    const words = (...lexemes: string[]) => new Map(lexemes.map((lexeme, at) => [lexeme, [at + 1]]));
    const both = candidate(1, { bm25: 11, positions: words('refund', 'reimburs') });
    const once = candidate(2, { bm25: 10, positions: words('refund') });
    expect(rerank([both, once], query)[0]?.candidate.id).toBe(2);
  });

  it('prefers what has the code of the question in it', () => {
    expect(rerank([candidate(1, { bm25: 11 }), candidate(2, { exact: 1 })], QUERY)[0]?.candidate.id).toBe(2);
  });
});
