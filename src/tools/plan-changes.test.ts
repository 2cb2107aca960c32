import { describe, expect, it } from 'vitest';
import { assessmentOf } from '../tickets/assessment.fake.ts';
import type { Assessment } from '../tickets/assessment.ts';
import { findEntities } from '../tickets/entities.ts';
import type { Intent } from '../tickets/intent.ts';
import { anOrder, aSubscription, someFacts } from './backoffice.fake.ts';
import { planActions } from './plan.ts';
import type { LimitFacts } from './tool.ts';

const HERE = { street: 'Canal Street 7', postcode: '2611 AB', city: 'Delft', country: 'NL' };

function plan(action: string, message: string, facts: Partial<LimitFacts> = {}, risks: Assessment['risks'] = []) {
  const intent: Intent = {
    label: 'a_request',
    name: 'A request',
    description: 'd',
    examples: ['a', 'b', 'c'],
    risk: 'medium',
    specialist: 'orders',
    group: 'Support',
    required_fields: [],
    rollout: 'assist',
    action,
    priority: null,
  };
  const assessment = assessmentOf({ entities: findEntities(message), risks });
  return planActions({ intent, assessment, facts: someFacts(facts), message });
}

const onItsWay = { orders: [anOrder({ status: 'processing', shipTo: HERE })] };

describe('planActions for an address', () => {
  it('proposes the address that the message names, in the country that the order goes to', () => {
    const { proposals } = plan('change_address', 'Please send order 1042 to Dorpsstraat 9, 3512 PH Utrecht.', onItsWay);
    expect(proposals).toMatchObject([
      {
        tool: 'change_address',
        moves: 'access',
        preview: 'Send order 1042 to Dorpsstraat 9, 3512 PH Utrecht, NL (until now: Canal Street 7, 2611 AB Delft, NL)',
        brokenLimits: [],
      },
    ]);
  });

  it('asks for the address, or for the order, when it is missing', () => {
    expect(plan('change_address', 'I moved. Can order 1042 go to my new address?', onItsWay).missing).toBe(
      'delivery_address',
    );
    expect(plan('change_address', 'Please send it to Dorpsstraat 9, 3512 PH Utrecht.', onItsWay).missing).toBe(
      'order_number',
    );
  });

  it('asks for no address that would come too late, and proposes nothing for a request that is no address', () => {
    expect(plan('change_address', 'Can you change the address of order 1042?')).toEqual({
      proposals: [],
      missing: null,
    });
    expect(plan('change_address', 'Please cancel order 1042', onItsWay)).toEqual({ proposals: [], missing: null });
  });

  it('leaves two addresses, another country and a takeover to a person', () => {
    const broken = (text: string, risks: Assessment['risks'] = []) =>
      plan('change_address', `Order 1042: ${text}`, onItsWay, risks).proposals[0]?.brokenLimits ?? [];
    expect(broken('Dorpsstraat 9, 3512 PH Utrecht or Kerkstraat 4, 1017 GJ Amsterdam')[0]).toContain('more than one');
    expect(broken('Hauptstraße 12, 10827 Berlin, Germany')[0]).toContain('postage and VAT');
    expect(broken('Dorpsstraat 9, 3512 PH Utrecht', ['account_takeover'])[0]).toContain('takeover');
  });

  it('does not touch an order of somebody else', () => {
    const foreign = { orders: [anOrder({ status: 'processing', shipTo: HERE, customerId: 'cus_2' })] };
    expect(plan('change_address', 'Send order 1042 to Dorpsstraat 9, 3512 PH Utrecht', foreign).proposals).toEqual([]);
  });
});

describe('planActions for access and subscriptions', () => {
  it('proposes to unlock an account that is locked, and nothing for one that is not', () => {
    const account = { status: 'locked' as const, lockedBecause: 'wrong_passwords' as const };
    expect(plan('unlock_account', 'I cannot get in', { account }).proposals).toMatchObject([
      { preview: 'Unlock the account of anna@mail.example', moves: 'access', brokenLimits: [] },
    ]);
    expect(plan('unlock_account', 'I cannot get in').proposals).toEqual([]);
    const fraud = { ...account, lockedBecause: 'fraud' as const };
    expect(plan('unlock_account', 'I cannot get in', { account: fraud }).proposals[0]?.brokenLimits[0]).toContain(
      'fraud',
    );
  });

  it('pauses the only running subscription, and does not choose between two', () => {
    const wish = 'Please pause my subscription until March';
    expect(plan('change_subscription', wish).proposals).toMatchObject([
      { preview: 'Pause the subscription "Bean Club Duo" (sub_1)', moves: 'commitment' },
    ]);
    const two = { subscriptions: [aSubscription(), aSubscription({ id: 'sub_2' })] };
    expect(plan('change_subscription', wish, two).proposals).toEqual([]);
    expect(plan('change_subscription', 'How can I pause?').proposals).toEqual([]);
  });
});
