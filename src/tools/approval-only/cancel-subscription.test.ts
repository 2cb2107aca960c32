import { describe, expect, it } from 'vitest';
import { aSubscription, someFacts } from '../backoffice.fake.ts';
import { cancelSubscription } from './cancel-subscription.ts';

const INPUT = { subscriptionId: 'sub_1', customerId: 'cus_1', plan: 'Bean Club Duo' };

describe('cancel_subscription', () => {
  it("has nothing against ending the requester's own running subscription", () => {
    expect(cancelSubscription.limits(INPUT, someFacts())).toEqual([]);
  });

  it('refuses one that is not theirs', () => {
    const words = ['Subscription sub_1 is not a subscription of this requester.'];
    expect(cancelSubscription.limits(INPUT, someFacts({ subscriptions: [] }))).toEqual(words);
    expect(cancelSubscription.limits({ ...INPUT, customerId: 'cus_2' }, someFacts())).toEqual(words);
  });

  it('says when it is cancelled already, or when the plan shown is another one', () => {
    const cancelled = someFacts({ subscriptions: [aSubscription({ status: 'cancelled' })] });
    expect(cancelSubscription.limits(INPUT, cancelled)).toEqual(['Subscription sub_1 is cancelled already.']);
    expect(cancelSubscription.limits({ ...INPUT, plan: 'Bean Club Solo' }, someFacts())).toEqual([
      'Subscription sub_1 is "Bean Club Duo", not "Bean Club Solo".',
    ]);
  });
});
