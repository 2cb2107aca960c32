import { describe, expect, it } from 'vitest';
import { fitScope, fitTemperature, scopeOf } from './calibration.ts';

describe('fitTemperature', () => {
  it('cools a model that was too shy and warms one that was too sure', () => {
    const shy = Array.from({ length: 40 }, () => ({ logits: Float64Array.of(1, 0), target: 0 }));
    const tooSure = Array.from({ length: 40 }, (_, i) => ({
      logits: Float64Array.of(6, 0),
      target: i % 3 === 0 ? 1 : 0,
    }));
    expect(fitTemperature(shy)).toBeLessThan(1);
    expect(fitTemperature(tooSure)).toBeGreaterThan(1);
  });

  it('makes "two of three are right" come out as 67 %', () => {
    const rows = Array.from({ length: 300 }, (_, i) => ({
      logits: Float64Array.of(6, 0),
      target: i % 3 === 0 ? 1 : 0,
    }));
    const probability = 1 / (1 + Math.exp(-6 / fitTemperature(rows)));
    expect(probability).toBeCloseTo(2 / 3, 2);
  });
});

describe('fitScope', () => {
  const known = [2, 3, 4, 5, 6, 3.5];
  const foreign = [0, 1, 1.5, 2.2, 0.5];

  it('rises with the highest score', () => {
    const curve = fitScope(known, foreign, 0.3);
    expect(scopeOf(curve, 5)).toBeGreaterThan(0.9);
    expect(scopeOf(curve, 0.5)).toBeLessThan(0.3);
  });

  it('expects fewer strangers when told that there are few', () => {
    expect(scopeOf(fitScope(known, foreign, 0.05), 2)).toBeGreaterThan(scopeOf(fitScope(known, foreign, 0.6), 2));
  });

  it('lets everything pass when there is nothing to learn from', () => {
    expect(scopeOf(fitScope(known, [], 0.2), -5)).toBeGreaterThan(0.99);
  });
});
