import { describe, expect, it } from 'vitest';
import { anOrder, someFacts } from '../backoffice.fake.ts';
import { issueRefund } from './issue-refund.ts';

const INPUT = { orderNumber: '1042', customerId: 'cus_1', amount: 20, currency: 'EUR', reason: 'Refund request' };
const DAY_MS = 86_400_000;

function limitsOf(input: Partial<typeof INPUT>, order = anOrder()): string[] {
  return issueRefund.limits({ ...INPUT, ...input }, someFacts({ orders: [order] }));
}

function cautionsOf(input: Partial<typeof INPUT>, order = anOrder()): string[] {
  return issueRefund.cautions({ ...INPUT, ...input }, someFacts({ orders: [order] }));
}

function deliveredDaysAgo(days: number): string {
  return new Date(someFacts().asOf.getTime() - days * DAY_MS).toISOString();
}

describe('issue_refund', () => {
  it('has nothing against a small refund of a recent order', () => {
    expect(limitsOf({})).toEqual([]);
  });

  it.each([0, -5, Number.NaN])('refuses the amount %s', (amount) => {
    const limits = (): string[] => limitsOf({ amount });
    if (Number.isNaN(amount)) expect(limits).toThrow();
    else expect(limits()).toEqual(['The amount must be more than zero.']);
  });

  it('never goes above what is left of the order, to the cent', () => {
    const order = anOrder({ total: 64, refundedAmount: 43.9 });
    expect(limitsOf({ amount: 20.1 }, order)).toEqual([]);
    expect(limitsOf({ amount: 20.11 }, order)).toEqual(['Only 20.10 EUR of order 1042 is left to refund.']);
  });

  it('treats a foreign order like a missing one', () => {
    const foreign = limitsOf({}, anOrder({ customerId: 'cus_2' }));
    const missing = limitsOf({}, anOrder({ number: '7' }));
    expect(foreign).toEqual(['Order 1042 is not an order of this requester.']);
    expect(missing).toEqual(foreign);
  });

  it('does not take the word of the input for whose order it is', () => {
    const order = anOrder({ customerId: 'cus_2' });
    expect(limitsOf({ customerId: 'cus_2' }, order)).toEqual(['Order 1042 is not an order of this requester.']);
  });

  it('leaves a refund later than 30 days after delivery to a person’s judgement', () => {
    expect(cautionsOf({}, anOrder({ deliveredAt: deliveredDaysAgo(30) }))).toEqual([]);
    expect(cautionsOf({}, anOrder({ deliveredAt: deliveredDaysAgo(31) }))).toEqual([
      'Order 1042 was delivered 31 days ago; refunds end 30 days after delivery.',
    ]);
  });

  it('asks to look twice when the order is still on its way, not when it was cancelled', () => {
    expect(cautionsOf({}, anOrder({ status: 'shipped', deliveredAt: null }))).toEqual([
      'Order 1042 has not been delivered yet.',
    ]);
    expect(cautionsOf({}, anOrder({ status: 'cancelled', deliveredAt: null }))).toEqual([]);
  });

  it.each([
    [75, [], []],
    [75.01, [], ['More than 75.00 EUR: this is a lead’s decision.']],
    [250, [], ['More than 75.00 EUR: this is a lead’s decision.']],
    [250.01, ['More than 250.00 EUR: finance must release it.'], ['More than 75.00 EUR: this is a lead’s decision.']],
  ])('says who must release %d EUR', (amount, limits, cautions) => {
    expect(limitsOf({ amount }, anOrder({ total: 400 }))).toEqual(limits);
    expect(cautionsOf({ amount }, anOrder({ total: 400 }))).toEqual(cautions);
  });

  it('does not compare pounds with limits in euros', () => {
    expect(limitsOf({ currency: 'GBP' }, anOrder({ currency: 'GBP' }))).toEqual([
      'The limits are in EUR: finance checks a refund in GBP.',
    ]);
    expect(limitsOf({ currency: 'GBP' })).toContain('Order 1042 was paid in EUR, not in GBP.');
  });

  it('names the effect and the amount', () => {
    expect(issueRefund.preview({ ...INPUT, amount: 42 })).toBe('Refund 42.00 EUR for order 1042');
    expect(issueRefund.outcome({ ...INPUT, amount: 42 })).toBe(
      'We have refunded 42.00 EUR for order 1042 to your original payment method.',
    );
  });
});
