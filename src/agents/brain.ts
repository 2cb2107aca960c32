import type { Assessment } from '../tickets/assessment.ts';
import type { Draft, Source } from '../tickets/draft.ts';
import type { Intent } from '../tickets/intent.ts';

/** What one thought cost. Tokens are zero for the local brain. */
export interface Usage {
  calls: number;
  inputTokens: number;
  cachedTokens: number;
  outputTokens: number;
  usd: number;
}

export const NO_USAGE: Usage = { calls: 0, inputTokens: 0, cachedTokens: 0, outputTokens: 0, usd: 0 };

/** A result and who thought of it. `fellBack` says why the preferred brain did not answer. */
export interface Thought<T> {
  value: T;
  brain: string;
  model: string | null;
  promptHash: string | null;
  usage: Usage;
  fellBack: string | null;
}

/** All text in here comes from outside and is evidence, never instruction. Already redacted. */
export interface Conversation {
  subject: string;
  /** The customer's newest words, quotes and signature taken off. */
  newest: string;
  /** Earlier messages, oldest first, shortened. */
  earlier: readonly { from: 'customer' | 'staff'; text: string }[];
  requester: { name: string; locale: string | null };
}

export interface AssessInput {
  conversation: Conversation;
}

export interface DraftInput {
  conversation: Conversation;
  assessment: Assessment;
  intent: Intent | null;
  sources: readonly Source[];
  /** How likely the sources hold the answer, from retrieval, 0..1. */
  answerability: number;
  /** Ask for these when they are needed and were not asked before. */
  askFor: string | null;
}

export interface ReviseInput extends DraftInput {
  draft: Draft;
  problems: readonly string[];
}

/** The one seam between the pipeline and what thinks. The pipeline never knows which brain it has; each thought says so. */
export interface Brain {
  readonly name: string;
  assess(input: AssessInput, signal?: AbortSignal): Promise<Thought<Assessment>>;
  draft(input: DraftInput, signal?: AbortSignal): Promise<Thought<Draft>>;
  revise(input: ReviseInput, signal?: AbortSignal): Promise<Thought<Draft>>;
}
