import { describe, expect, it } from 'vitest';
import { alarmsOf } from './alarms.ts';
import type { Signs } from './signs.ts';

const WELL: Signs = {
  oldestDue: 10,
  deadLetters: 3,
  newDeadLetters: 0,
  sweepAge: 95,
  oldestReview: 60,
  workers: 2,
  openBreakers: [],
  pausedDoors: [],
  foundBySweep: 1,
};

describe('alarmsOf', () => {
  it('is silent in a healthy house', () => {
    expect(alarmsOf(WELL)).toEqual([]);
    expect(alarmsOf({ ...WELL, sweepAge: null })).toEqual([]);
  });

  it.each([
    ['door_paused', { pausedDoors: ['Zendesk'] }],
    ['work_waits', { oldestDue: 301 }],
    ['sweep_late', { sweepAge: 601 }],
    ['review_unseen', { oldestReview: 1_801 }],
    ['breaker_open', { openBreakers: ['slack'] }],
    ['dead_letters', { newDeadLetters: 1 }],
    ['no_worker', { workers: 0 }],
  ])('R30: %s is heard', (code, change) => {
    expect(alarmsOf({ ...WELL, ...change }).map((alarm) => alarm.code)).toEqual([code]);
  });
});
