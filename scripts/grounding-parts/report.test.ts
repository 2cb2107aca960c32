import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { judgePair, type Pair, readPairs } from './pairs.ts';
import { reportOf } from './report.ts';

const FIXTURES = join(import.meta.dirname, '..', '..', 'eval-fixtures');

describe('the report', () => {
  it('counts precision and recall of each class, and what passed as backed', () => {
    const pair: Pair = { id: '1', title: '', passage: '', sentence: '', label: 'backed' };
    const report = reportOf([
      { ...pair, verdict: 'backed' },
      { ...pair, label: 'contradicted', by: 'date', verdict: 'backed' },
      { ...pair, label: 'contradicted', by: 'date', verdict: 'contradicted' },
    ]);
    expect(report.classes.backed).toEqual({ pairs: 1, precision: 0.5, recall: 1 });
    expect(report.contradicted['date']).toEqual({ pairs: 2, recall: 0.5, passedAsBacked: 0.5 });
    expect(report.wrong).toHaveLength(1);
  });
});

describe.each(['grounding', 'grounding-held-out'])('the authored pairs of %s', (folder) => {
  it('have no wrong number or date that passes, and few alarms on what is backed', async () => {
    const report = reportOf((await readPairs(join(FIXTURES, folder))).map(judgePair));
    for (const way of ['number', 'date']) {
      expect(report.contradicted[way]?.recall).toBeGreaterThanOrEqual(0.95);
      expect(report.contradicted[way]?.passedAsBacked).toBe(0);
    }
    expect(report.classes.backed.recall).toBeGreaterThanOrEqual(0.9);
    expect(report.classes.contradicted.recall).toBeGreaterThanOrEqual(0.9);
  });
});

describe.each(['grounding-fresh', 'grounding-fresh-2'])('the harder pairs of %s', (folder) => {
  it('have no wrong number or date that passes as backed', async () => {
    const report = reportOf((await readPairs(join(FIXTURES, folder))).map(judgePair));
    for (const way of ['number', 'date']) expect(report.contradicted[way]?.passedAsBacked).toBe(0);
    expect(report.classes.backed.precision).toBeGreaterThanOrEqual(0.7);
    expect(report.classes.contradicted.precision).toBeGreaterThanOrEqual(0.9);
  });
});
