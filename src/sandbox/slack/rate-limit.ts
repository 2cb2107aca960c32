const perSecond = 1; // one post a second and channel [documented]
const burst = 10; // "short bursts" are let through; how short is not said [guess]

/** Allows a burst of posts per channel, then one a second. */
export class PostLimit {
  readonly #now: () => number;
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Takes a place and answers 0, or the whole seconds to wait. */
  waitSeconds(channel: string): number {
    const now = this.#now();
    const bucket = this.#buckets.get(channel) ?? { tokens: burst, at: now };
    const tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
    const allowed = tokens >= 1;
    this.#buckets.set(channel, { tokens: allowed ? tokens - 1 : tokens, at: now });
    return allowed ? 0 : Math.ceil((1 - tokens) / perSecond);
  }
}
