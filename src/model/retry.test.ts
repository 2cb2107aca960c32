import type { ModelRetryNormalizedError } from '@openai/agents';
import { describe, expect, it } from 'vitest';
import { decideRetry } from './retry.ts';

const decide = (error: Partial<ModelRetryNormalizedError>, timeLeftMs = 10_000) =>
  decideRetry({ normalized: { isNetworkError: false, isAbort: false, ...error } }, timeLeftMs);

describe('whether a question is asked once more', () => {
  it('retries what passes and nothing else', () => {
    expect([429, 500, 503, 408].map((statusCode) => decide({ statusCode }))).toEqual([true, true, true, true]);
    expect([400, 401, 403, 404, 422].map((statusCode) => decide({ statusCode }))).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
    expect(decide({ isNetworkError: true })).toBe(true);
    expect(decide({})).toBe(false);
  });

  it('never retries what was aborted or is not paid for', () => {
    expect(decide({ isNetworkError: true, isAbort: true })).toBe(false);
    expect(decide({ statusCode: 429, errorCode: 'insufficient_quota' })).toBe(false);
  });

  it('waits as asked, but not when the time would run out', () => {
    expect(decide({ statusCode: 429, retryAfterMs: 1_000 })).toEqual({ retry: true, delayMs: 1_000 });
    expect(decide({ statusCode: 429, retryAfterMs: 1_000 }, 1_500)).toBe(false);
  });
});
