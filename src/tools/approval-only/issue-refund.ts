import { z } from 'zod';
import type { Order } from '../backoffice.ts';
import { formatMoney, fromCents, toCents } from '../money.ts';
import { defineApprovalTool, type LimitFacts } from '../tool.ts';

const DAY_MS = 86_400_000;

/** The shop's refund policy for staff: who may release how much, and for how long after delivery. */
const POLICY = { windowDays: 30, currency: 'EUR', agentUpTo: 75, leadUpTo: 250 };

const Input = z.strictObject({
  orderNumber: z.string().min(1),
  customerId: z.string().min(1),
  amount: z.number(),
  currency: z.string().length(3),
  reason: z.string().min(1).max(200),
});
type Input = z.infer<typeof Input>;

export const issueRefund = defineApprovalTool({
  name: 'issue_refund',
  toolClass: 'approval-only',
  description: "Refunds an amount of one of the requester's orders to the original payment method.",
  moves: 'money',
  input: Input,
  preview: (input) => `Refund ${formatMoney(input.amount, input.currency)} for order ${input.orderNumber}`,
  outcome: (input) =>
    `We have refunded ${formatMoney(input.amount, input.currency)} for order ${input.orderNumber} to your original payment method.`,
  limits,
  cautions,
  execute: async (input, { backoffice, idempotencyKey }) => ({
    ...(await backoffice.issueRefund({ ...input, idempotencyKey })),
  }),
  find: async (idempotencyKey, backoffice) => {
    const found = await backoffice.findRefund(idempotencyKey);
    return found && { ...found };
  },
});

function limits(input: Input, facts: LimitFacts): string[] {
  const order = facts.orders.find((each) => each.number === input.orderNumber);
  if (order === undefined || facts.customer?.id !== input.customerId || order.customerId !== input.customerId) {
    return [`Order ${input.orderNumber} is not an order of this requester.`];
  }
  return [...sumLimits(input, order), ...rankLimits(input)];
}

/** Exceptions that the staff policy leaves to a lead: shown to whoever is asked, and never decided by code. */
function cautions(input: Input, facts: LimitFacts): string[] {
  const order = facts.orders.find((each) => each.number === input.orderNumber);
  const late = order === undefined ? [] : timeCautions(order, facts.asOf);
  const large = `More than ${formatMoney(POLICY.agentUpTo, POLICY.currency)}: this is a lead’s decision.`;
  return input.amount > POLICY.agentUpTo ? [...late, large] : late;
}

function sumLimits(input: Input, order: Order): string[] {
  if (!(input.amount > 0)) return ['The amount must be more than zero.'];
  if (input.currency !== order.currency)
    return [`Order ${order.number} was paid in ${order.currency}, not in ${input.currency}.`];
  const left = toCents(order.total) - toCents(order.refundedAmount);
  if (toCents(input.amount) <= left) return [];
  return [`Only ${formatMoney(fromCents(left), order.currency)} of order ${order.number} is left to refund.`];
}

function timeCautions(order: Order, asOf: Date): string[] {
  // A cancelled order never arrives and a returned one is back with us: the money is due whatever the day.
  if (order.status === 'cancelled' || order.status === 'returned') return [];
  if (order.deliveredAt === null) return [`Order ${order.number} has not been delivered yet.`];
  const days = Math.floor((asOf.getTime() - new Date(order.deliveredAt).getTime()) / DAY_MS);
  if (days <= POLICY.windowDays) return [];
  return [
    `Order ${order.number} was delivered ${days} days ago; refunds end ${POLICY.windowDays} days after delivery.`,
  ];
}

function rankLimits(input: Input): string[] {
  if (input.currency !== POLICY.currency)
    return [`The limits are in ${POLICY.currency}: finance checks a refund in ${input.currency}.`];
  if (input.amount > POLICY.leadUpTo)
    return [`More than ${formatMoney(POLICY.leadUpTo, POLICY.currency)}: finance must release it.`];
  return [];
}
