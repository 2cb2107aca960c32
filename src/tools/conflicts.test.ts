import { describe, expect, it } from 'vitest';
import { anInvoice, anOrder } from './backoffice.fake.ts';
import { findConflicts } from './conflicts.ts';

describe('findConflicts', () => {
  it('finds nothing where the systems agree', () => {
    expect(findConflicts({ orders: [anOrder()], invoices: [anInvoice()] }, ['1042'])).toEqual([]);
  });

  it.each([
    ['a refunded invoice of an order without refund', anOrder(), anInvoice({ status: 'refunded' })],
    ['more refunded than paid', anOrder({ refundedAmount: 64.01 }), anInvoice()],
    ['a delivery without a day', anOrder({ deliveredAt: null }), anInvoice()],
    ['two currencies', anOrder(), anInvoice({ currency: 'GBP' })],
  ])('finds %s', (_what, order, invoice) => {
    expect(findConflicts({ orders: [order], invoices: [invoice] }, ['1042'])).toHaveLength(1);
  });

  it('says nothing of orders that the message does not name', () => {
    expect(findConflicts({ orders: [anOrder({ deliveredAt: null })], invoices: [] }, ['7'])).toEqual([]);
  });
});
