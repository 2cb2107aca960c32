import type { Transaction } from 'kysely';
import { AccessRefused, Conflict, GiveUp, messageOf, NotFound, RetryLater } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { Doorbell } from '../queue/jobs.ts';
import type { EffectHandler, EffectHandlers, EffectKind, Performed, Proof } from './effect.ts';
import type { ClaimedEffect, EffectStore, EffectTables, EndState } from './effect-store.ts';

export interface DeliverDeps {
  effects: EffectStore;
  handlers: EffectHandlers;
  doorbell: Doorbell;
  log: Log;
  /** This process, as it stands in leases. */
  owner: string;
  /** What follows from the end, written in the same transaction: nothing can end without its consequences. Returns effects to ring for. */
  onFinished: (trx: Transaction<EffectTables>, effect: ClaimedEffect, state: EndState) => Promise<number[]>;
}

/** A worker that dies gives its effect back after this long; a living one renews well before. */
const LEASE_MS = 8_000;
const RENEW_MS = 2_500;
/** After an unknown outcome, look only when the lost request cannot arrive any more: the longest time-out of a write is 10 s. */
const UNKNOWN_WAIT_MS = 11_000;
const ACCESS_WAIT_MS = 60_000;
/** About a quarter of an hour of tries; then a person must see it. */
const MAX_ATTEMPTS = 12;

type Ending =
  | { kind: 'finished'; state: EndState; reason: string | null; proof: Proof | null }
  | { kind: 'later'; state: 'planned' | 'unknown'; reason: string; afterMs: number };

/**
 * Carries out one effect at most once: claim the row, on a second attempt look for the marker of the first, do it, record the
 * proof. A crash between any two of these is repaired by the next claim.
 */
export async function deliver(deps: DeliverDeps, effectId: number): Promise<void> {
  const effect = await deps.effects.claim(effectId, deps.owner, LEASE_MS);
  if (!effect) return;
  const ending = await whileRenewing(deps, effect, () => attempt(deps, effect));
  if (ending.kind === 'later') {
    deps.log.info({ effect: effect.key, reason: ending.reason, afterMs: ending.afterMs }, 'effect put off');
    await deps.effects.putOff(effect, ending);
    await deps.doorbell.ring('effect.deliver', { effectId: effect.id }, { delayMs: ending.afterMs });
    return;
  }
  const next = await deps.effects.finish(effect, ending, (trx) => deps.onFinished(trx, effect, ending.state));
  if (next === null) return;
  deps.log.info({ effect: effect.key, state: ending.state, reason: ending.reason }, 'effect finished');
  for (const id of next) await deps.doorbell.ring('effect.deliver', { effectId: id });
}

async function whileRenewing<T>(deps: DeliverDeps, effect: ClaimedEffect, work: () => Promise<T>): Promise<T> {
  const renewal = setInterval(() => {
    // When it fails, the lease ends and the next claim looks for our marker first.
    deps.effects
      .renew(effect, LEASE_MS)
      .catch((error: unknown) => deps.log.warn({ effect: effect.key, err: messageOf(error) }, 'lease not renewed'));
  }, RENEW_MS);
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
    return endingOf(await handler.perform(effect));
  } catch (error) {
    return endingOfError(error, effect.attempts);
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
export function endingOfError(error: unknown, attempts: number): Ending {
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
  return { kind: 'later', state: 'unknown', reason, afterMs: UNKNOWN_WAIT_MS * Math.min(attempts, 5) };
}
