import { crashPoint } from '../platform/crash-point.ts';
import { AccessRefused, Conflict, GiveUp, messageOf, NotFound, RetryLater } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { Doorbell } from '../queue/jobs.ts';
import type { EffectHandler, EffectHandlers, EffectKind, Performed, Proof } from './effect.ts';
import type { ClaimedEffect, EffectStore } from './effect-store.ts';

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
  /** Called after an effect ended for good, so that cards and numbers can follow. */
  onFinished: (effect: ClaimedEffect, state: 'done' | 'failed' | 'superseded') => Promise<void>;
}

const MIN_RENEW_MS = 500;
const ACCESS_WAIT_MS = 60_000;
/** About a quarter of an hour of tries; then a person must see it. */
const MAX_ATTEMPTS = 12;

type Ending =
  | { kind: 'finished'; state: 'done' | 'failed' | 'superseded'; reason: string | null; proof: Proof | null }
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
    await deps.doorbell.ring('effect.deliver', { effectId: effect.id }, { delayMs: ending.afterMs });
    return;
  }
  const ours = await deps.effects.finish(effect, ending);
  if (!ours) return;
  crashPoint('C15');
  deps.log.info({ effect: effect.key, state: ending.state, reason: ending.reason }, 'effect finished');
  await follow(deps, effect, ending.state);
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

async function follow(
  deps: DeliverDeps,
  effect: ClaimedEffect,
  state: 'done' | 'failed' | 'superseded',
): Promise<void> {
  if (state === 'done') {
    for (const id of await deps.effects.followersOf(effect.id))
      await deps.doorbell.ring('effect.deliver', { effectId: id });
  } else {
    await deps.effects.failFollowers(effect.id, `Not done, because an earlier step was ${state}`);
  }
  await deps.onFinished(effect, state);
}

async function attempt(deps: DeliverDeps, effect: ClaimedEffect): Promise<Ending> {
  const handler = handlerOf(deps.handlers, effect.kind);
  try {
    const earlier = effect.mayHaveHappened ? await handler.find(effect) : null;
    if (earlier) return { kind: 'finished', state: 'done', reason: null, proof: earlier };
    if (effect.mayHaveHappened) crashPoint('C14');
    const performed = await handler.perform(effect);
    crashPoint('C10');
    return endingOf(performed);
  } catch (error) {
    return endingOfError(error, { attempts: effect.attempts, unknownWaitMs: deps.unknownWaitMs });
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

/** The one place that says what a failure means for an effect. */
export function endingOfError(error: unknown, tried: { attempts: number; unknownWaitMs: number }): Ending {
  const { attempts, unknownWaitMs } = tried;
  const reason = messageOf(error);
  if (error instanceof GiveUp || error instanceof NotFound)
    return { kind: 'finished', state: 'failed', reason, proof: null };
  if (attempts >= MAX_ATTEMPTS) {
    return { kind: 'finished', state: 'failed', reason: `Given up after ${attempts} attempts: ${reason}`, proof: null };
  }
  if (error instanceof RetryLater) return { kind: 'later', state: 'planned', reason, afterMs: error.afterMs };
  if (error instanceof Conflict) return { kind: 'later', state: 'planned', reason, afterMs: 1_000 };
  if (error instanceof AccessRefused) return { kind: 'later', state: 'planned', reason, afterMs: ACCESS_WAIT_MS };
  // OutcomeUnknown and anything unforeseen: it may have happened, so the next attempt looks before it acts.
  return { kind: 'later', state: 'unknown', reason, afterMs: unknownWaitMs * Math.min(attempts, 5) };
}
