import { z } from 'zod';
import { splitMail } from '../../mail/split-mail.ts';
import { createVeil } from '../../redaction/veil.ts';
import { anonymised } from '../../review/example.ts';
import { personOf, type TicketSnapshot } from '../../tickets/ticket.ts';

/** What a solved ticket has to offer: what was asked, and what people answered. Redacted. */
export interface SolvedTicket {
  id: string;
  subject: string;
  /** The customer's first words, without quotes and signature. */
  question: string;
  /** What staff wrote to the customer, in order. */
  answers: string[];
  /** What an agent left in the intent field; null when there is none. */
  intent: string | null;
}

const Message = z
  .object({
    from: z.string().nullish(),
    role: z.string().nullish(),
    text: z.string().nullish(),
    html: z.string().nullish(),
  })
  .refine(({ text, html }) => text || html, { message: 'needs text or html' });
const Row = z
  .object({
    id: z.union([z.string(), z.number()]),
    subject: z.string().default(''),
    requester: z.string().nullish(),
    status: z.string().nullish(),
    intent: z.string().nullish(),
    question: z.string().nullish(),
    answer: z.string().nullish(),
    messages: z.array(Message).nullish(),
  })
  .refine(({ question, messages }) => question || messages?.length, {
    message: 'needs question (and answer), or messages',
  });

const STAFF = new Set(['staff', 'agent', 'admin', 'support', 'assistant']);
const OVER = new Set(['solved', 'closed', 'resolved']);

/** One line of a JSONL export; null for a ticket that is not solved. Throws with the place and what is wrong. */
export function ticketOfLine(line: string, place: string): SolvedTicket | null {
  const row = Row.safeParse(JSON.parse(line));
  if (!row.success) throw new Error(`${place} is not a ticket:\n${z.prettifyError(row.error)}`);
  const { id, subject, requester, status, intent, question, answer, messages } = row.data;
  if (status && !OVER.has(status.toLowerCase())) return null;
  const said = (messages ?? []).map((message) => ({
    staff: STAFF.has((message.role ?? message.from ?? '').toLowerCase()),
    text: splitMail({ text: message.text ?? '', html: message.html ?? null }).newest,
  }));
  if (question) said.push({ staff: false, text: question });
  if (answer) said.push({ staff: true, text: answer });
  return redacted({ id: String(id), subject, said, intent: intent ?? null, people: requester ? [requester] : [] });
}

/** Null when nobody answered in public. */
export function ticketOfSnapshot(snapshot: TicketSnapshot): SolvedTicket | null {
  const { ticket, comments, people } = snapshot;
  const said = comments
    .filter((comment) => comment.public)
    .map(({ authorId, text, html }) => {
      const author = personOf(snapshot, authorId);
      return {
        staff: authorId !== ticket.requesterId && author?.role !== 'end-user',
        text: splitMail({ text, html, sender: author?.name ?? null }).newest,
      };
    });
  const intent = ticket.fields['intent'] ?? null;
  return redacted({
    id: String(ticket.id),
    subject: ticket.subject,
    said,
    intent,
    people: people.map(({ name }) => name),
  });
}

interface Raw {
  id: string;
  subject: string;
  said: readonly { staff: boolean; text: string }[];
  intent: string | null;
  people: readonly string[];
}

/** Names, addresses, numbers and secrets are gone before anything else looks at the words. One veil a ticket. */
function redacted({ id, subject, said, intent, people }: Raw): SolvedTicket | null {
  const veil = createVeil({ people: [...people] });
  const clean = (text: string): string =>
    veil.hide(people.reduce((rest, name) => anonymised(rest, name), anonymised(text, ''))).trim();
  const question = said.find(({ staff, text }) => !staff && text.trim() !== '');
  const answers = said.filter(({ staff, text }) => staff && text.trim() !== '');
  if (!question || answers.length === 0) return null;
  return {
    id,
    subject: clean(subject),
    question: clean(question.text),
    answers: answers.map(({ text }) => clean(text)),
    intent,
  };
}
