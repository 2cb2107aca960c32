import type { TrainingRow } from './rows.ts';

/** What a brain made of one message. */
export interface Reading {
  /** The best intent, even when the brain would rather give none. */
  label: string;
  /** Stated probability that `label` is right, given that the message belongs to the taxonomy. */
  confidence: number;
  /** Stated probability that the message belongs to the taxonomy. */
  inScope: number;
  /** For ranking in-scope above out-of-scope messages. */
  scopeScore: number;
  /** Probability of each intent. */
  shares: ReadonlyMap<string, number>;
}

export interface Reader {
  trainSeconds: number;
  read(message: { id: string; text: string }): Promise<Reading>;
  /** The same for a whole mail with greeting and signature; label "unknown" when the brain gives no intent. */
  readMail(message: { id: string; text: string }): Promise<{ label: string; confidence: number }>;
}

export interface Lesson {
  rows: readonly TrainingRow[];
  /** Greetings, thanks, signatures; empty for one-line sets. */
  background: readonly string[];
  /** Messages known to belong to no intent. */
  outside: readonly string[];
}
