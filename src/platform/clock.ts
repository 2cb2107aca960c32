/** The time as a dependency, so that tests can move it. Leases never use it: only the database's clock decides those. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** Resolves after `ms`, or at once when the signal aborts. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done, { once: true });
    function done(): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    }
  });
}

/** Does something now and then regularly, until stopped. */
export function everySoOften(ms: number, act: () => void): { stop(): void } {
  act();
  const timer = setInterval(act, ms);
  return { stop: () => clearInterval(timer) };
}
