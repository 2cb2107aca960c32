import type { z } from 'zod';
import type { Usage } from '../agents/brain.ts';
import type { Lease, Turn } from '../tickets/case.ts';
import type { TurnResults } from './results.ts';

/** What a stage says: go on with this result, or end the turn here with a reason. */
export type Outcome<T> =
  | { kind: 'next'; result: T; thought?: ThoughtRecord }
  | { kind: 'stop'; reason: string; code: string };

/** Who thought, and what it cost; kept beside the stage's row. */
export interface ThoughtRecord {
  brain: string;
  model: string | null;
  promptHash: string | null;
  usage: Usage;
}

/** A turn on its way: what is known so far. Finished stages are there, later ones are not yet. */
export interface TurnSoFar {
  lease: Lease;
  turn: Turn;
  results: Partial<TurnResults>;
  signal: AbortSignal;
}

export type StageName = keyof TurnResults;

export interface Stage<N extends StageName, D> {
  name: N;
  /** Checks a row that an earlier attempt (perhaps of an earlier release) left. */
  schema: z.ZodType<TurnResults[N]>;
  run(deps: D, soFar: TurnSoFar): Promise<Outcome<TurnResults[N]>>;
}

/** The result of an earlier stage; stages run in an order in which it is always there. */
export function need<N extends StageName>(soFar: TurnSoFar, name: N): TurnResults[N] {
  const result: TurnResults[N] | undefined = soFar.results[name];
  if (result === undefined) throw new Error(`Stage ${name} has not run in turn ${soFar.turn.id}`);
  return result;
}
