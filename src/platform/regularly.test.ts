import { afterEach, describe, expect, it, vi } from 'vitest';
import { silentLog } from './log.ts';
import { regularly } from './regularly.ts';

describe('regularly', () => {
  afterEach(() => vi.useRealTimers());

  it('runs at once, never twice at a time, and goes on after a failure', async () => {
    vi.useFakeTimers();
    const ends: (() => void)[] = [];
    let begun = 0;
    const task = regularly(
      {
        name: 'test',
        everyMs: 1_000,
        run: () => {
          begun += 1;
          return new Promise((resolve, reject) => ends.push(begun === 1 ? () => reject(new Error('no')) : resolve));
        },
      },
      silentLog,
    );
    await vi.advanceTimersByTimeAsync(5_000);
    expect(begun).toBe(1);
    ends[0]?.();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(begun).toBe(2);
    ends[1]?.();
    await task.stop();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(begun).toBe(2);
  });
});
