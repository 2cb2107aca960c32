import type { Breaker } from '../platform/breaker.ts';
import { AccessRefused, GiveUp, RetryLater } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { Draft } from '../tickets/draft.ts';
import { type Brain, type DraftInput, NO_USAGE, type Thought, type Usage } from './brain.ts';
import { addUsage, usageSpentOn } from './failed-thought.ts';
import { holdingReply } from './holding-reply.ts';

export interface FallbackBrainDeps {
  preferred: Brain;
  fallback: Brain;
  breaker: Breaker;
  log: Log;
  /** The most that one thought of the preferred brain may take, however it behaves. */
  timeoutMs: number;
}

/** Why the preferred brain gave nothing, and what that cost. */
interface Miss {
  missed: true;
  words: string;
  usage: Usage;
}

type Thinking<T> = (signal: AbortSignal) => Promise<Thought<T>>;

/**
 * Asks the preferred brain; when it fails, the fallback assesses and a person gets the case.
 * A failed draft is not replaced by a weaker one: a handoff that says why is what a team can work with.
 */
export function createFallbackBrain(deps: FallbackBrainDeps): Brain {
  const { preferred, fallback } = deps;
  const write = async (input: DraftInput, think: Thinking<Draft>, signal?: AbortSignal): Promise<Thought<Draft>> => {
    const tried = await tryPreferred(deps, think, signal);
    return 'missed' in tried ? handOver(deps, input, tried) : tried;
  };
  return {
    name: preferred.name,
    assess: async (input, signal) => {
      const tried = await tryPreferred(deps, (within) => preferred.assess(input, within), signal);
      if (!('missed' in tried)) return tried;
      const thought = await fallback.assess(input, signal);
      return { ...thought, usage: addUsage(tried.usage, thought.usage), fellBack: tried.words };
    },
    draft: (input, signal) => write(input, (within) => preferred.draft(input, within), signal),
    revise: (input, signal) => write(input, (within) => preferred.revise(input, within), signal),
  };
}

async function tryPreferred<T>(
  deps: FallbackBrainDeps,
  think: Thinking<T>,
  signal?: AbortSignal,
): Promise<Thought<T> | Miss> {
  signal?.throwIfAborted();
  if (!deps.breaker.mayTry()) return miss('The model has failed repeatedly and is left alone for a moment.');
  try {
    const thought = await withDeadline(think, deps.timeoutMs, signal);
    deps.breaker.succeed();
    return thought;
  } catch (error) {
    // The caller gave up: nobody waits for an answer, and it says nothing about the model.
    signal?.throwIfAborted();
    return noteFailure(deps, error);
  }
}

function noteFailure(deps: FallbackBrainDeps, error: unknown): Miss {
  // A model that answers badly is still there; only one that is away or locked is left alone.
  if (error instanceof GiveUp) deps.breaker.succeed();
  else deps.breaker.fail(error instanceof RetryLater ? error.afterMs : 0);
  if (error instanceof RetryLater || error instanceof AccessRefused || error instanceof GiveUp) {
    deps.log.warn({ err: error.message, kind: error.name, brain: deps.preferred.name }, 'the preferred brain failed');
    return miss(error.message, usageSpentOn(error));
  }
  deps.log.error({ err: error, brain: deps.preferred.name }, 'the preferred brain has a bug');
  return miss('The model could not be used because of an error in this software.', usageSpentOn(error));
}

function handOver(deps: FallbackBrainDeps, input: DraftInput, missed: Miss): Thought<Draft> {
  const { language } = input.assessment;
  const reason = `No reply was drafted. ${missed.words}`;
  const value: Draft = { kind: 'handoff', text: holdingReply(language), language, confidence: 0, reason };
  return {
    value,
    brain: deps.fallback.name,
    model: null,
    promptHash: null,
    usage: missed.usage,
    fellBack: missed.words,
  };
}

/** Also frees a caller from a brain that does not listen to its signal. */
async function withDeadline<T>(think: Thinking<T>, timeoutMs: number, signal?: AbortSignal): Promise<Thought<T>> {
  const deadline = AbortSignal.timeout(timeoutMs);
  const within = signal ? AbortSignal.any([signal, deadline]) : deadline;
  const ended = Promise.withResolvers<never>();
  const stop = (): void => ended.reject(new RetryLater('The model did not answer in time.', 0));
  within.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([think(within), ended.promise]);
  } finally {
    within.removeEventListener('abort', stop);
  }
}

function miss(words: string, usage: Usage = NO_USAGE): Miss {
  return { missed: true, words, usage };
}
