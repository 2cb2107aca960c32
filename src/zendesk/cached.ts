import type { Clock } from '../platform/clock.ts';

/** Loads a value when it is first asked for and again when it is older than `maxAgeMs`. A failed load is not kept. */
export function cached<T>(clock: Clock, maxAgeMs: number, load: () => Promise<T>): () => Promise<T> {
  let held: { value: Promise<T>; until: number } | null = null;
  return () => {
    const now = clock.now().getTime();
    if (held && now < held.until) return held.value;
    const value = load();
    const mine = { value, until: now + maxAgeMs };
    held = mine;
    value.catch(() => {
      if (held === mine) held = null;
    });
    return value;
  };
}
