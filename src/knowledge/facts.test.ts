import { describe, expect, it } from 'vitest';
import { agrees, factsOf, toNumber } from './facts.ts';

function same(first: string, second: string): boolean {
  const [a] = factsOf(first).facts;
  const [b] = factsOf(second).facts;
  return a !== undefined && b !== undefined && agrees(a, b);
}

describe('factsOf', () => {
  it.each([
    ['€42', '42.00 EUR'],
    ['EUR 1.234,50', '1,234.50 euros'],
    ['£5', '5 pounds'],
    ['15%', '15 percent'],
    ['two weeks', '14 days'],
    ['30 days', '30-day'],
    ['24 hours', 'a day'],
    ['1 year', 'twelve months'],
    ['zwei Wochen', '14 Tagen'],
    ['3-5 business days', '3 to 5 working days'],
    ['up to 5 business days', '3-5 business days'],
    ['12 March 2026', 'March 12th, 2026'],
    ['12 March', '2026-03-12'],
    ['2 pm', '14:00'],
    ['1,500 interactions', '1500 interactions'],
    ['order 1042', '#1042'],
  ])('reads %s and %s as the same', (first, second) => {
    expect(same(first, second)).toBe(true);
  });

  it.each([
    ['€42', '$42'],
    ['€42', '€42.50'],
    ['5 days', '5 business days'],
    ['30 days', '1 month'],
    ['3 business days', '3-5 business days'],
    ['12 March 2026', '13 March 2026'],
    ['2 pm', '2 am'],
  ])('keeps %s and %s apart', (first, second) => {
    expect(same(first, second)).toBe(false);
  });

  it('reads no number out of codes, versions and "one of them"', () => {
    expect(factsOf('Update the ESP32 to 1.8.19 with KP-1042, one of them.').facts).toEqual([]);
  });

  it('reads each number once', () => {
    expect(factsOf('Within 30 days you get €5 or 10%.').facts.map((fact) => fact.kind)).toEqual([
      'money',
      'percent',
      'duration',
    ]);
  });

  it('understands both ways to write thousands', () => {
    expect([toNumber('1,234.5'), toNumber('1.234,5'), toNumber('1 234'), toNumber('4,95'), toNumber('12.000')]).toEqual(
      [1234.5, 1234.5, 1234, 4.95, 12000],
    );
  });
});
