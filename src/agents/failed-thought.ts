import { NO_USAGE, type Usage } from './brain.ts';

/** Sits as `cause` under the platform error of a failed thought, because a failed thought is paid for too. */
export class FailedThought extends Error {
  override readonly name = 'FailedThought';
  readonly usage: Usage;
  readonly model: string;
  constructor(spent: { usage: Usage; model: string }, options: ErrorOptions) {
    super(`A thought of ${spent.model} failed`, options);
    this.usage = spent.usage;
    this.model = spent.model;
  }
}

/** What a failed thought cost, whatever was thrown. */
export function usageSpentOn(error: unknown): Usage {
  if (error instanceof FailedThought) return error.usage;
  return error instanceof Error && error.cause !== undefined ? usageSpentOn(error.cause) : NO_USAGE;
}

export function addUsage(one: Usage, other: Usage): Usage {
  return {
    calls: one.calls + other.calls,
    inputTokens: one.inputTokens + other.inputTokens,
    cachedTokens: one.cachedTokens + other.cachedTokens,
    outputTokens: one.outputTokens + other.outputTokens,
    usd: one.usd + other.usd,
  };
}
