import type { Facts } from './facts.ts';
import { toCents } from './money.ts';

/** Where the shop's own systems disagree about an order that the message names: then neither may be quoted, and a person sorts it out. */
export function findConflicts(facts: Pick<Facts, 'orders' | 'invoices'>, named: readonly string[]): string[] {
  return facts.orders
    .filter((order) => named.includes(order.number))
    .flatMap((order) => {
      const invoices = facts.invoices.filter((invoice) => invoice.orderNumber === order.number);
      const refunded = toCents(order.refundedAmount);
      const found: string[] = [];
      if (refunded === 0 && invoices.some((invoice) => invoice.status === 'refunded'))
        found.push(`The invoice of order ${order.number} is refunded, but the order shows no refund.`);
      if (refunded > toCents(order.total)) found.push(`More was refunded for order ${order.number} than it cost.`);
      if (order.status === 'delivered' && order.deliveredAt === null)
        found.push(`Order ${order.number} is marked as delivered, but has no day of delivery.`);
      if (invoices.some((invoice) => invoice.currency !== order.currency))
        found.push(`Order ${order.number} and its invoice are in different currencies.`);
      return found;
    });
}
