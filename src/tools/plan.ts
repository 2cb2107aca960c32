import type { Assessment, Risk } from '../tickets/assessment.ts';
import type { Intent } from '../tickets/intent.ts';
import { cancelSubscription } from './approval-only/cancel-subscription.ts';
import { issueRefund } from './approval-only/issue-refund.ts';
import { numbersOf } from './facts.ts';
import { inputDigest } from './input-digest.ts';
import { fromCents, toCents } from './money.ts';
import type { Proposal } from './proposal.ts';
import { decideRefundSum } from './refund-sum.ts';
import type { ApprovalTool, LimitFacts } from './tool.ts';

export interface PlanInput {
  intent: Intent | null;
  assessment: Assessment;
  facts: LimitFacts;
  /** The customer's newest words, where a price without a currency may tell which item is meant. */
  message?: string;
}

export interface Plan {
  proposals: Proposal[];
  /** What to ask the customer before anything can be proposed. */
  missing: 'order_number' | null;
}

const NOTHING: Plan = { proposals: [], missing: null };

/** Signs that the writer may not be the customer: what is proposed then never gets a one-press approval. */
const DOUBTS: readonly [Risk, string][] = [
  ['account_takeover', 'The message shows signs of an account takeover.'],
  ['identity', 'It is in doubt who wrote the message.'],
  ['security', 'The message reports a security problem.'],
];

/** Maps an intent to what could be done for the requester's own records. The text names a record and an amount, never the action. */
export function planActions(given: PlanInput): Plan {
  const { intent, facts } = given;
  if (intent === null || facts.customer === null) return NOTHING;
  if (intent.action === issueRefund.name) return planRefund(given, facts.customer.id);
  if (intent.action === cancelSubscription.name) return planCancellation(given, facts.customer.id);
  return NOTHING;
}

function planRefund(given: PlanInput, customerId: string): Plan {
  const named = numbersOf(given.assessment.entities, 'order_number');
  if (named.length === 0) return { proposals: [], missing: 'order_number' };
  const own = given.facts.orders.filter((order) => order.customerId === customerId && named.includes(order.number));
  if (own.length > 1) return { proposals: [], missing: 'order_number' };
  const order = own[0];
  if (order === undefined) return NOTHING;
  const left = toCents(order.total) - toCents(order.refundedAmount);
  if (left <= 0) return NOTHING;
  const wish = { entities: given.assessment.entities, message: given.message ?? null };
  const sum = decideRefundSum(wish, order, left);
  const reason = given.intent?.name ?? issueRefund.name;
  const input = {
    orderNumber: order.number,
    customerId,
    amount: fromCents(sum.cents),
    currency: order.currency,
    reason,
  };
  return propose(issueRefund, input, { given, why: sum.why, doubts: sum.doubts });
}

function planCancellation(given: PlanInput, customerId: string): Plan {
  const running = given.facts.subscriptions.filter((each) => each.status !== 'cancelled');
  const only = running.length === 1 ? running[0] : undefined;
  if (only === undefined) return NOTHING;
  const input = { subscriptionId: only.id, customerId, plan: only.plan };
  return propose(cancelSubscription, input, { given, why: 'It is the only subscription that is running.', doubts: [] });
}

interface Grounds {
  given: PlanInput;
  why: string;
  doubts: string[];
}

function propose(tool: ApprovalTool, input: Record<string, string | number>, { given, why, doubts }: Grounds): Plan {
  const risks = DOUBTS.filter(([risk]) => given.assessment.risks.includes(risk)).map(([, words]) => words);
  const proposal: Proposal = {
    key: `${tool.name}:${inputDigest(tool.name, input)}`,
    tool: tool.name,
    toolClass: tool.toolClass,
    input,
    preview: tool.preview(input),
    reason: `${given.intent?.name ?? tool.name}. ${why}`,
    moves: tool.moves,
    cautions: tool.cautions(input, given.facts),
    brokenLimits: [...tool.limits(input, given.facts), ...doubts, ...risks],
  };
  return { proposals: [proposal], missing: null };
}
