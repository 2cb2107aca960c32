import { describe, expect, it } from 'vitest';
import { aSubscription, FakeBackoffice, someFacts } from '../backoffice.fake.ts';
import { cancelSubscription } from './cancel-subscription.ts';
import { changeSubscription, SUBSCRIPTION_CHANGES, subscriptionWish } from './change-subscription.ts';

const INPUT = { subscriptionId: 'sub_1', customerId: 'cus_1', plan: 'Bean Club Duo', change: 'pause' as const };
const withStatus = (status: 'active' | 'paused' | 'cancelled') =>
  someFacts({ subscriptions: [aSubscription({ status })] });

describe('change_subscription', () => {
  it.each([
    ['pause', 'active'],
    ['resume', 'paused'],
    ['skip', 'active'],
    ['unskip', 'active'],
    ['restore', 'cancelled'],
  ] as const)('lets somebody %s what is %s, and nothing else', (change, status) => {
    expect(changeSubscription.limits({ ...INPUT, change }, withStatus(status))).toEqual([]);
    const others = (['active', 'paused', 'cancelled'] as const).filter((each) => each !== status);
    for (const other of others)
      expect(changeSubscription.limits({ ...INPUT, change }, withStatus(other))).toHaveLength(1);
  });

  it('refuses one of somebody else and another plan than the one shown', () => {
    expect(changeSubscription.limits({ ...INPUT, customerId: 'cus_2' }, someFacts())[0]).toContain(
      'not a subscription',
    );
    expect(changeSubscription.limits({ ...INPUT, plan: 'Solo' }, someFacts())[0]).toContain('not "Solo"');
  });

  it('turns every change around with a change that is allowed afterwards', () => {
    const after = { pause: 'paused', resume: 'active', skip: 'active', unskip: 'active' } as const;
    for (const change of SUBSCRIPTION_CHANGES) {
      const back = changeSubscription.undo({ ...INPUT, change });
      if (change === 'restore') expect(back).toBeNull();
      else expect(changeSubscription.limits(back?.input, withStatus(after[change]))).toEqual([]);
    }
  });

  it('takes a cancellation back', async () => {
    const { change: _, ...cancelled } = INPUT;
    const back = cancelSubscription.undo(cancelled);
    expect(back).toEqual({ tool: 'change_subscription', input: { ...cancelled, change: 'restore' } });
    const backoffice = new FakeBackoffice();
    await changeSubscription.execute(back?.input, { backoffice, idempotencyKey: 'k' });
    expect(backoffice.calls).toEqual(['subscription_restore sub_1']);
  });
});

describe('subscriptionWish', () => {
  it.each([
    ['Please pause my subscription until March', 'pause'],
    ['Skip the delivery of this month please', 'skip'],
    ['Bitte mein Abo pausieren, danke', 'pause'],
    ['Please resume my Bean Club box', 'resume'],
    ['How do I pause Bean Club while I am on holiday?', null],
    ['Is it better to skip or to pause?', null],
    ['Can I skip one?', null],
    ['Please send my beans every 6 weeks', null],
    ['pause it, or skip the next one', null],
  ])('%j wants %s', (message, wish) => {
    expect(subscriptionWish(message)).toBe(wish);
  });
});
