import type { Clock } from '../platform/clock.ts';

/** More keys than people in any review channel; a bound all the same. */
const MAX_KEYS = 2_000;

/**
 * Loads a value per key and keeps it for a while. Fifty who ask at once wait for one load and do not make fifty. A failed load is
 * not kept.
 */
export function cachedByKey<T>(
  clock: Clock,
  maxAgeMs: number,
  load: (key: string) => Promise<T>,
): (key: string) => Promise<T> {
  const held = new Map<string, { value: T; until: number }>();
  const loading = new Map<string, Promise<T>>();
  async function loadOnce(key: string): Promise<T> {
    try {
      const value = await load(key);
      if (held.size >= MAX_KEYS) held.clear();
      held.set(key, { value, until: clock.now().getTime() + maxAgeMs });
      return value;
    } finally {
      loading.delete(key);
    }
  }
  return async (key) => {
    const found = held.get(key);
    if (found && clock.now().getTime() < found.until) return found.value;
    const running = loading.get(key) ?? loadOnce(key);
    loading.set(key, running);
    return running;
  };
}
