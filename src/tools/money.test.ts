import { describe, expect, it } from 'vitest';
import { formatMoney, readAmount, toCents } from './money.ts';

describe('money', () => {
  it.each([
    ['€42', 42, 'EUR'],
    ['42.00 EUR', 42, 'EUR'],
    ['42,50 euro', 42.5, 'EUR'],
    ['€ 1.299,00', 1299, 'EUR'],
    ['£1,299.95', 1299.95, 'GBP'],
    ['1.299 eur', 1299, 'EUR'],
    ['$5', 5, 'USD'],
    ['64.', 64, null],
  ])('reads %s', (text, amount, currency) => {
    expect(readAmount(text)).toEqual({ amount, currency });
  });

  it('does not guess where there is no single amount', () => {
    expect(readAmount('half of it')).toBeNull();
    expect(readAmount('between 20 and 30 EUR')).toBeNull();
  });

  it('compares and writes in cents', () => {
    expect(toCents(0.1 + 0.2)).toBe(30);
    expect(formatMoney(42, 'EUR')).toBe('42.00 EUR');
  });
});
