import { z } from 'zod';
import { formatAddress, sameAddress } from '../address.ts';
import { defineApprovalTool, type LimitFacts } from '../tool.ts';

const Address = z.strictObject({
  street: z.string().min(3).max(120),
  postcode: z.string().min(3).max(12),
  city: z.string().min(2).max(80),
  country: z.string().regex(/^[A-Z]{2}$/, 'a country is two capital letters'),
});

const Input = z.strictObject({
  orderNumber: z.string().min(1),
  customerId: z.string().min(1),
  to: Address,
  /** Shown, so that a slip is seen, and what an undo goes back to; null where the back office does not say. */
  from: Address.nullable(),
});
type Input = z.infer<typeof Input>;

export const changeAddress = defineApprovalTool({
  name: 'change_address',
  toolClass: 'approval-only',
  description: "Sends one of the requester's orders to another address, as long as it has not been shipped.",
  // Goods go where somebody in a mail says: as weighty as access.
  moves: 'access',
  input: Input,
  preview: (input) =>
    `Send order ${input.orderNumber} to ${formatAddress(input.to)} (until now: ${input.from ? formatAddress(input.from) : 'not known'})`,
  outcome: (input) =>
    `We have changed the delivery address of order ${input.orderNumber} to ${formatAddress(input.to)}.`,
  limits,
  cautions,
  undo: ({ from, to, ...rest }) => (from ? { tool: 'change_address', input: { ...rest, to: from, from: to } } : null),
  execute: async (input, { backoffice, idempotencyKey }) => ({
    ...(await backoffice.makeChange({
      kind: 'order_address',
      customerId: input.customerId,
      subject: input.orderNumber,
      details: input.to,
      idempotencyKey,
    })),
  }),
  find: async (idempotencyKey, backoffice) => {
    const found = await backoffice.findChange(idempotencyKey);
    return found && { ...found };
  },
});

function limits(input: Input, facts: LimitFacts): string[] {
  const order = facts.orders.find((each) => each.number === input.orderNumber);
  if (order === undefined || facts.customer?.id !== input.customerId || order.customerId !== input.customerId)
    return [`Order ${input.orderNumber} is not an order of this requester.`];
  const broken: string[] = [];
  if (order.status !== 'processing')
    broken.push(`Order ${order.number} is ${order.status}: an address can only be changed before it is shipped.`);
  const now = order.shipTo ?? null;
  if (now !== null && now.country !== input.to.country)
    broken.push(`Order ${order.number} goes to ${now.country}: postage and VAT depend on the country, so it stays.`);
  if (now !== null && sameAddress(now, input.to)) broken.push(`Order ${order.number} goes to this address already.`);
  return broken;
}

/** A parcel of some worth that is sent elsewhere is what a thief of accounts wants. */
const MUCH = 150;

function cautions(input: Input, facts: LimitFacts): string[] {
  const order = facts.orders.find((each) => each.number === input.orderNumber);
  const much = order !== undefined && order.total >= MUCH;
  return [
    ...(input.from === null ? ['The back office does not say where it goes until now.'] : []),
    ...(much ? ['An order of this worth is better confirmed with the customer by telephone.'] : []),
  ];
}
