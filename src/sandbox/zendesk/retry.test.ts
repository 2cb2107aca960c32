import { describe, expect, it } from 'vitest';
import { decideRetry, type Outcome, type Retries } from './retry.ts';

const none: Retries = { conflict: 0, busy: 0, timeout: 0 };
const answered = (status: number, retryAfter: number | null = null): Outcome => ({
  kind: 'answered',
  status,
  retryAfter,
});

describe('decideRetry', () => {
  it('retries a 409 three times', () => {
    expect(decideRetry(answered(409), none, 7)).toMatchObject({ retry: true, because: 'conflict', afterMs: 7 });
    expect(decideRetry(answered(409), { ...none, conflict: 2 }, 7)).toMatchObject({ retry: true });
    expect(decideRetry(answered(409), { ...none, conflict: 3 }, 7)).toMatchObject({ retry: false, success: false });
  });

  it('retries a timeout five times', () => {
    expect(decideRetry({ kind: 'timeout' }, { ...none, timeout: 4 }, 7)).toMatchObject({ retry: true });
    expect(decideRetry({ kind: 'timeout' }, { ...none, timeout: 5 }, 7)).toMatchObject({ retry: false });
  });

  it.each([429, 503])('retries a %i only when told to come back within a minute', (status) => {
    expect(decideRetry(answered(status, 30), none, 7)).toMatchObject({ retry: true, afterMs: 30_000 });
    expect(decideRetry(answered(status, 60), none, 7)).toMatchObject({ retry: false });
    expect(decideRetry(answered(status), none, 7)).toMatchObject({ retry: false });
  });

  it.each([400, 401, 404, 500, 502, 504, 301])('never retries a %i', (status) => {
    expect(decideRetry(answered(status, 1), none, 7)).toMatchObject({ retry: false, success: false });
  });

  it('does not retry what could not be reached', () => {
    expect(decideRetry({ kind: 'unreachable' }, none, 7)).toMatchObject({ retry: false, success: false });
  });
});
