import { describe, expect, it } from 'vitest';
import type { Assessment, Entity } from '../tickets/assessment.ts';
import type { Intent } from '../tickets/intent.ts';
import { anOrder, aSubscription, someFacts } from './backoffice.fake.ts';
import { type Plan, planActions } from './plan.ts';
import { Proposal } from './proposal.ts';
import type { LimitFacts } from './tool.ts';

function intentWith(action: string | null): Intent {
  return {
    label: 'refund_request',
    name: 'Refund request',
    description: 'd',
    examples: ['a', 'b', 'c'],
    risk: 'medium',
    specialist: 'billing',
    group: 'Billing',
    required_fields: [],
    rollout: 'assist',
    action,
    priority: null,
  };
}

function assessmentWith(entities: [Entity['kind'], string][], changes: Partial<Assessment> = {}): Assessment {
  return {
    intent: 'refund_request',
    confidence: 0.9,
    alternatives: [],
    secondIntent: null,
    urgency: 'normal',
    sentiment: 'neutral',
    language: 'en',
    entities: entities.map(([kind, value]) => ({ kind, value })),
    missingFields: [],
    risks: [],
    wantsPerson: false,
    summary: '',
    ...changes,
  };
}

function refundPlan(
  entities: [Entity['kind'], string][],
  facts: Partial<LimitFacts> = {},
  changes: Partial<Assessment> = {},
): Plan {
  return planActions({
    intent: intentWith('issue_refund'),
    assessment: assessmentWith(entities, changes),
    facts: someFacts(facts),
  });
}

describe('planActions for a refund', () => {
  it('proposes the amount that the message names, for the order that it names', () => {
    const plan = refundPlan([
      ['order_number', '1042'],
      ['amount', '20.00 EUR'],
    ]);
    expect(plan.missing).toBeNull();
    expect(plan.proposals).toHaveLength(1);
    expect(Proposal.parse(plan.proposals[0])).toMatchObject({
      tool: 'issue_refund',
      toolClass: 'approval-only',
      moves: 'money',
      input: { orderNumber: '1042', customerId: 'cus_1', amount: 20, currency: 'EUR' },
      preview: 'Refund 20.00 EUR for order 1042',
      cautions: [],
      brokenLimits: [],
    });
  });

  it('proposes what is left when no amount is named, or a higher one', () => {
    const facts = { orders: [anOrder({ refundedAmount: 14 })] };
    expect(refundPlan([['order_number', '1042']], facts).proposals[0]?.input).toMatchObject({ amount: 50 });
    const tooMuch = refundPlan(
      [
        ['order_number', '1042'],
        ['amount', '300 EUR'],
      ],
      facts,
    ).proposals[0];
    expect(tooMuch?.input).toMatchObject({ amount: 50 });
    expect(tooMuch?.reason).toContain('names 300.00 EUR, but only 50.00 EUR');
  });

  it.each([
    [['20.00 EUR', '35.00 EUR'], 'more than one amount'],
    [['20.00 GBP'], 'an amount in GBP'],
  ])('lets a person look when the amounts are %j', (amounts, words) => {
    const entities = amounts.map((amount): [Entity['kind'], string] => ['amount', amount]);
    const plan = refundPlan([['order_number', '1042'], ...entities]);
    expect(plan.proposals[0]?.brokenLimits).toEqual([expect.stringContaining(words)]);
  });

  it('asks for the order number instead of guessing, even with a single order', () => {
    expect(refundPlan([])).toEqual({ proposals: [], missing: 'order_number' });
  });

  it('asks when two of their orders are named', () => {
    const facts = { orders: [anOrder(), anOrder({ number: '1043' })] };
    const plan = refundPlan(
      [
        ['order_number', '1042'],
        ['order_number', '1043'],
      ],
      facts,
    );
    expect(plan).toEqual({ proposals: [], missing: 'order_number' });
  });

  it('proposes nothing for an order that is somebody else’s, missing, or paid back in full', () => {
    const nothing = { proposals: [], missing: null };
    expect(refundPlan([['order_number', '1042']], { orders: [anOrder({ customerId: 'cus_2' })] })).toEqual(nothing);
    expect(refundPlan([['order_number', '9999']])).toEqual(nothing);
    expect(refundPlan([['order_number', '1042']], { orders: [anOrder({ refundedAmount: 64 })] })).toEqual(nothing);
  });

  it('proposes nothing for somebody we do not know', () => {
    expect(refundPlan([['order_number', '1042']], { customer: null })).toEqual({ proposals: [], missing: null });
  });

  it('keeps the limits that it breaks in words', () => {
    const plan = refundPlan([['order_number', '1042']], { orders: [anOrder({ total: 300 })] });
    expect(plan.proposals[0]?.brokenLimits).toEqual(['More than 250.00 EUR: finance must release it.']);
  });

  it('offers no one-press approval to a possible account takeover', () => {
    const plan = refundPlan([['order_number', '1042']], {}, { risks: ['account_takeover'] });
    expect(plan.proposals[0]?.brokenLimits).toEqual(['The message shows signs of an account takeover.']);
  });

  it('gives the same key again for the same thing, and another one for another amount', () => {
    const key = (amount: string): string | undefined =>
      refundPlan([
        ['order_number', '1042'],
        ['amount', amount],
      ]).proposals[0]?.key;
    expect(key('20 EUR')).toBe(key('€20.00'));
    expect(key('20 EUR')).not.toBe(key('21 EUR'));
  });
});

describe('planActions for anything else', () => {
  const cancel = (facts: Partial<LimitFacts>): Plan =>
    planActions({ intent: intentWith('cancel_subscription'), assessment: assessmentWith([]), facts: someFacts(facts) });

  it('proposes to cancel the only running subscription', () => {
    const plan = cancel({ subscriptions: [aSubscription(), aSubscription({ id: 'sub_0', status: 'cancelled' })] });
    expect(plan.proposals[0]).toMatchObject({
      tool: 'cancel_subscription',
      preview: 'Cancel the subscription "Bean Club Duo" (sub_1)',
    });
  });

  it('does not choose between two running subscriptions', () => {
    const plan = cancel({ subscriptions: [aSubscription(), aSubscription({ id: 'sub_2', status: 'paused' })] });
    expect(plan).toEqual({ proposals: [], missing: null });
  });

  it('does nothing for an unknown intent, no action, or an action without a tool', () => {
    const assessment = assessmentWith([['order_number', '1042']]);
    for (const intent of [null, intentWith(null), intentWith('change_address'), intentWith('delete_everything')]) {
      expect(planActions({ intent, assessment, facts: someFacts() })).toEqual({ proposals: [], missing: null });
    }
  });
});
