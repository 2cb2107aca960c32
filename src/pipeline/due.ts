import type { EffectStore } from '../effects/effect-store.ts';
import { messageOf } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { Doorbell } from '../queue/jobs.ts';
import { expireReviews } from '../review/expire.ts';
import type { ReviewStore } from '../review/review-store.ts';
import type { CaseStore } from '../tickets/case-store.ts';
import type { InboxStore } from '../tickets/inbox-store.ts';

export interface DueDeps {
  inbox: InboxStore;
  cases: CaseStore;
  effects: EffectStore;
  reviews: ReviewStore;
  doorbell: Doorbell;
  log: Log;
}

/** Longer than the doorbell needs, so that in good weather the poller finds nothing. */
const OVERDUE_MS = 2_500;
const MOST_AT_ONCE = 200;
/** A killed worker's job blocks its name in the queue until BullMQ notices, much later than the lease ends. */
const PAST_THE_DEAD = { delayMs: 0, again: true };

/** Finds rows that are due although no bell brought anybody to them (lost job, killed worker, flushed Redis), and rings again. */
export async function ringForDueRows(deps: DueDeps): Promise<number> {
  const [waiting, interrupted, effects] = await Promise.all([
    deps.inbox.dueTickets(OVERDUE_MS, MOST_AT_ONCE),
    deps.cases.dueTickets(MOST_AT_ONCE),
    deps.effects.due(MOST_AT_ONCE),
  ]);
  const tickets = new Set([...waiting, ...interrupted]);
  for (const ticketId of tickets) await deps.doorbell.ring('ticket.changed', { ticketId }, PAST_THE_DEAD);
  for (const effectId of effects) await deps.doorbell.ring('effect.deliver', { effectId }, PAST_THE_DEAD);
  for (const effectId of await expireReviews(deps.reviews.db)) await deps.doorbell.ring('effect.deliver', { effectId });
  return tickets.size + effects.length;
}

/** The other events of the same action arrive within this time: they are one turn. */
const COALESCE_MS = 500;
const MOST_ARRIVALS = 200;

/** The job `inbox.arrived`: rings for each ticket whose burst of events is over, and again for what came in meanwhile. */
export async function ringForArrivals({ inbox, doorbell }: Pick<DueDeps, 'inbox' | 'doorbell'>): Promise<void> {
  const due = await inbox.dueTickets(COALESCE_MS, MOST_ARRIVALS);
  for (const ticketId of due) await doorbell.ring('ticket.changed', { ticketId }, { delayMs: 0 });
  if (due.length === MOST_ARRIVALS || (await inbox.hasYoung(COALESCE_MS))) {
    await doorbell.ring('inbox.arrived', {}, { delayMs: COALESCE_MS, again: true });
  }
}

/** Looks every `everyMs` until stopped; a failed look is logged and the next one tries again. */
export function startPoller(deps: DueDeps, everyMs: number): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  const timer = setInterval(() => {
    running = running.then(() => (stopped ? undefined : look(deps)));
  }, everyMs);
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}

async function look(deps: DueDeps): Promise<void> {
  try {
    const found = await ringForDueRows(deps);
    if (found > 0) deps.log.info({ found }, 'rang for due rows');
  } catch (error) {
    deps.log.warn({ err: messageOf(error) }, 'could not look for due rows');
  }
}
