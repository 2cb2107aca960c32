import { describe, expect, it } from 'vitest';
import { auroc, bestCost, costOf, qualityOf } from './measure.ts';

const GRADES = new Map([
  ['a', 2],
  ['b', 1],
]);

describe('quality of rankings', () => {
  it('is one where the best stand first', () => {
    const quality = qualityOf([{ id: '1', articles: ['a', 'b', 'x'], grades: GRADES }]);
    expect(quality).toEqual({ questions: 1, hit1: 1, hit5: 1, hit10: 1, recall5: 1, ndcg10: 1, mrr: 1 });
  });

  it('falls with the place, as worked out by hand', () => {
    const quality = qualityOf([{ id: '1', articles: ['x', 'b', 'a'], grades: GRADES }]);
    expect(quality).toMatchObject({ hit1: 0, hit5: 1, mrr: 0.5 });
    expect(quality.ndcg10).toBeCloseTo((1 / Math.log2(3) + 2 / 2) / (2 + 1 / Math.log2(3)));
  });

  it('is nothing for a miss', () => {
    expect(qualityOf([{ id: '1', articles: [], grades: GRADES }])).toMatchObject({ hit10: 0, ndcg10: 0, mrr: 0 });
  });
});

describe('a score that should tell answers from none', () => {
  it('is judged by pairs, a tie counting half', () => {
    expect(auroc([0.9, 0.5], [0.5, 0.1])).toBe(0.875);
  });

  it('costs both ways', () => {
    expect(costOf(0.5, [0.9, 0.4], [0.5, 0.1])).toEqual({
      threshold: 0.5,
      answersWithheld: 0.5,
      unanswerableLetThrough: 0.5,
    });
    expect(bestCost([0.9, 0.7], [0.5, 0.1]).threshold).toBe(0.7);
  });
});
