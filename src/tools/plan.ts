import type { Assessment } from '../tickets/assessment.ts';
import type { Intent } from '../tickets/intent.ts';
import { findAddresses, SPEAKS_OF_ADDRESS } from './address.ts';
import { cancelSubscription } from './approval-only/cancel-subscription.ts';
import { changeAddress } from './approval-only/change-address.ts';
import { changeSubscription, subscriptionWish } from './approval-only/change-subscription.ts';
import { issueRefund } from './approval-only/issue-refund.ts';
import { unlockAccount } from './approval-only/unlock-account.ts';
import type { Customer, Order, Subscription } from './backoffice.ts';
import { doubtsOf } from './doubts.ts';
import { numbersOf } from './facts.ts';
import { inputDigest } from './input-digest.ts';
import { fromCents, toCents } from './money.ts';
import { entitiesInForce } from './newest-words.ts';
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
  missing: 'order_number' | 'delivery_address' | null;
}

const NOTHING: Plan = { proposals: [], missing: null };
const ASK_FOR_ORDER: Plan = { proposals: [], missing: 'order_number' };

type Planner = (given: PlanInput, customer: Customer) => Plan;

/** What an intent's `action` may name. A word that is not here names a connected tool, or nothing. */
const PLANNERS: Readonly<Record<string, Planner>> = {
  [issueRefund.name]: planRefund,
  [cancelSubscription.name]: planCancellation,
  [changeSubscription.name]: planSubscriptionChange,
  [changeAddress.name]: planAddress,
  [unlockAccount.name]: planUnlock,
};

/** Maps an intent to what could be done for the requester's own records. The text names a record and an amount, never the action. */
export function planActions(given: PlanInput): Plan {
  const { intent, facts } = given;
  if (intent === null || intent.action === null || facts.customer === null) return NOTHING;
  const planner = Object.hasOwn(PLANNERS, intent.action) ? PLANNERS[intent.action] : undefined;
  const entities = entitiesInForce(given.assessment.entities, given.message);
  return planner?.({ ...given, assessment: { ...given.assessment, entities } }, facts.customer) ?? NOTHING;
}

/** The one order of the requester that the message names; else what to do instead. */
function namedOrder({ assessment, facts }: PlanInput, customerId: string): Order | Plan {
  const named = numbersOf(assessment.entities, 'order_number');
  if (named.length === 0) return ASK_FOR_ORDER;
  const own = facts.orders.filter((order) => order.customerId === customerId && named.includes(order.number));
  if (own.length > 1) return ASK_FOR_ORDER;
  return own[0] ?? NOTHING;
}

function planRefund(given: PlanInput, { id: customerId }: Customer): Plan {
  const order = namedOrder(given, customerId);
  if (!('number' in order)) return order;
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

/** The only subscription with one of these states, since the text never says which id. */
function onlySubscription({ facts }: PlanInput, ...states: Subscription['status'][]): Subscription | undefined {
  const fitting = facts.subscriptions.filter((each) => states.includes(each.status));
  return fitting.length === 1 ? fitting[0] : undefined;
}

function planCancellation(given: PlanInput, { id: customerId }: Customer): Plan {
  const only = onlySubscription(given, 'active', 'paused');
  if (only === undefined) return NOTHING;
  const input = { subscriptionId: only.id, customerId, plan: only.plan };
  return propose(cancelSubscription, input, { given, why: 'It is the only subscription that is running.', doubts: [] });
}

function planSubscriptionChange(given: PlanInput, { id: customerId }: Customer): Plan {
  const change = subscriptionWish(given.message ?? '');
  if (change === null) return NOTHING;
  const only = onlySubscription(given, change === 'resume' ? 'paused' : 'active');
  if (only === undefined) return NOTHING;
  const input = { subscriptionId: only.id, customerId, plan: only.plan, change };
  const why = `The message asks for it, and it is the only subscription that is ${only.status}.`;
  return propose(changeSubscription, input, { given, why, doubts: [] });
}

/** Only when the message is about where it goes: the same intent holds "cancel it" and "add a bag", which people do. */
function planAddress(given: PlanInput, { id: customerId }: Customer): Plan {
  const message = given.message ?? '';
  const addresses = findAddresses(message);
  if (addresses.length === 0 && !SPEAKS_OF_ADDRESS.test(message)) return NOTHING;
  const order = namedOrder(given, customerId);
  if (!('number' in order)) return order;
  const [to] = addresses;
  if (to === undefined) return order.status === 'processing' ? { proposals: [], missing: 'delivery_address' } : NOTHING;
  const country = to.country ?? order.shipTo?.country ?? null;
  if (country === null) return { proposals: [], missing: 'delivery_address' };
  const doubts = addresses.length > 1 ? ['The message names more than one address: check which one is meant.'] : [];
  const input = { orderNumber: order.number, customerId, to: { ...to, country }, from: order.shipTo ?? null };
  return propose(changeAddress, input, { given, why: 'The address is the one that the message names.', doubts });
}

function planUnlock(given: PlanInput, { id: customerId, email }: Customer): Plan {
  if (given.facts.account?.status !== 'locked') return NOTHING;
  return propose(unlockAccount, { customerId, email }, { given, why: 'The account is locked.', doubts: [] });
}

interface Grounds {
  given: PlanInput;
  why: string;
  doubts: string[];
}

function propose(tool: ApprovalTool, input: Record<string, unknown>, { given, why, doubts }: Grounds): Plan {
  const proposal: Proposal = {
    key: `${tool.name}:${inputDigest(tool.name, input)}`,
    tool: tool.name,
    toolClass: tool.toolClass,
    input,
    preview: tool.preview(input),
    reason: `${given.intent?.name ?? tool.name}. ${why}`,
    moves: tool.moves,
    cautions: tool.cautions(input, given.facts),
    brokenLimits: [...tool.limits(input, given.facts), ...doubts, ...doubtsOf(given.assessment)],
  };
  return { proposals: [proposal], missing: null };
}
