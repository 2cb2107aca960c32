import { describe, expect, it } from 'vitest';
import { formatCardValue, parseCardValue } from './card-value.ts';

describe('the value of a card’s buttons', () => {
  const fingerprint = '0123456789abcdef'.repeat(4);

  it('carries the review, its revision and the start of its fingerprint, and reads them back', () => {
    const value = formatCardValue({ reviewId: 12, revision: 3, fingerprint });
    expect(value).toBe('rv1.12.r3.0123456789ab');
    expect(parseCardValue(value)).toEqual({ reviewId: 12, revision: 3, fingerprint: '0123456789ab' });
  });

  it('fits the shortest place that Slack has for a value, even with long ids', () => {
    const value = formatCardValue({ reviewId: 999_999_999_999_999, revision: 999_999, fingerprint });
    expect(value.length).toBeLessThanOrEqual(75);
    expect(parseCardValue(value)?.reviewId).toBe(999_999_999_999_999);
  });

  it.each([
    '',
    'rv1.12.r3.0123456789',
    'rv1.12.r3.0123456789AB',
    'rv2.12.r3.0123456789ab',
    'rv1.0.r3.0123456789ab',
    'rv1.-1.r3.0123456789ab',
    'rv1.12.r3.0123456789ab ',
    'rv1.12.r3.0123456789ab\n',
    'rv1.1e3.r3.0123456789ab',
    '{"c":12}',
  ])('refuses %j', (value) => {
    expect(parseCardValue(value)).toBeNull();
  });
});
