import type { Breaker } from '../platform/breaker.ts';
import { OutcomeUnknown, Unavailable } from '../platform/errors.ts';
import { turnedAway } from '../platform/fetch-behind.ts';
import type { EffectHandler, EffectKind } from './effect.ts';

/** For a service whose client lets nobody between: what its handler throws says whether it answered. */
export function handlerBehind<K extends EffectKind>(
  breaker: Breaker,
  { name, handler }: { name: string; handler: EffectHandler<K> },
): EffectHandler<K> {
  return {
    find: (effect) => behind(breaker, name, () => handler.find(effect)),
    perform: (effect) => behind(breaker, name, () => handler.perform(effect)),
  };
}

async function behind<T>(breaker: Breaker, name: string, call: () => Promise<T>): Promise<T> {
  if (!breaker.mayTry()) throw turnedAway(name, breaker);
  try {
    const result = await call();
    breaker.succeed();
    return result;
  } catch (error) {
    if (error instanceof Unavailable) breaker.fail(error.afterMs);
    else if (error instanceof OutcomeUnknown) breaker.fail();
    else breaker.succeed();
    throw error;
  }
}
