import { z } from 'zod';
import { defineTool } from '../tool.ts';

/** Null for a missing order and for somebody else's alike: the answer must not tell which numbers exist. */
export const lookUpOrder = defineTool({
  name: 'look_up_order',
  toolClass: 'read-only',
  description: "Finds one order of the ticket's verified requester by its number.",
  moves: 'nothing',
  input: z.strictObject({
    orderNumber: z.string().regex(/^[A-Za-z0-9-]{1,32}$/, 'an order number has letters, digits and dashes only'),
  }),
  preview: ({ orderNumber }) => `Look up order ${orderNumber}`,
  execute: async ({ orderNumber }, { backoffice, customerId }) =>
    customerId === null ? null : backoffice.findOrder(orderNumber, customerId),
});
