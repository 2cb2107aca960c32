import { z } from 'zod';
import type { ChangeKind } from '../backoffice.ts';
import { defineApprovalTool, type LimitFacts } from '../tool.ts';

export const SUBSCRIPTION_CHANGES = ['pause', 'resume', 'skip', 'unskip', 'restore'] as const;
export type SubscriptionChange = (typeof SUBSCRIPTION_CHANGES)[number];

const Input = z.strictObject({
  subscriptionId: z.string().min(1),
  customerId: z.string().min(1),
  /** Shown to the reviewer and the customer, who know the plan and not the id. */
  plan: z.string().min(1),
  change: z.enum(SUBSCRIPTION_CHANGES),
});
type Input = z.infer<typeof Input>;

interface Manner {
  kind: ChangeKind;
  preview: string;
  outcome: string;
  /** What it must be for this to make sense. */
  from: readonly string[];
  back: SubscriptionChange;
}

const MANNERS: Readonly<Record<SubscriptionChange, Manner>> = {
  pause: { kind: 'subscription_pause', preview: 'Pause', outcome: 'We have paused', from: ['active'], back: 'resume' },
  resume: {
    kind: 'subscription_resume',
    preview: 'Resume',
    outcome: 'We have resumed',
    from: ['paused'],
    back: 'pause',
  },
  skip: {
    kind: 'subscription_skip',
    preview: 'Skip the next box of',
    outcome: 'We have skipped the next box of',
    from: ['active'],
    back: 'unskip',
  },
  unskip: {
    kind: 'subscription_unskip',
    preview: 'Send the skipped box of',
    outcome: 'We will send the skipped box of',
    from: ['active'],
    back: 'skip',
  },
  restore: {
    kind: 'subscription_restore',
    preview: 'Take back the cancellation of',
    outcome: 'We have taken back the cancellation of',
    from: ['cancelled'],
    back: 'pause',
  },
};

export const changeSubscription = defineApprovalTool({
  name: 'change_subscription',
  toolClass: 'approval-only',
  description: "Pauses, resumes or skips a box of one of the requester's subscriptions.",
  moves: 'commitment',
  input: Input,
  preview: ({ change, plan, subscriptionId }) =>
    `${MANNERS[change].preview} the subscription "${plan}" (${subscriptionId})`,
  outcome: ({ change, plan }) => `${MANNERS[change].outcome} your subscription "${plan}".`,
  limits,
  undo: (input) =>
    input.change === 'restore'
      ? null
      : { tool: 'change_subscription', input: { ...input, change: MANNERS[input.change].back } },
  execute: async ({ subscriptionId, customerId, change }, { backoffice, idempotencyKey }) => ({
    ...(await backoffice.makeChange({
      kind: MANNERS[change].kind,
      customerId,
      subject: subscriptionId,
      details: {},
      idempotencyKey,
    })),
  }),
  find: async (idempotencyKey, backoffice) => {
    const found = await backoffice.findChange(idempotencyKey);
    return found && { ...found };
  },
});

function limits(input: Input, facts: LimitFacts): string[] {
  const subscription = facts.subscriptions.find((each) => each.id === input.subscriptionId);
  if (subscription === undefined || facts.customer?.id !== input.customerId)
    return [`Subscription ${input.subscriptionId} is not a subscription of this requester.`];
  if (subscription.plan !== input.plan)
    return [`Subscription ${input.subscriptionId} is "${subscription.plan}", not "${input.plan}".`];
  return MANNERS[input.change].from.includes(subscription.status)
    ? []
    : [`Subscription ${input.subscriptionId} is ${subscription.status}, so there is nothing to ${input.change}.`];
}

/** One table row a language: what somebody wants done, never how it is done. */
const WISHES: readonly [SubscriptionChange, RegExp][] = [
  ['skip', /\b(?:skip|leave out|überspringen?|aussetzen|overslaan|sla .{0,30}over|sauter|saltar(?:me|se)?)\b/iu],
  ['pause', /\b(?:pause|put .{0,30}on hold|pausieren|pauzeren|pauzeer|suspend(?:re)?|suspender|pausar)\b/iu],
  ['resume', /\b(?:resume|restart|unpause|start .{0,30}again|fortsetzen|hervatten|reprendre|reanudar)\b/iu],
];
/** "How do I pause" wants an article and nobody else's hand. */
const HOW =
  /\b(?:how (?:do|can|to|does)|can i|could i|is it (?:better|possible)|wie kann|hoe kan|comment|cómo|kann ich|kan ik|puedo|puis-je)\b/iu;

/** What the message wants done with a subscription; null when it only asks, or wants several things. */
export function subscriptionWish(message: string): SubscriptionChange | null {
  if (HOW.test(message)) return null;
  const wanted = WISHES.filter(([, words]) => words.test(message)).map(([change]) => change);
  return wanted.length === 1 ? (wanted[0] ?? null) : null;
}
