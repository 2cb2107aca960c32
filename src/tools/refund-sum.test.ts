import { describe, expect, it } from 'vitest';
import { anOrder } from './backoffice.fake.ts';
import { decideRefundSum } from './refund-sum.ts';

const ORDER = anOrder({
  total: 61.5,
  items: [
    { sku: 'MOSS-1', name: 'Moss scale', quantity: 1, price: 49 },
    { sku: 'DUNES', name: 'Dunes 250 g', quantity: 1, price: 12.5 },
  ],
});

function centsOf(message: string | null, left = 6150): number {
  return decideRefundSum({ entities: [], message }, ORDER, left).cents;
}

describe('decideRefundSum without an amount', () => {
  it('takes a bare price that belongs to exactly one item', () => {
    const sum = decideRefundSum({ entities: [], message: 'Could you refund the beans? It was 12.50.' }, ORDER, 6150);
    expect(sum).toEqual({ cents: 1250, why: 'The message names the price of Dunes 250 g.', doubts: [] });
    expect(centsOf('het was 12,50')).toBe(1250);
  });

  it('proposes all that is left when no price, another one, or two of them are named', () => {
    expect(centsOf(null)).toBe(6150);
    expect(centsOf('please refund order 1250')).toBe(6150);
    expect(centsOf('it was 13.00')).toBe(6150);
    expect(centsOf('49.00 for the scale and 12.50 for the beans')).toBe(6150);
    expect(centsOf('on 12.50.2026')).toBe(6150);
  });

  it('counts a line of several pieces as a whole, too', () => {
    const twice = anOrder({ total: 30, items: [{ sku: 'F', name: 'Filters', quantity: 2, price: 7.5 }] });
    expect(decideRefundSum({ entities: [], message: 'I paid 15.00' }, twice, 3000).cents).toBe(1500);
  });

  it('never proposes more than is left', () => {
    expect(centsOf('It was 12.50', 400)).toBe(400);
  });
});

describe('decideRefundSum with an amount', () => {
  it('lets the named amount win over prices in the text', () => {
    const entities = [{ kind: 'amount' as const, value: '5.00 EUR' }];
    expect(decideRefundSum({ entities, message: 'It was 12.50, give me 5.00 EUR' }, ORDER, 6150).cents).toBe(500);
  });
});
