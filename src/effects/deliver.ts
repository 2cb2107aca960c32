import { crashPoint } from '../platform/crash-point.ts';
import {
  AccessRefused,
  Conflict,
  GiveUp,
  messageOf,
  NotFound,
  OutcomeUnknown,
  RetryLater,
} from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { Doorbell } from '../queue/jobs.ts';
import type { EffectHandler, EffectHandlers, EffectKind, Performed } from './effect.ts';
import type { ClaimedEffect } from './effect-rows.ts';
import type { EffectStore } from './effect-store.ts';
import type { EffectEnd, Follow } from './finish-effect.ts';

export interface DeliverDeps {
  effects: EffectStore;
  handlers: EffectHandlers;
  doorbell: Doorbell;
  log: Log;
  /** This process, as it stands in leases. */
  owner: string;
  /** A worker that dies gives its effect back after this long; a living one renews well before. */
  leaseMs: number;
  /** After an unknown outcome, look only when the lost request cannot arrive any more: longer than the time-out of any write. */
  unknownWaitMs: number;
  /** Plans what follows from the end of an effect, so that cards, notes and numbers keep up. */
  follow: Follow;
}

const MIN_RENEW_MS = 500;
const ACCESS_WAIT_MS = 60_000;
/** A neighbour that is down comes back; what waits this long for it is for a person. */
const GIVE_UP_AFTER_MS = 24 * 60 * 60_000;
/** So often an error that nobody foresaw is tried again. */
const MAX_UNFORESEEN = 12;
/** After a few quick tries, longer and longer pauses. */
const QUICK_TRIES = 6;
const LONGEST_PAUSE_MS = 60_000;

type Ending =
  | ({ kind: 'finished' } & EffectEnd)
  | { kind: 'later'; state: 'planned' | 'unknown'; reason: string; afterMs: number };

/**
 * Carries out one effect at most once: claim the row, on a second attempt look for the marker of the first, do it, record the
 * proof. A crash between any two of these is repaired by the next claim.
 */
export async function deliver(deps: DeliverDeps, effectId: number): Promise<void> {
  const effect = await deps.effects.claim(effectId, deps.owner, deps.leaseMs);
  if (!effect) return;
  crashPoint('C8');
  const ending = await whileRenewing(deps, effect, () => attempt(deps, effect));
  if (ending.kind === 'later') {
    deps.log.info({ effect: effect.key, reason: ending.reason, afterMs: ending.afterMs }, 'effect put off');
    await deps.effects.putOff(effect, ending);
    await deps.doorbell.ring('effect.deliver', { effectId: effect.id }, { delayMs: ending.afterMs, again: true });
    return;
  }
  const next = await deps.effects.finish(effect, ending, deps.follow);
  if (next === null) return;
  crashPoint('C15');
  deps.log.info({ effect: effect.key, state: ending.state, reason: ending.reason }, 'effect finished');
  for (const id of next) await deps.doorbell.ring('effect.deliver', { effectId: id });
}

async function whileRenewing<T>(deps: DeliverDeps, effect: ClaimedEffect, work: () => Promise<T>): Promise<T> {
  const renewal = setInterval(
    () => {
      // When it fails, the lease ends and the next claim looks for our marker first.
      deps.effects
        .renew(effect, deps.leaseMs)
        .catch((error: unknown) => deps.log.warn({ effect: effect.key, err: messageOf(error) }, 'lease not renewed'));
    },
    Math.max(MIN_RENEW_MS, deps.leaseMs / 3),
  );
  try {
    return await work();
  } finally {
    clearInterval(renewal);
  }
}

async function attempt(deps: DeliverDeps, effect: ClaimedEffect): Promise<Ending> {
  const handler = handlerOf(deps.handlers, effect.kind);
  try {
    const earlier = effect.mayHaveHappened ? await handler.find(effect) : null;
    if (earlier) return { kind: 'finished', state: 'done', reason: null, proof: earlier };
    const performed = await handler.perform(effect);
    crashPoint('C10');
    return endingOf(performed);
  } catch (error) {
    return endingOfError(error, { ...effect, unknownWaitMs: deps.unknownWaitMs });
  }
}

function handlerOf(handlers: EffectHandlers, kind: EffectKind): EffectHandler<EffectKind> {
  // The row's payload was parsed by the schema of the same kind, so handler and payload belong together.
  return handlers[kind] as EffectHandler<EffectKind>;
}

function endingOf(performed: Performed): Ending {
  if (performed.kind === 'done') return { kind: 'finished', state: 'done', reason: null, proof: performed.proof };
  return { kind: 'finished', state: 'superseded', reason: performed.reason, proof: null };
}

export interface Tried {
  attempts: number;
  ageMs: number;
  unknownWaitMs: number;
}

/** The one place that says what a failure means for an effect. */
export function endingOfError(error: unknown, tried: Tried): Ending {
  const reason = messageOf(error);
  if (error instanceof GiveUp || error instanceof NotFound)
    return { kind: 'finished', state: 'failed', reason, proof: null };
  const later = laterOf(error, tried);
  const givenUp = later.foreseen ? tried.ageMs > GIVE_UP_AFTER_MS : tried.attempts >= MAX_UNFORESEEN;
  if (givenUp) {
    const words = `Given up after ${tried.attempts} attempts: ${reason}`;
    return { kind: 'finished', state: 'failed', reason: words, proof: null };
  }
  const afterMs = Math.min(LONGEST_PAUSE_MS, later.afterMs * 2 ** Math.max(0, tried.attempts - QUICK_TRIES));
  return { kind: 'later', state: later.state, reason, afterMs };
}

interface Later {
  state: 'planned' | 'unknown';
  afterMs: number;
  /** Somebody else is the cause, so it is not the effect that is wrong. */
  foreseen: boolean;
}

function laterOf(error: unknown, { unknownWaitMs }: Tried): Later {
  if (error instanceof RetryLater) return { state: 'planned', afterMs: error.afterMs, foreseen: true };
  if (error instanceof Conflict) return { state: 'planned', afterMs: 1_000, foreseen: true };
  if (error instanceof AccessRefused) return { state: 'planned', afterMs: ACCESS_WAIT_MS, foreseen: true };
  // It may have happened, so the next attempt looks before it acts.
  return { state: 'unknown', afterMs: unknownWaitMs, foreseen: error instanceof OutcomeUnknown };
}
