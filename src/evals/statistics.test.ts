import { describe, expect, it } from 'vitest';
import { auroc, bootstrapMean, calibrationError, shareDecidedAt, wilson } from './statistics.ts';

describe('wilson', () => {
  it('gives the published interval for 81 of 263', () => {
    const [low, high] = wilson(81, 263);
    expect(low).toBeCloseTo(0.2553, 3);
    expect(high).toBeCloseTo(0.3662, 3);
  });

  it('does not claim certainty after ten of ten', () => {
    expect(wilson(10, 10)[0]).toBeLessThan(0.75);
    expect(wilson(0, 0)).toEqual([0, 1]);
  });
});

describe('bootstrapMean', () => {
  it('holds zero when as many were mended as broken, and not when all were mended', () => {
    const even = bootstrapMean([1, -1, 1, -1, 0, 0, 0, 0]);
    expect(even[0]).toBeLessThan(0);
    expect(even[1]).toBeGreaterThan(0);
    expect(bootstrapMean(Array(20).fill(1))).toEqual([1, 1]);
  });

  it('gives the same interval each time', () => {
    expect(bootstrapMean([1, 0, 0, -1, 1])).toEqual(bootstrapMean([1, 0, 0, -1, 1]));
  });
});

describe('auroc', () => {
  it('is 1 for a perfect order, 0 for the reverse and a half for ties', () => {
    expect(auroc([3, 4], [1, 2])).toBe(1);
    expect(auroc([1, 2], [3, 4])).toBe(0);
    expect(auroc([5, 5], [5, 5])).toBe(0.5);
  });
});

describe('calibrationError', () => {
  it('is nothing for honest confidence and the difference for boasting', () => {
    const honest = [...Array(100).keys()].map((i) => ({ confidence: 0.8, ok: i % 5 !== 0 }));
    expect(calibrationError(honest)).toBeCloseTo(0, 6);
    expect(calibrationError(honest.map((row) => ({ ...row, confidence: 1 })))).toBeCloseTo(0.2, 6);
  });
});

describe('shareDecidedAt', () => {
  it('takes as many of the surest as keep the precision', () => {
    const rows = [true, true, true, true, false, false].map((ok, i) => ({ ok, confidence: 1 - i / 10 }));
    expect(shareDecidedAt(0.8, rows)).toBeCloseTo(5 / 6, 6);
    expect(shareDecidedAt(0.9, rows)).toBeCloseTo(4 / 6, 6);
  });
});
