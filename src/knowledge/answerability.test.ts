import { describe, expect, it } from 'vitest';
import { answerability, answerabilityFeatures } from './answerability.ts';
import type { AnalysedQuery } from './query-terms.ts';
import type { RankedPassage } from './rerank.ts';

const QUERY: AnalysedQuery = {
  terms: [
    { lexeme: 'descal', of: 'descal', termId: 1, weight: 1, idf: 5, df: 2 },
    { lexeme: 'kettl', of: 'kettl', termId: 2, weight: 1, idf: 2, df: 40 },
  ],
  concepts: [
    { lexeme: 'descal', idf: 5, count: 1 },
    { lexeme: 'kettl', idf: 2, count: 1 },
    { lexeme: 'ipad', idf: 6, count: 1 },
  ],
  order: ['descal', 'kettl', 'ipad'],
  passages: 400,
  averageLength: 100,
};

function ranked(score: number, words: Record<string, number[]>): RankedPassage {
  const candidate = {
    id: 1,
    articleKey: 1,
    title: '',
    headingPath: [],
    exact: 0,
    bm25: score,
    positions: new Map(Object.entries(words)),
  };
  return { candidate, score, resemblance: 0 };
}

describe('answerability', () => {
  it('is nothing when nothing was found', () => {
    expect(answerability(answerabilityFeatures(QUERY, []))).toBe(0);
  });

  it('counts a word that no article has as not covered', () => {
    const features = answerabilityFeatures(QUERY, [ranked(20, { descal: [1], kettl: [2] })]);
    expect(features.coverage).toBeCloseTo(7 / 13);
  });

  it('trusts a passage about the matter more than one that mentions it', () => {
    const about = answerabilityFeatures(QUERY, [ranked(20, { descal: [1], kettl: [2] })]);
    const mentions = answerabilityFeatures(QUERY, [ranked(20, { descal: [90], kettl: [95] })]);
    expect(answerability(about)).toBeGreaterThan(answerability(mentions));
  });

  it('trusts a clear winner more than one of many', () => {
    const words = { descal: [1], kettl: [2] };
    const alone = answerabilityFeatures(QUERY, [
      ranked(20, words),
      ...Array.from({ length: 9 }, () => ranked(4, words)),
    ]);
    const crowd = answerabilityFeatures(
      QUERY,
      Array.from({ length: 10 }, () => ranked(20, words)),
    );
    expect(answerability(alone)).toBeGreaterThan(answerability(crowd));
  });
});
