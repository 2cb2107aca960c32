import { messageOf } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { Doorbell } from '../queue/jobs.ts';
import type { InboxStore } from '../tickets/inbox-store.ts';
import type { LabelStore } from '../tickets/label-store.ts';
import { HELP_CENTER } from './help-center.ts';
import { type Delivery, isArticleEvent } from './payloads.ts';

export interface AcceptDeps {
  inbox: Pick<InboxStore, 'accept'>;
  /** Where corrections of our fields are kept; without it they are only in the inbox. */
  labels?: Pick<LabelStore, 'keep'>;
  doorbell: Doorbell;
  log: Log;
  /** Used for bodies that do not name their account. */
  accountId: string | null;
  storeTimeoutMs: number;
}

/** Stores one row, in time or not at all as far as the sender is told. True when it was not there before. */
export async function storeDelivery(
  deps: AcceptDeps,
  delivery: Delivery,
  bytes: { signed: Buffer; body: Buffer },
): Promise<boolean> {
  // The correction first: were it second and lost, the next try would be a duplicate and never come to it.
  const accepted = keepCorrection(deps, delivery).then(() =>
    deps.inbox.accept({
      source: 'zendesk',
      account: delivery.accountId ?? deps.accountId ?? 'unknown',
      eventId: delivery.eventId,
      kind: delivery.kind,
      ticketId: delivery.ticketId,
      ignored: delivery.ignored,
      urgent: delivery.urgent,
      ...bytes,
    }),
  );
  // A row that lands after the time-out is found by the poller, and Zendesk's next try is a duplicate of it.
  const { promise: tooSlow, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('Storing took too long')), deps.storeTimeoutMs);
  try {
    return await Promise.race([accepted, tooSlow]);
  } finally {
    clearTimeout(timer);
  }
}

async function keepCorrection(
  { labels }: AcceptDeps,
  { changed, ticketId, eventId, actorId }: Delivery,
): Promise<void> {
  if (changed && ticketId !== null) await labels?.keep({ eventId, ticketId, actorId, ...changed });
}

/** Not awaited and never fatal: the row is there, and the poller finds it when the bell is broken. */
export function ringFor(deps: AcceptDeps, delivery: Delivery): void {
  ring(deps.doorbell, delivery).catch((error: unknown) => {
    deps.log.warn({ err: messageOf(error), eventId: delivery.eventId }, 'the doorbell did not ring');
  });
}

async function ring(doorbell: Doorbell, delivery: Delivery): Promise<void> {
  if (isArticleEvent(delivery)) {
    const everything = delivery.kind === 'article.unpublished';
    await doorbell.ring('knowledge.sync', { source: HELP_CENTER, everything });
  } else if (delivery.ignored === null && delivery.ticketId !== null) {
    await doorbell.ring('inbox.arrived', {});
  }
}
