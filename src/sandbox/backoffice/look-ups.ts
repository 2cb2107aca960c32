import { type Answer, notFound, ok } from './answers.ts';
import type { ShopState } from './state.ts';
import { accountJson, invoiceJson, orderJson, subscriptionJson } from './to-json.ts';

/** A list, empty when nobody has the address: asking is not an error. */
export function findCustomers({ records }: ShopState, email: string): Answer {
  const wanted = email.toLowerCase();
  return ok({ customers: records.customers.filter((customer) => customer.email.toLowerCase() === wanted) });
}

/** One search with both conditions, so that a foreign order takes the same way as a missing one. */
export function findOrder({ records }: ShopState, orderNumber: string, customerId: string): Answer {
  const order = records.orders.find((each) => each.number === orderNumber && each.customerId === customerId);
  return order === undefined ? notFound() : ok({ order: orderJson(order) });
}

export function listRecords({ records }: ShopState, kind: string, customerId: string): Answer {
  if (!records.customers.some((customer) => customer.id === customerId)) return notFound();
  const isTheirs = (record: { customerId: string }): boolean => record.customerId === customerId;
  if (kind === 'orders') return ok({ orders: records.orders.filter(isTheirs).map(orderJson) });
  if (kind === 'account') {
    const account = records.accounts.find(isTheirs);
    return account === undefined ? notFound() : ok({ account: accountJson(account) });
  }
  if (kind === 'invoices') return ok({ invoices: records.invoices.filter(isTheirs).map(invoiceJson) });
  if (kind === 'subscriptions')
    return ok({ subscriptions: records.subscriptions.filter(isTheirs).map(subscriptionJson) });
  return notFound();
}
