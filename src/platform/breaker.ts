import type { Clock } from './clock.ts';

/** How many failures in a row there were, and until when nobody should try. */
export interface BreakerState {
  failures: number;
  pausedUntil: number;
}

export interface BreakerSettings {
  /** Failures in a row before it stops the next ones. */
  threshold: number;
  pauseMs: number;
}

export const FRESH: BreakerState = { failures: 0, pausedUntil: 0 };

/**
 * Whether a call may go out now. After the pause exactly one goes first: it moves the end of the pause on,
 * so that all others keep away until it has come back.
 */
export function decideTry(
  state: BreakerState,
  now: number,
  settings: BreakerSettings,
): { allowed: boolean; state: BreakerState } {
  if (state.failures < settings.threshold) return { allowed: true, state };
  if (now < state.pausedUntil) return { allowed: false, state };
  return { allowed: true, state: { ...state, pausedUntil: now + settings.pauseMs } };
}

/** `afterMs` is what the other side asked for; a longer pause than ours is respected. */
export function afterFailure(
  state: BreakerState,
  now: number,
  settings: BreakerSettings & { afterMs: number },
): BreakerState {
  const failures = state.failures + 1;
  if (failures < settings.threshold) return { ...state, failures };
  return { failures, pausedUntil: now + Math.max(settings.pauseMs, settings.afterMs) };
}

export interface Breaker {
  mayTry(): boolean;
  succeed(): void;
  fail(afterMs?: number): void;
  /** How long nobody should try, in ms; 0 when it is closed. */
  waitMs(): number;
}

/** Between us and a service that other tickets need too: back at it soon after it answers again. */
export const NEIGHBOUR: BreakerSettings = { threshold: 6, pauseMs: 5_000 };

/** Keeps a dead service from costing every ticket its time-out. */
export function createBreaker(clock: Clock, settings: BreakerSettings): Breaker {
  let state = FRESH;
  return {
    mayTry: () => {
      const decision = decideTry(state, clock.now().getTime(), settings);
      state = decision.state;
      return decision.allowed;
    },
    succeed: () => {
      state = FRESH;
    },
    fail: (afterMs = 0) => {
      state = afterFailure(state, clock.now().getTime(), { ...settings, afterMs });
    },
    waitMs: () => {
      if (state.failures < settings.threshold) return 0;
      return Math.max(0, state.pausedUntil - clock.now().getTime());
    },
  };
}
