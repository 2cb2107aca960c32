import { describe, expect, it } from 'vitest';
import { createBreaker } from '../platform/breaker.ts';
import { GiveUp, OutcomeUnknown } from '../platform/errors.ts';
import type { Effect, EffectHandler } from './effect.ts';
import { handlerBehind } from './handler-behind.ts';

const EFFECT = { key: 'card:1' } as Effect<'slack_card'>;

function open(error: () => Error | null) {
  let asked = 0;
  const handler: EffectHandler<'slack_card'> = {
    find: async () => null,
    perform: async () => {
      asked += 1;
      const failure = error();
      if (failure) throw failure;
      return { kind: 'done', proof: {} };
    },
  };
  const breaker = createBreaker({ now: () => new Date(0) }, { threshold: 2, pauseMs: 5_000 });
  return { handler: handlerBehind(breaker, { name: 'Slack', handler }), asked: () => asked };
}

describe('handlerBehind', () => {
  it('keeps away from a service that does not answer, and says that nothing was sent', async () => {
    const { handler, asked } = open(() => new OutcomeUnknown('reset'));
    for (let n = 0; n < 2; n += 1) await expect(handler.perform(EFFECT)).rejects.toThrow('reset');
    await expect(handler.perform(EFFECT)).rejects.toMatchObject({ name: 'Unavailable' });
    await expect(handler.find(EFFECT)).rejects.toMatchObject({ name: 'Unavailable' });
    expect(asked()).toBe(2);
  });

  it('takes a refusal for an answer', async () => {
    const { handler, asked } = open(() => new GiveUp('no such channel'));
    for (let n = 0; n < 5; n += 1) await expect(handler.perform(EFFECT)).rejects.toThrow('no such channel');
    expect(asked()).toBe(5);
  });
});
