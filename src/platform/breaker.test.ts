import { describe, expect, it } from 'vitest';
import { createBreaker } from './breaker.ts';

function setUp() {
  let now = 0;
  const breaker = createBreaker({ now: () => new Date(now) }, { threshold: 3, pauseMs: 100 });
  const pass = (ms: number): void => {
    now += ms;
  };
  const failThreeTimes = (afterMs = 0): void => {
    for (let at = 0; at < 3; at += 1) breaker.fail(afterMs);
  };
  return { breaker, pass, failThreeTimes };
}

describe('the circuit breaker', () => {
  it('lets calls through until there were enough failures in a row', () => {
    const { breaker } = setUp();
    breaker.fail();
    breaker.fail();
    expect(breaker.mayTry()).toBe(true);
    breaker.fail();
    expect(breaker.mayTry()).toBe(false);
  });

  it('forgets failures after a success', () => {
    const { breaker } = setUp();
    breaker.fail();
    breaker.fail();
    breaker.succeed();
    breaker.fail();
    expect(breaker.mayTry()).toBe(true);
  });

  it('lets exactly one call through after the pause', () => {
    const { breaker, pass, failThreeTimes } = setUp();
    failThreeTimes();
    pass(99);
    expect(breaker.mayTry()).toBe(false);
    pass(1);
    expect([breaker.mayTry(), breaker.mayTry()]).toEqual([true, false]);
  });

  it('pauses again when that one fails, and is back when it succeeds', () => {
    const { breaker, pass, failThreeTimes } = setUp();
    failThreeTimes();
    pass(100);
    breaker.mayTry();
    breaker.fail();
    expect(breaker.mayTry()).toBe(false);
    pass(100);
    breaker.mayTry();
    breaker.succeed();
    expect([breaker.mayTry(), breaker.mayTry()]).toEqual([true, true]);
  });

  it('lets another one through when that one never came back', () => {
    const { breaker, pass, failThreeTimes } = setUp();
    failThreeTimes();
    pass(100);
    breaker.mayTry();
    pass(100);
    expect(breaker.mayTry()).toBe(true);
  });

  it('respects a longer pause that the other side asked for', () => {
    const { breaker, pass, failThreeTimes } = setUp();
    failThreeTimes(500);
    pass(499);
    expect(breaker.mayTry()).toBe(false);
    pass(1);
    expect(breaker.mayTry()).toBe(true);
  });
});
