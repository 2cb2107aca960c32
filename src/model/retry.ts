import type { ModelRetrySettings, RetryDecision, RetryPolicyContext } from '@openai/agents';

const PASSING = new Set([408, 409, 429, 500, 502, 503, 504]);
/** Two more tries: a longer wait is the queue's business, which does not hold a worker. */
const RETRIES = 2;

/** How one question may be asked again. `timeLeftMs` says what is left of the time that the caller gave. */
export function retrySettings(firstDelayMs: number, timeLeftMs: () => number): ModelRetrySettings {
  return {
    maxRetries: RETRIES,
    policy: (context) => decideRetry(context, timeLeftMs()),
    backoff: { initialDelayMs: firstDelayMs, maxDelayMs: firstDelayMs * 5, multiplier: 2, jitter: true },
  };
}

/** Time-outs are not retried, and no wait is begun that would leave less than half of the time for the answer. */
export function decideRetry(context: Pick<RetryPolicyContext, 'normalized'>, timeLeftMs: number): RetryDecision {
  const { isAbort, isNetworkError, errorCode, statusCode, retryAfterMs } = context.normalized;
  if (isAbort || isOutOfQuota(errorCode)) return false;
  if (!isNetworkError && !PASSING.has(statusCode ?? 0)) return false;
  if (retryAfterMs === undefined) return true;
  return retryAfterMs <= timeLeftMs / 2 ? { retry: true, delayMs: retryAfterMs } : false;
}

/** Comes as a 429, but is a bill to be paid and not a wait. */
export function isOutOfQuota(code: string | null | undefined): boolean {
  return code === 'insufficient_quota' || code === 'billing_hard_limit_reached';
}
