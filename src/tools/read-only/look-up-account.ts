import { z } from 'zod';
import { defineTool } from '../tool.ts';

/** Whether they can sign in, and why not. Never an address, a password or a code: there is nothing to leak. */
export const lookUpAccount = defineTool({
  name: 'look_up_account',
  toolClass: 'read-only',
  description: "Says whether the account of the ticket's verified requester is locked, and why.",
  moves: 'nothing',
  input: z.strictObject({}),
  preview: () => "Look up whether the requester's account is locked",
  execute: async (_input, { backoffice, customerId }) =>
    customerId === null ? null : backoffice.findAccount(customerId),
});
