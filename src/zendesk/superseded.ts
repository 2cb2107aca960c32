import { type Comment, copiedOutside, personOf, type TicketSnapshot } from '../tickets/ticket.ts';

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

/** Who is in copy now and was not when the reply was released: nobody has decided that they may read it. */
export function wordsForNewInCopy(snapshot: TicketSnapshot, known: readonly number[] | undefined): string | null {
  if (known === undefined) return null;
  const added = copiedOutside(snapshot).filter((id) => !known.includes(id));
  if (added.length === 0) return null;
  const names = added.map((id) => personOf(snapshot, id)?.name || 'somebody unknown').join(', ');
  return `Not sent: ${names} was put in copy after this was approved and would get it too. It is asked again.`;
}

/** Why the newest of them makes the decision stale, for the person who reads the card. */
export function wordsForNewer(snapshot: TicketSnapshot, newer: readonly Comment[]): string {
  const author = personOf(snapshot, newer.at(-1)?.authorId ?? 0);
  if (author && author.role !== 'end-user')
    return `${author.name || 'A colleague'} has answered the customer in the meantime.`;
  return 'A newer customer message came in after this was decided.';
}
