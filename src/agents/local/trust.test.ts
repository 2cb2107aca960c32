import { describe, expect, it } from 'vitest';
import { fitTrust, trusted } from './trust.ts';

/** Of a hundred rows with the same scores, so many are right. */
const rowsWith = (right: number) =>
  [...Array(200).keys()].map((i) => ({ logits: Float64Array.from([4, 0, 0]), target: i % 100 < right ? 0 : 1 }));

describe('fitTrust', () => {
  it('states 70 % where 70 % were right, whatever the scores claimed', () => {
    const trust = fitTrust(rowsWith(70), 1, 2);
    const corrected = trusted(Float64Array.from([0.9647, 0.01765, 0.01765]), trust, 2);
    expect(corrected[0]).toBeCloseTo(0.7, 1);
    expect(corrected.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);
  });

  it('leaves everything as it is when there is too little to learn from', () => {
    const trust = fitTrust(rowsWith(100), 1, 2);
    expect(trusted(Float64Array.from([0.6, 0.3, 0.1]), trust, 2)[0]).toBeCloseTo(0.6, 6);
  });

  it('never makes another intent the best', () => {
    const corrected = trusted(Float64Array.from([0.51, 0.49, 0]), { slope: 1, offset: -3 }, 2);
    expect(corrected[0]).toBeGreaterThan(corrected[1] ?? 0);
  });
});
