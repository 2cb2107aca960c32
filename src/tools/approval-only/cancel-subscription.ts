import { z } from 'zod';
import { defineApprovalTool, type LimitFacts } from '../tool.ts';

const Input = z.strictObject({
  subscriptionId: z.string().min(1),
  customerId: z.string().min(1),
  /** Shown to the reviewer and the customer, who know the plan and not the id. */
  plan: z.string().min(1),
});
type Input = z.infer<typeof Input>;

export const cancelSubscription = defineApprovalTool({
  name: 'cancel_subscription',
  toolClass: 'approval-only',
  description: "Cancels one of the requester's subscriptions, so that it is not charged again.",
  moves: 'commitment',
  input: Input,
  preview: (input) => `Cancel the subscription "${input.plan}" (${input.subscriptionId})`,
  outcome: (input) => `We have cancelled your subscription "${input.plan}".`,
  limits,
  undo: (input) => ({ tool: 'change_subscription', input: { ...input, change: 'restore' } }),
  execute: async ({ subscriptionId, customerId }, { backoffice, idempotencyKey }) => ({
    ...(await backoffice.cancelSubscription({ subscriptionId, customerId, idempotencyKey })),
  }),
  find: async (idempotencyKey, backoffice) => {
    const found = await backoffice.findCancellation(idempotencyKey);
    return found && { ...found };
  },
});

function limits(input: Input, facts: LimitFacts): string[] {
  const subscription = facts.subscriptions.find((each) => each.id === input.subscriptionId);
  if (subscription === undefined || facts.customer?.id !== input.customerId) {
    return [`Subscription ${input.subscriptionId} is not a subscription of this requester.`];
  }
  if (subscription.plan !== input.plan)
    return [`Subscription ${input.subscriptionId} is "${subscription.plan}", not "${input.plan}".`];
  return subscription.status === 'cancelled' ? [`Subscription ${input.subscriptionId} is cancelled already.`] : [];
}
