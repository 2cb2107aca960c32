import type { Clock } from '../platform/clock.ts';

/** More keys than people in any review channel; a bound all the same. */
const MAX_KEYS = 2_000;

/** Loads a value per key and keeps it for a while. A failed load is not kept. */
export function cachedByKey<T>(
  clock: Clock,
  maxAgeMs: number,
  load: (key: string) => Promise<T>,
): (key: string) => Promise<T> {
  const held = new Map<string, { value: T; until: number }>();
  return async (key) => {
    const now = clock.now().getTime();
    const found = held.get(key);
    if (found && now < found.until) return found.value;
    const value = await load(key);
    if (held.size >= MAX_KEYS) held.clear();
    held.set(key, { value, until: now + maxAgeMs });
    return value;
  };
}
