import { describe, expect, it } from 'vitest';
import { AccessRefused, Conflict, GiveUp, NotFound, OutcomeUnknown, RetryLater } from '../platform/errors.ts';
import { endingOfError } from './deliver.ts';

describe('endingOfError', () => {
  it.each([new GiveUp('refused'), new NotFound('gone')])('ends the effect for good: %s', (error) => {
    expect(endingOfError(error, 1)).toMatchObject({ kind: 'finished', state: 'failed' });
  });

  it('tries again when the other side said when', () => {
    expect(endingOfError(new RetryLater('busy', 7_000), 1)).toMatchObject({
      kind: 'later',
      state: 'planned',
      afterMs: 7_000,
    });
    expect(endingOfError(new Conflict('somebody wrote'), 1)).toMatchObject({ kind: 'later', state: 'planned' });
  });

  it('waits for missing rights without counting attempts, however many there were', () => {
    expect(endingOfError(new AccessRefused('401'), 99)).toMatchObject({
      kind: 'later',
      afterMs: 30_000,
      counts: false,
    });
  });

  it('never takes an unknown outcome for a failure', () => {
    expect(endingOfError(new OutcomeUnknown('reset'), 1)).toMatchObject({ kind: 'later', state: 'unknown' });
    expect(endingOfError(new TypeError('a bug'), 1)).toMatchObject({ kind: 'later', state: 'unknown' });
  });

  it('stops at some point, so that a person sees it', () => {
    expect(endingOfError(new OutcomeUnknown('reset'), 12)).toMatchObject({ kind: 'finished', state: 'failed' });
  });
});
