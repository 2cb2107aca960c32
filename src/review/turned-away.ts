import type { Kysely } from 'kysely';
import { appendAudit } from './audit.ts';
import type { ReviewTables } from './review-store.ts';

/** A press that was turned away, for the audit. No words of customers. */
export interface TurnedAway {
  /** Slack id; the name is not known of everybody. */
  who: string;
  wanted: string;
  reviewId: number | null;
  because: string;
}

/**
 * Writes refusals into the audit, those that wait together in one transaction. The audit has one writer at a time: fifty refusals that
 * each wait for their turn on a connection of their own would leave none for the presses behind them.
 */
export function createRefusalLog(db: Kysely<ReviewTables>): (entry: TurnedAway) => Promise<void> {
  let waiting: TurnedAway[] = [];
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;
  async function writeAll(): Promise<void> {
    next = null;
    const entries = waiting;
    waiting = [];
    await db.transaction().execute(async (trx) => {
      for (const { who, ...details } of entries)
        await appendAudit(trx, { actor: `slack:${who}`, action: 'press refused', caseId: null, details });
    });
  }
  return (entry) => {
    waiting.push(entry);
    if (next === null) {
      next = running.then(writeAll);
      // Whoever waits hears of a failure; the next batch starts all the same.
      running = next.catch(() => undefined);
    }
    return next;
  };
}
