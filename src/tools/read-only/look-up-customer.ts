import { z } from 'zod';
import { defineTool } from '../tool.ts';

/** Takes no input on purpose: who is asked about is the verified requester, never an identity that a text claims. */
export const lookUpCustomer = defineTool({
  name: 'look_up_customer',
  toolClass: 'read-only',
  description: "Finds the customer record of the ticket's verified requester.",
  moves: 'nothing',
  input: z.strictObject({}),
  preview: () => 'Look up the requester in the back office',
  execute: (_input, { backoffice, email }) => backoffice.findCustomer(email),
});
