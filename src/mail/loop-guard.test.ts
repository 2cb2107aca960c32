import { describe, expect, it } from 'vitest';
import { LOOP_LIMITS, type LoopCounts, loopReason } from './loop-guard.ts';

const QUIET: LoopCounts = { repliesOnTicket: 0, repliesToRequester: 0, turnsOnTicket: 0, turnsOfRequester: 0 };

describe('loopReason', () => {
  it('lets a lively but human day pass', () => {
    expect(loopReason(QUIET)).toBeNull();
    expect(
      loopReason({ repliesOnTicket: 2, repliesToRequester: 5, turnsOnTicket: 12, turnsOfRequester: 20 }),
    ).toBeNull();
  });

  it.each([
    ['repliesOnTicket', 'Deskhand replied 3 times on this ticket without a person within 24 hours.'],
    ['repliesToRequester', 'Deskhand replied 10 times to this customer without a person within 24 hours.'],
    ['turnsOnTicket', 'This ticket had 20 messages within 24 hours.'],
    ['turnsOfRequester', 'This customer sent 100 messages within 24 hours.'],
  ] as const)('stops at the limit of %s and says why', (count, words) => {
    expect(loopReason({ ...QUIET, [count]: LOOP_LIMITS[count] - 1 })).toBeNull();
    expect(loopReason({ ...QUIET, [count]: LOOP_LIMITS[count] })).toContain(words);
  });
});
