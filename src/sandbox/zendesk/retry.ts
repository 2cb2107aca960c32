export type Outcome =
  | { kind: 'answered'; status: number; retryAfter: number | null }
  | { kind: 'timeout' }
  | { kind: 'unreachable' };

/** How often each reason has already led to a retry of this invocation. */
export type Retries = { conflict: number; busy: number; timeout: number };

export type Verdict =
  | { retry: false; success: boolean; reason: string }
  | { retry: true; because: keyof Retries; afterMs: number };

/** [documented] 409 three times; 429 and 503 only when asked to come back within a minute; timeouts five times; never a 500. */
const MOST = { conflict: 3, timeout: 5, busy: 5 } satisfies Retries; // [guess] no number is given for 429 and 503
const LONGEST_RETRY_AFTER_S = 60;

export function decideRetry(outcome: Outcome, done: Retries, retryDelayMs: number): Verdict {
  if (outcome.kind === 'unreachable') return { retry: false, success: false, reason: 'not reachable' };
  if (outcome.kind === 'timeout') return again('timeout', done, retryDelayMs);
  if (outcome.status >= 200 && outcome.status < 300) return { retry: false, success: true, reason: 'delivered' };
  if (outcome.status === 409) return again('conflict', done, retryDelayMs);
  const mayWait = outcome.status === 429 || outcome.status === 503;
  if (mayWait && outcome.retryAfter !== null && outcome.retryAfter < LONGEST_RETRY_AFTER_S) {
    return again('busy', done, outcome.retryAfter * 1_000);
  }
  return { retry: false, success: false, reason: `answered ${outcome.status}, which is not retried` };
}

function again(because: keyof Retries, done: Retries, afterMs: number): Verdict {
  if (done[because] < MOST[because]) return { retry: true, because, afterMs };
  return { retry: false, success: false, reason: `gave up after ${done[because]} retries` };
}
