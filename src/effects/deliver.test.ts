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

const HOUR_MS = 3_600_000;
const tried = (attempts: number, ageMs = 0) => ({ attempts, ageMs, unknownWaitMs: 11_000 });

describe('endingOfError', () => {
  it.each([new GiveUp('refused'), new NotFound('gone')])('ends the effect for good: %s', (error) => {
    expect(endingOfError(error, tried(1))).toMatchObject({ kind: 'finished', state: 'failed' });
  });

  it('tries again when the other side said when', () => {
    expect(endingOfError(new RetryLater('busy', 7_000), tried(1))).toMatchObject({
      kind: 'later',
      state: 'planned',
      afterMs: 7_000,
    });
    expect(endingOfError(new Conflict('somebody wrote'), tried(1))).toMatchObject({ kind: 'later', state: 'planned' });
  });

  it('waits long for missing rights instead of knocking in a loop', () => {
    expect(endingOfError(new AccessRefused('401'), tried(1))).toMatchObject({ kind: 'later', afterMs: 60_000 });
  });

  it('never takes an unknown outcome for a failure', () => {
    expect(endingOfError(new OutcomeUnknown('reset'), tried(1))).toMatchObject({ kind: 'later', state: 'unknown' });
    expect(endingOfError(new TypeError('a bug'), tried(1))).toMatchObject({ kind: 'later', state: 'unknown' });
  });

  it('keeps trying while a neighbour is down, with longer and longer pauses', () => {
    expect(endingOfError(new OutcomeUnknown('reset'), tried(6))).toMatchObject({ state: 'unknown', afterMs: 11_000 });
    expect(endingOfError(new OutcomeUnknown('reset'), tried(40))).toMatchObject({ state: 'unknown', afterMs: 60_000 });
    expect(endingOfError(new RetryLater('busy', 1_000), tried(9))).toMatchObject({ state: 'planned', afterMs: 8_000 });
  });

  it('stops at some point, so that a person sees it', () => {
    const failed = { kind: 'finished', state: 'failed' };
    expect(endingOfError(new OutcomeUnknown('reset'), tried(13, 25 * HOUR_MS))).toMatchObject(failed);
    expect(endingOfError(new TypeError('a bug'), tried(12))).toMatchObject(failed);
  });

  it('R17: waits an outage of hours out, less and less often', () => {
    let ageMs = 0;
    let attempts = 0;
    while (ageMs < 2 * HOUR_MS) {
      attempts += 1;
      const ending = endingOfError(new Unavailable('Slack is down', 2_000), tried(attempts, ageMs));
      expect(ending).toMatchObject({ kind: 'later', state: 'planned' });
      ageMs += ending.kind === 'later' ? ending.afterMs : 0;
    }
    expect(attempts).toBeLessThan(150);
    expect(endingOfError(new OutcomeUnknown('503'), tried(150, ageMs))).toMatchObject({
      kind: 'later',
      state: 'unknown',
    });
  });
});
