import type { z } from 'zod';
import type { MachineKind } from '../mail/machine-evidence.ts';
import { machineMailOf } from '../mail/machine-mail.ts';
import { splitMail } from '../mail/split-mail.ts';
import { hideSecrets } from '../redaction/secrets.ts';
import { detectLanguage } from '../tickets/language.ts';
import { type Attachment, type Comment, personOf, type TicketSnapshot } from '../tickets/ticket.ts';
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
const FILE_CHARACTERS = 1_500;

/** Decides whether the newest message is ours to answer, and what of the ticket later stages may know. Pure. */
export function decideIntake(snapshot: TicketSnapshot, botId: number): Taken {
  const { ticket, comments } = snapshot;
  const newest = newestOf(comments);
  if (ticket.status === 'closed') return leaveClosed(comments, newest);
  if (!newest) return leave('no_message', 'There is no public message.', newest);
  const author = personOf(snapshot, newest.authorId);
  const isMerge = mergedWords(newest) !== null;
  if (!isMerge && (newest.authorId === botId || (author && author.role !== 'end-user'))) {
    return leave('answered', 'A colleague has answered.', newest);
  }
  if (ticket.status === 'solved') return leave('solved', 'The ticket is solved.', newest);
  const machine = machineIn(snapshot, newest);
  if (machine) return machine;
  return { kind: 'take', commentId: newest.id, intake: intakeOf(snapshot, newest, botId) };
}

const MACHINE_WORDS: Record<MachineKind, string> = {
  bounce: 'A mail system wrote this',
  auto_reply: 'This is an automatic reply',
  feedback_report: 'A mailbox provider passes on a complaint',
  bulk: 'This is a newsletter or other mass mail',
};

/** Mail that no person wrote is left alone. The subject is the first message's; an answer's own subject is not shown to us. */
function machineIn(snapshot: TicketSnapshot, newest: Comment): Taken | null {
  const first = snapshot.comments.find((comment) => comment.public);
  const author = personOf(snapshot, newest.authorId);
  const machine = machineMailOf({
    subject: newest.id === first?.id ? snapshot.ticket.subject : '',
    text: newestText(snapshot, newest),
    from: author?.email ? { name: author.name, address: author.email } : null,
  });
  if (!machine) return null;
  return leave(machine.kind, `${MACHINE_WORDS[machine.kind]} (${hideSecrets(machine.evidence).text}).`, newest);
}

/** What the writer says now. Zendesk gives text; a comment that came in HTML only is read from that. */
function newestText(snapshot: TicketSnapshot, { text, html, authorId }: Comment): string {
  return splitMail({ text, html, sender: personOf(snapshot, authorId)?.name ?? null }).newest;
}

/** What the customer wrote last: a public comment, or the note that carries their last words over from a merged ticket. */
function newestOf(comments: readonly Comment[]): Comment | undefined {
  return comments.findLast((comment) => comment.public || mergedWords(comment) !== null);
}

/** Zendesk's note names the other ticket and quotes its last comment; an agent may have written something else instead. */
function mergedWords(comment: Comment): string | null {
  if (comment.channel !== 'merge') return null;
  return /Last comment in request #\d+:\s*([\s\S]+)$/.exec(comment.text)?.[1]?.trim() ?? null;
}

function leaveClosed(comments: readonly Comment[], newest: Comment | undefined): Taken {
  if (comments.at(-1)?.channel === 'merge')
    return leave('merged', 'The ticket was merged into another one, and its question goes on there.', newest);
  return leave('closed', 'The ticket is closed.', newest);
}

function leave(code: string, reason: string, comment: Comment | undefined): Taken {
  return { kind: 'leave', code, reason, commentId: comment?.id ?? null };
}

function intakeOf(snapshot: TicketSnapshot, newest: Comment, botId: number): Intake {
  const base = baseOf(snapshot);
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
    writer: writerOf(snapshot, newest),
    language: detectLanguage(said.text, requester?.locale ?? null),
    priority: ticket.priority,
    attachments: newest.attachments.map(describe),
    secretsFound: [...new Set([...said.found, ...subject.found])],
    base: { ...base, settled: base.settled && !spokeAfter(snapshot, newest, botId) },
  };
}

/** The newest message; with the unanswered ones before it when it is too short to stand alone. */
function wordsOf(snapshot: TicketSnapshot, newest: Comment): string {
  const merged = mergedWords(newest);
  if (merged !== null) return newestText(snapshot, { ...newest, text: merged, html: null });
  const text = withFiles(newestText(snapshot, newest), newest);
  if (text.split(/\s+/).length >= SHORT_WORDS) return text;
  const visible = snapshot.comments.filter((comment) => comment.public);
  const unanswered: string[] = [text];
  for (const comment of visible.slice(0, -1).reverse()) {
    if (comment.authorId !== newest.authorId) break;
    unanswered.unshift(newestText(snapshot, comment));
  }
  return unanswered.join('\n\n');
}

/** Who wrote, when it was not the requester: the note says it, and no account data is looked up for them. */
function writerOf(snapshot: TicketSnapshot, newest: Comment): string | null {
  if (newest.authorId === snapshot.ticket.requesterId) return null;
  if (newest.channel === 'merge') return 'the customer of the merged ticket';
  const writer = personOf(snapshot, newest.authorId);
  return writer?.name || writer?.email || 'Somebody unknown';
}

function withFiles(text: string, { attachments }: Comment): string {
  const files = attachments.flatMap(({ name, text: words }) =>
    words === null ? [] : [`Attached file ${name}:\n${words.slice(0, FILE_CHARACTERS)}`],
  );
  return [text, ...files].join('\n\n');
}

function describe({ name, contentType, bytes, text }: Attachment): string {
  const size =
    bytes >= 1_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1_000))} kB`;
  return `${name} (${contentType}, ${size}${text === null ? '' : ', read'})`;
}

function earlierOf(snapshot: TicketSnapshot, newest: Comment): Intake['earlier'] {
  return snapshot.comments
    .filter((comment) => comment.public && comment.id !== newest.id)
    .slice(-EARLIER_MESSAGES)
    .map((comment) => ({
      from: personOf(snapshot, comment.authorId)?.role === 'end-user' ? ('customer' as const) : ('staff' as const),
      text: hideSecrets(newestText(snapshot, comment)).text.slice(0, EARLIER_CHARACTERS),
    }));
}

/** Something of ours stands below the message, perhaps written before our database was restored: look for it before writing. */
function spokeAfter({ comments }: TicketSnapshot, newest: Comment, botId: number): boolean {
  return comments
    .slice(comments.findIndex(({ id }) => id === newest.id) + 1)
    .some(({ authorId }) => authorId === botId);
}

/** What decisions on this look at the ticket are made on. */
export function baseOf({ ticket, comments, readAt }: TicketSnapshot): Intake['base'] {
  const age = readAt.getTime() - Date.parse(ticket.updatedStamp);
  return {
    lastPublicCommentId: comments.filter((comment) => comment.public).at(-1)?.id ?? 0,
    stamp: ticket.updatedStamp,
    settled: age >= SETTLE_MS,
    tags: [...ticket.tags],
    copiedIds: [...(ticket.copiedIds ?? [])],
  };
}

/** The stamp, or the second before it while another change could still share it. */
export function seenUpTo(snapshot: TicketSnapshot): Date {
  const stamp = Date.parse(snapshot.ticket.updatedStamp);
  return new Date(baseOf(snapshot).settled ? stamp : stamp - 1_000);
}
