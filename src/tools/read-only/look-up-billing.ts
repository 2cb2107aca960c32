import { z } from 'zod';
import type { Invoice, Order, Subscription } from '../backoffice.ts';
import { defineTool } from '../tool.ts';

export interface Billing {
  orders: Order[];
  invoices: Invoice[];
  subscriptions: Subscription[];
}

export const lookUpBilling = defineTool({
  name: 'look_up_billing',
  toolClass: 'read-only',
  description: "Lists the orders, invoices and subscriptions of the ticket's verified requester.",
  moves: 'nothing',
  input: z.strictObject({}),
  preview: () => "Look up the requester's orders, invoices and subscriptions",
  async execute(_input, { backoffice, customerId }): Promise<Billing> {
    if (customerId === null) return { orders: [], invoices: [], subscriptions: [] };
    const [orders, invoices, subscriptions] = await Promise.all([
      backoffice.listOrders(customerId),
      backoffice.listInvoices(customerId),
      backoffice.listSubscriptions(customerId),
    ]);
    return { orders, invoices, subscriptions };
  },
});
