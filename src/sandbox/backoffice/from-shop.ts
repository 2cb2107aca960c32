import type { Backoffice as ShopBackoffice } from '../shop/backoffice.ts';
import type { InvoiceRecord, ShopRecords } from './records.ts';

/** The only currency the demo shop sells in; its invoices and subscriptions do not repeat it. */
const CURRENCY = 'EUR';

/** Turns the demo data into a back office's books: copies, so that two stand-ins on the same data do not share them. */
export function fromShop({ customers, orders, invoices, subscriptions, accounts }: ShopBackoffice): ShopRecords {
  return {
    customers: customers.map(({ id, name, email, tier }) => ({ id, name, email, tier })),
    orders: orders.map(({ items, ...order }) => ({
      ...order,
      items: items.map(({ qty, ...item }) => ({ ...item, quantity: qty })),
    })),
    invoices: invoices.map((invoice): InvoiceRecord => {
      const order = orders.find((each) => each.number === invoice.orderNumber);
      if (order === undefined)
        throw new Error(`Invoice ${invoice.number} is of order ${invoice.orderNumber}, which is not in the data`);
      return { ...invoice, customerId: order.customerId, currency: CURRENCY };
    }),
    accounts: accounts.map((account) => ({ ...account })),
    subscriptions: subscriptions.map((each) => ({ ...each, plan: `Bean Club ${each.plan}`, currency: CURRENCY })),
  };
}
