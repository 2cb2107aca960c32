import type { Base } from '../effects/effect.ts';
import { type Comment, personOf, type TicketSnapshot } from '../tickets/ticket.ts';

export const DELETED = 'The ticket was deleted.';
export const CLOSED = 'The ticket is closed and takes no more changes.';

/** Public comments that came after the one the decision was made on. */
export function newerPublicComments(snapshot: TicketSnapshot, lastPublicCommentId: number): Comment[] {
  const index = snapshot.comments.findIndex((comment) => comment.id === lastPublicCommentId);
  // By place, because ids need not grow with time; by id only when the comment itself is out of reach.
  const later =
    index >= 0
      ? snapshot.comments.slice(index + 1)
      : snapshot.comments.filter((comment) => comment.id > lastPublicCommentId);
  return later.filter((comment) => comment.public);
}

/**
 * Claim S11: a reply was approved for those who would read it. Who was added since has not been weighed by anybody; who was taken away
 * needs no new approval.
 */
export function newlyCopied(snapshot: TicketSnapshot, base: Pick<Base, 'copiedIds'>): number {
  const known = base.copiedIds;
  if (known === undefined) return 0;
  return (snapshot.ticket.copiedIds ?? []).filter((id) => !known.includes(id)).length;
}

export function wordsForCopied(count: number): string {
  const who = count === 1 ? 'Somebody has' : `${count} people have`;
  return `${who} been added to the copies of this ticket since the reply was approved, so it was not sent. Please look who reads it, and send it yourself.`;
}

/** Why the newest of them makes the decision stale, for the person who reads the card. */
export function wordsForNewer(snapshot: TicketSnapshot, newer: readonly Comment[]): string {
  const author = personOf(snapshot, newer.at(-1)?.authorId ?? 0);
  if (author && author.role !== 'end-user')
    return `${author.name || 'A colleague'} has answered the customer in the meantime.`;
  return 'A newer customer message came in after this was decided.';
}
