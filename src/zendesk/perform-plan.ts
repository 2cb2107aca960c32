import type { Base, Performed } from '../effects/effect.ts';
import { crashPoint } from '../platform/crash-point.ts';
import { Conflict, GiveUp, NotFound, RetryLater } from '../platform/errors.ts';
import type { Helpdesk, TicketUpdate } from '../tickets/helpdesk.ts';
import type { TicketSnapshot } from '../tickets/ticket.ts';
import { CLOSED, DELETED, newerPublicComments, newlyCopied, wordsForCopied, wordsForNewer } from './superseded.ts';

/** A stamp has a resolution of one second: only when two have passed can no unseen change share it. */
const SETTLE_MS = 2_000;
const CONFLICT_WAIT_MS = 1_000;

/** What is to be written, without the stamp and tags of the read that it is written on. */
export type Change = Omit<TicketUpdate, 'stamp' | 'currentTags' | 'marker' | 'ticketId'>;

export interface Plan {
  key: string;
  ticketId: number;
  base: Base;
  change: Change;
  /** May the first attempt trust the stamp that the decision was made on? */
  trustsBase: boolean;
  /** Does a newer public comment make it pointless? */
  yieldsToNewer: boolean;
}

/** Writes what is planned, or says why that must not be done any more. */
export async function performPlan(helpdesk: Helpdesk, plan: Plan): Promise<Performed> {
  if (!plan.trustsBase) return readAndWrite(helpdesk, plan);
  try {
    return await write(helpdesk, plan, { stamp: plan.base.stamp, tags: plan.base.tags });
  } catch (error) {
    if (error instanceof NotFound) return { kind: 'superseded', reason: DELETED };
    // Somebody wrote after our read: what they wrote decides.
    if (error instanceof Conflict) return readAndWrite(helpdesk, plan);
    // A closed ticket refuses changes like any wrong input; the ticket itself says which of the two it was.
    if (error instanceof GiveUp && (await isClosed(helpdesk, plan.ticketId))) {
      return { kind: 'superseded', reason: CLOSED };
    }
    throw error;
  }
}

async function isClosed(helpdesk: Helpdesk, ticketId: number): Promise<boolean> {
  const { ticket } = await helpdesk.read(ticketId);
  return ticket.status === 'closed';
}

async function readAndWrite(helpdesk: Helpdesk, plan: Plan): Promise<Performed> {
  try {
    const snapshot = await helpdesk.read(plan.ticketId);
    const ended = await findEnd(helpdesk, plan, snapshot);
    if (ended) return ended;
    assertSettled(snapshot);
    crashPoint('C14');
    return await write(helpdesk, plan, { stamp: snapshot.ticket.updatedStamp, tags: snapshot.ticket.tags });
  } catch (error) {
    if (error instanceof NotFound) return { kind: 'superseded', reason: DELETED };
    if (error instanceof Conflict)
      throw new RetryLater('The ticket changed while we wrote to it', CONFLICT_WAIT_MS, { cause: error });
    throw error;
  }
}

/**
 * Anything that says that there is nothing left to do. Our own marker is looked for after the read that the write will stand on:
 * a worker that slept past its lease must see what the one did that took over, and whatever came after the read is a conflict.
 */
async function findEnd(helpdesk: Helpdesk, plan: Plan, snapshot: TicketSnapshot): Promise<Performed | null> {
  const newer = plan.yieldsToNewer ? newerPublicComments(snapshot, plan.base.lastPublicCommentId) : [];
  const closed = snapshot.ticket.status === 'closed';
  const own = await helpdesk.findWrite(plan.ticketId, plan.key);
  if (own) return { kind: 'done', proof: { ...own } };
  if (newer.length > 0 || closed)
    return { kind: 'superseded', reason: closed ? CLOSED : wordsForNewer(snapshot, newer) };
  const copied = plan.change.comment?.public ? newlyCopied(snapshot, plan.base) : 0;
  // Told as a failure and not as overtaken by events: nothing else says it to anybody.
  if (copied > 0) throw new GiveUp(wordsForCopied(copied));
  return null;
}

function assertSettled({ readAt, ticket }: TicketSnapshot): void {
  const restMs = SETTLE_MS - (readAt.getTime() - Date.parse(ticket.updatedStamp));
  if (restMs > 0)
    throw new RetryLater(
      'The ticket changed a moment ago; waiting until its stamp is unambiguous',
      Math.min(restMs, SETTLE_MS),
    );
}

async function write(
  helpdesk: Helpdesk,
  plan: Plan,
  on: { stamp: string; tags: readonly string[] },
): Promise<Performed> {
  const { ticketId, key: marker, change } = plan;
  const proof = await helpdesk.update({ ticketId, marker, stamp: on.stamp, currentTags: on.tags, ...change });
  return { kind: 'done', proof: { ...proof } };
}
