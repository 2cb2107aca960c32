import { describe, expect, it } from 'vitest';
import { entitiesInForce } from './newest-words.ts';

const BOTH = [
  { kind: 'order_number', value: '1047' },
  { kind: 'amount', value: '11.50 EUR' },
  { kind: 'order_number', value: '1058' },
  { kind: 'amount', value: '12.50 EUR' },
  { kind: 'email', value: 'ana@example.net' },
] as const;

describe('entitiesInForce', () => {
  it('forgets the order that the newest message takes back, and its amount', () => {
    const message = 'Sorry, I meant order 1047, please refund the 11,50 EUR.';
    expect(entitiesInForce([...BOTH], message).map(({ value }) => value)).toEqual([
      '1047',
      '11.50 EUR',
      'ana@example.net',
    ]);
  });

  it('keeps two orders that are both named now', () => {
    expect(entitiesInForce([...BOTH], 'Orders 1047 and 1058, 11.50 and 12.50 please')).toHaveLength(5);
  });

  it('keeps what was said before when the newest message names no order', () => {
    expect(entitiesInForce([...BOTH], 'Any news? I have waited 3 days.')).toHaveLength(5);
  });

  it('is not misled by a number inside another one', () => {
    expect(entitiesInForce([...BOTH], 'My telephone number is 31047123')).toHaveLength(5);
  });
});
