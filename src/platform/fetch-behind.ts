import type { Breaker } from './breaker.ts';
import { Unavailable } from './errors.ts';

/** Never less, or those who were turned away would all be back at once. */
const SHORTEST_WAIT_MS = 1_000;

/** A fetch that does not go out while the service has shown that it does not answer. A refusal is an answer. */
export function fetchBehind(
  breaker: Breaker,
  { name, fetch: send }: { name: string; fetch: typeof fetch },
): typeof fetch {
  return async (input, init) => {
    if (!breaker.mayTry()) throw turnedAway(name, breaker);
    try {
      const response = await send(input, init);
      if (response.status >= 500) breaker.fail();
      else breaker.succeed();
      return response;
    } catch (error) {
      breaker.fail();
      throw error;
    }
  };
}

/** Nothing was sent, so even a write may simply be tried again. */
export function turnedAway(name: string, breaker: Breaker): Unavailable {
  const waitMs = Math.max(SHORTEST_WAIT_MS, breaker.waitMs());
  return new Unavailable(`${name} has not answered lately, so nothing was sent`, waitMs);
}
