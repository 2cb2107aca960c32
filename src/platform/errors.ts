/**
 * Errors by consequence. Whoever talks to the outside throws one of these; whoever called decides nothing by status codes.
 * Everything else that is thrown is a bug or broken infrastructure.
 */

/** Nothing happened outside; the same call may be made again after `afterMs`. */
export class RetryLater extends Error {
  override readonly name: string = 'RetryLater';
  readonly afterMs: number;
  constructor(message: string, afterMs: number, options?: ErrorOptions) {
    super(message, options);
    this.afterMs = afterMs;
  }
}

/**
 * The other side is down, or asks everybody to wait: no fault of the row that met it, so it must not cost the row its attempts.
 * Otherwise an outage of a minute would quarantine every ticket that came in during it.
 */
export class Unavailable extends RetryLater {
  override readonly name = 'Unavailable';
}

/** The call may or may not have happened (time-out, reset, 5xx after sending). Look before doing it again. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
}

/** The other side refused for good (4xx): asking again will not help, a person must see it. */
export class GiveUp extends Error {
  override readonly name = 'GiveUp';
}

/** Somebody wrote meanwhile (safe update 409): read again and decide again, never force. */
export class Conflict extends Error {
  override readonly name = 'Conflict';
}

/** Credentials or rights are missing (401/403): an operator must act; never retried in a loop. */
export class AccessRefused extends Error {
  override readonly name = 'AccessRefused';
}

/** The record does not exist, said by its owner and not guessed from a failure. */
export class NotFound extends Error {
  override readonly name = 'NotFound';
}

/** What a person or a log may read of any thrown value. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Ends an exhaustive switch: the compiler proves that it cannot be reached. */
export function unreachable(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}

/** True when waiting is all that helps: an outage, a limit, or rights that an operator must give back. */
export function isOutage(error: unknown): boolean {
  return error instanceof Unavailable || error instanceof AccessRefused;
}
