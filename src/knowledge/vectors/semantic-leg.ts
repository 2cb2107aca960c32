import { type Breaker, createBreaker } from '../../platform/breaker.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Scope } from '../scopes.ts';

/** What a search by meaning is given: the words, and the only scopes it may look into. */
export interface SemanticQuery {
  text: string;
  scopes: readonly Scope[];
  limit: number;
}

/** A passage that means about what was asked; nothing but its place in the list counts. */
export interface SemanticHit {
  passageId: number;
  articleKey: number;
}

/** Search by meaning: our own vectors or a hosted store. Best first; may fail, may be slow. */
export interface SemanticSource {
  readonly name: string;
  find(query: SemanticQuery, signal: AbortSignal): Promise<SemanticHit[]>;
}

export const LEG_RESULTS = ['used', 'slow', 'failed', 'paused'] as const;
export type LegResult = (typeof LEG_RESULTS)[number];

export interface LegSettings {
  /** Longer than this, and the answer is found by words alone. */
  deadlineMs: number;
  clock: Clock;
  /** For the numbers and the log: search itself never says that this leg was missing. */
  count: (result: LegResult, error?: unknown) => void;
}

/** A source that answers in time or not at all. Never throws. */
export interface SemanticLeg {
  find(query: SemanticQuery): Promise<SemanticHit[]>;
}

/** After so many failures in a row nobody waits for it any more, for a while. */
const PATIENCE = { threshold: 3, pauseMs: 30_000 };

export function createSemanticLeg(source: SemanticSource, settings: LegSettings): SemanticLeg {
  const breaker = createBreaker(settings.clock, PATIENCE);
  return { find: (query) => findInTime({ source, settings, breaker }, query) };
}

interface Leg {
  source: SemanticSource;
  settings: LegSettings;
  breaker: Breaker;
}

async function findInTime({ source, settings, breaker }: Leg, query: SemanticQuery): Promise<SemanticHit[]> {
  if (query.text.trim() === '' || query.scopes.length === 0) return [];
  if (!breaker.mayTry()) {
    settings.count('paused');
    return [];
  }
  const deadline = AbortSignal.timeout(settings.deadlineMs);
  try {
    const hits = await Promise.race([source.find(query, deadline), abortOf(deadline)]);
    breaker.succeed();
    settings.count('used');
    return hits;
  } catch (error) {
    breaker.fail();
    settings.count(deadline.aborted ? 'slow' : 'failed', error);
    return [];
  }
}

/** A source that does not look at its signal must not be waited for either. */
function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
