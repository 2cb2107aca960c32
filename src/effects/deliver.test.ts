import { describe, expect, it } from 'vitest';
import {
  AccessRefused,
  Conflict,
  GiveUp,
  NotFound,
  OutcomeUnknown,
  RetryLater,
  Unavailable,
} from '../platform/errors.ts';
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

  it('waits long for missing rights instead of knocking in a loop', () => {
    expect(endingOfError(new AccessRefused('401'), 1)).toMatchObject({ kind: 'later', afterMs: 60_000 });
  });

  it('never takes an unknown outcome for a failure', () => {
    expect(endingOfError(new OutcomeUnknown('reset'), 1)).toMatchObject({ kind: 'later', state: 'unknown' });
    expect(endingOfError(new TypeError('a bug'), 1)).toMatchObject({ kind: 'later', state: 'unknown' });
  });

  it('stops at some point, so that a person sees it', () => {
    expect(endingOfError(new TypeError('a bug'), 12)).toMatchObject({ kind: 'finished', state: 'failed' });
    expect(endingOfError(new Unavailable('down', 2_000), 1_500)).toMatchObject({ kind: 'finished', state: 'failed' });
  });

  it('R17: waits an outage of hours out, less and less often', () => {
    let waited = 0;
    let attempts = 0;
    while (waited < 2 * 3_600_000) {
      attempts += 1;
      const ending = endingOfError(new Unavailable('Slack is down', 2_000), attempts);
      expect(ending).toMatchObject({ kind: 'later', state: 'planned' });
      waited += ending.kind === 'later' ? ending.afterMs : 0;
    }
    expect(attempts).toBeLessThan(130);
    expect(endingOfError(new OutcomeUnknown('503'), 130)).toMatchObject({ kind: 'later', state: 'unknown' });
  });
});
