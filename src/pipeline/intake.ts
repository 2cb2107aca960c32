import type { z } from 'zod';
import { hideSecrets } from '../redaction/secrets.ts';
import { detectLanguage } from '../tickets/language.ts';
import { machineMailOf, newestText } from '../tickets/mail.ts';
import { type Comment, personOf, type TicketSnapshot } from '../tickets/ticket.ts';
import type { IntakeResult } from './results.ts';

export type Intake = z.infer<typeof IntakeResult>;

/** Ours to work on, or not and why. `code` is for counting, `reason` for people. */
export type Taken =
  | { kind: 'take'; commentId: number; intake: Intake }
  | { kind: 'leave'; code: string; reason: string; commentId: number | null };

/** How long the helpdesk's clock must have moved past the stamp's second before a stamp proves that nothing was missed. */
const SETTLE_MS = 2_000;
/** A message this short ("it is 1042") only makes sense with what was said before it. */
const SHORT_WORDS = 8;
const EARLIER_MESSAGES = 6;
const EARLIER_CHARACTERS = 600;
const NEWEST_CHARACTERS = 6_000;

/** Decides whether the newest message is ours to answer, and what of the ticket later stages may know. Pure. */
export function decideIntake(snapshot: TicketSnapshot, botId: number): Taken {
  const { ticket, comments } = snapshot;
  const visible = comments.filter((comment) => comment.public);
  const newest = visible.at(-1);
  if (ticket.status === 'closed') return leave('closed', 'The ticket is closed.', newest);
  if (!newest) return leave('no_message', 'There is no public message.', newest);
  const author = personOf(snapshot, newest.authorId);
  if (newest.authorId === botId || (author && author.role !== 'end-user')) {
    return leave('answered', 'A colleague has answered.', newest);
  }
  if (ticket.status === 'solved') return leave('solved', 'The ticket is solved.', newest);
  const machine = machineMailOf({ subject: ticket.subject, text: newest.text, from: author?.email ?? null });
  if (machine)
    return leave(machine, machine === 'bounce' ? 'A mail system wrote this.' : 'This is an automatic reply.', newest);
  return { kind: 'take', commentId: newest.id, intake: intakeOf(snapshot, newest) };
}

function leave(code: string, reason: string, comment: Comment | undefined): Taken {
  return { kind: 'leave', code, reason, commentId: comment?.id ?? null };
}

function intakeOf(snapshot: TicketSnapshot, newest: Comment): Intake {
  const { ticket } = snapshot;
  const requester = personOf(snapshot, ticket.requesterId);
  const said = hideSecrets(wordsOf(snapshot, newest));
  const subject = hideSecrets(ticket.subject);
  return {
    ticketId: ticket.id,
    subject: subject.text,
    url: ticket.url,
    commentId: newest.id,
    newest: said.text.slice(0, NEWEST_CHARACTERS),
    earlier: earlierOf(snapshot, newest),
    requester: {
      id: ticket.requesterId,
      name: requester?.name ?? 'Customer',
      email: requester?.email ?? null,
      verified: requester?.verified ?? false,
      locale: requester?.locale ?? null,
      tags: [...(requester?.tags ?? [])],
    },
    fromRequester: newest.authorId === ticket.requesterId,
    language: detectLanguage(said.text, requester?.locale ?? null),
    priority: ticket.priority,
    attachments: newest.attachments.map((attachment) => attachment.name),
    secretsFound: [...new Set([...said.found, ...subject.found])],
    base: baseOf(snapshot),
  };
}

/** The newest message; with the unanswered ones before it when it is too short to stand alone. */
function wordsOf({ comments }: TicketSnapshot, newest: Comment): string {
  const text = newestText(newest.text);
  if (text.split(/\s+/).length >= SHORT_WORDS) return text;
  const visible = comments.filter((comment) => comment.public);
  const unanswered: string[] = [text];
  for (const comment of visible.slice(0, -1).reverse()) {
    if (comment.authorId !== newest.authorId) break;
    unanswered.unshift(newestText(comment.text));
  }
  return unanswered.join('\n\n');
}

function earlierOf(snapshot: TicketSnapshot, newest: Comment): Intake['earlier'] {
  return snapshot.comments
    .filter((comment) => comment.public && comment.id !== newest.id)
    .slice(-EARLIER_MESSAGES)
    .map((comment) => ({
      from: personOf(snapshot, comment.authorId)?.role === 'end-user' ? ('customer' as const) : ('staff' as const),
      text: hideSecrets(newestText(comment.text)).text.slice(0, EARLIER_CHARACTERS),
    }));
}

/** What decisions on this look at the ticket are made on. */
export function baseOf({ ticket, comments, readAt }: TicketSnapshot): Intake['base'] {
  const age = readAt.getTime() - Date.parse(ticket.updatedStamp);
  return {
    lastPublicCommentId: comments.filter((comment) => comment.public).at(-1)?.id ?? 0,
    stamp: ticket.updatedStamp,
    settled: age >= SETTLE_MS,
    tags: [...ticket.tags],
  };
}
