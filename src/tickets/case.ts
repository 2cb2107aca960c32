export const TURN_STATES = ['open', 'waiting', 'done', 'stopped', 'superseded', 'failed'] as const;
export type TurnState = (typeof TURN_STATES)[number];

/** A case that this process may work on until the lease ends. Every change is made under the fence. */
export interface Lease {
  caseId: number;
  ticketId: number;
  owner: string;
  fence: number;
}

export interface Turn {
  id: number;
  caseId: number;
  commentId: number;
  /** Counts up when the same message is worked on again for another requester; 0 or absent before. */
  revision?: number;
  state: TurnState;
  attempts: number;
  /** Counts up when a person asks for a new draft of the same turn; 0 or absent before. */
  round?: number;
  /** What a person wants done differently, when they sent the draft of this turn back. */
  redraftNote?: string | null;
}

export interface StepRow {
  stage: string;
  result: unknown;
  brain: string | null;
  model: string | null;
  promptHash: string | null;
  usage: unknown;
  ms: number;
}

/** The lease was lost to another worker (or ran out): stop, write nothing more. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}
