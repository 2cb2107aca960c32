import { describe, expect, it } from 'vitest';
import { loadBackoffice } from './backoffice.ts';

const NOW = new Date('2026-11-20T12:00:00Z');

describe('the back office', () => {
  it('turns days into dates counted from the given moment', async () => {
    const { orders, invoices } = await loadBackoffice(NOW);
    const order = orders.find((row) => row.number === '1064');
    expect(order?.placedAt).toBe('2026-11-12T12:00:00.000Z');
    expect(order?.deliveredAt).toBe('2026-11-14T12:00:00.000Z');
    expect(invoices.find((row) => row.orderNumber === '1064')?.issuedAt).toBe('2026-11-12T12:00:00.000Z');
  });

  it('puts the next charge of an active subscription into the future and gives none to the others', async () => {
    const { subscriptions } = await loadBackoffice(NOW);
    for (const row of subscriptions) {
      if (row.status === 'active') expect(Date.parse(row.nextChargeAt ?? '')).toBeGreaterThan(NOW.getTime());
      else expect(row.nextChargeAt).toBeNull();
    }
  });

  it('has totals that add up', async () => {
    const { orders } = await loadBackoffice(NOW);
    for (const order of orders) {
      const goods = order.items.reduce((sum, item) => sum + item.qty * item.price, 0);
      expect(order.total, `order ${order.number}`).toBeCloseTo(goods + order.shipping, 2);
      expect(order.refundedAmount).toBeLessThanOrEqual(order.total);
    }
  });

  it('has a carrier and a tracking code for every order that has left, and a delivery for every one that arrived', async () => {
    const { orders } = await loadBackoffice(NOW);
    for (const order of orders) {
      const left = ['shipped', 'delivered', 'returned'].includes(order.status);
      const arrived = ['delivered', 'returned'].includes(order.status);
      expect([order.carrier !== null, order.tracking !== null], `order ${order.number}`).toEqual([left, left]);
      expect(order.deliveredAt !== null, `order ${order.number}`).toBe(arrived);
      if (order.deliveredAt) expect(order.deliveredAt > order.placedAt).toBe(true);
    }
  });
});
