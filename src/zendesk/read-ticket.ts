import { z } from 'zod';
import { NotFound, RetryLater } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { Comment, TicketSnapshot } from '../tickets/ticket.ts';
import { readAttachedTexts } from './attachment-text.ts';
import type { Directory } from './directory.ts';
import { toComment, toPerson, toTicket, ZendeskComment, ZendeskTicket, ZendeskUser } from './map.ts';
import { pagesOf, readShape } from './pages.ts';
import type { ZendeskTransport } from './transport.ts';

const TicketAnswer = z.object({ ticket: ZendeskTicket, users: z.array(ZendeskUser).nullish() });
const CommentsAnswer = z.object({ comments: z.array(ZendeskComment), users: z.array(ZendeskUser).nullish() });
const UserAnswer = z.object({ user: ZendeskUser });

/** A turn is about the newest messages; beyond this a thread is history for a person to read. */
const MAX_COMMENTS = 300;
const NO_DATE_WAIT_MS = 5_000;

export interface ReadTicketDeps {
  baseUrl: string;
  transport: ZendeskTransport;
  directory: Pick<Directory, 'fields'>;
  log: Log;
}

/** Ticket and comments side by side: two requests, a few more only for very long threads. */
export async function readTicket(deps: ReadTicketDeps, ticketId: number): Promise<TicketSnapshot> {
  const path = `/api/v2/tickets/${ticketId}.json?include=users`;
  const [answer, thread, fields] = await Promise.all([
    deps.transport.send({ method: 'GET', path }),
    readThread(deps.transport, ticketId),
    deps.directory.fields(),
  ]);
  const { ticket, users } = readShape(path, TicketAnswer, answer.json);
  const known = [...(users ?? []), ...thread.users];
  const isKnown = known.some((user) => user.id === ticket.requester_id);
  const requester = isKnown ? [] : await findUser(deps.transport, ticket.requester_id);
  const people = new Map([...known, ...requester].map((user) => [user.id, toPerson(user)]));
  return {
    ticket: toTicket(ticket, { baseUrl: deps.baseUrl, fields }),
    comments: await withTexts(deps, thread.comments),
    people: [...people.values()],
    readAt: earliest([answer.at, ...thread.dates], path),
  };
}

/** Files of the newest public message only: what came with older ones was read in its own turn. */
async function withTexts(deps: ReadTicketDeps, newestFirst: readonly ZendeskComment[]): Promise<Comment[]> {
  const newest = newestFirst.find((comment) => comment.public);
  const files = (newest?.attachments ?? []).map((file) => ({
    name: file.file_name ?? 'file',
    contentType: file.content_type ?? '',
    bytes: file.size ?? 0,
    url: file.content_url ?? null,
  }));
  const texts = await readAttachedTexts(deps, files);
  return newestFirst.toReversed().map((each) => {
    const comment = toComment(each);
    if (each !== newest || texts.size === 0) return comment;
    const attachments = comment.attachments.map((file) => ({ ...file, text: texts.get(file.name) ?? null }));
    return { ...comment, attachments };
  });
}

async function readThread(transport: ZendeskTransport, ticketId: number) {
  const path = `/api/v2/tickets/${ticketId}/comments.json?include=users&sort=-created_at&page[size]=100`;
  const comments: ZendeskComment[] = [];
  const users: ZendeskUser[] = [];
  const dates: (Date | null)[] = [];
  for await (const page of pagesOf(transport, { path, schema: CommentsAnswer })) {
    comments.push(...page.data.comments);
    users.push(...(page.data.users ?? []));
    dates.push(page.at);
    if (comments.length >= MAX_COMMENTS) break;
  }
  return { comments: comments.slice(0, MAX_COMMENTS), users, dates };
}

/** A requester who was deleted is nobody, which must not be taken for a ticket that was deleted. */
async function findUser(transport: ZendeskTransport, userId: number): Promise<ZendeskUser[]> {
  const path = `/api/v2/users/${userId}.json`;
  try {
    const answer = await transport.send({ method: 'GET', path });
    return [readShape(path, UserAnswer, answer.json).user];
  } catch (error) {
    if (error instanceof NotFound) return [];
    throw error;
  }
}

/**
 * The answers were not given at one instant. The earliest one counts: once the settle wait has passed since the ticket's stamp
 * even for that one, the comments cannot be older than the stamp.
 */
function earliest(dates: readonly (Date | null)[], path: string): Date {
  const times = dates.flatMap((date) => (date ? [date.getTime()] : []));
  if (times.length === dates.length && times.length > 0) return new Date(Math.min(...times));
  throw new RetryLater(
    `Zendesk's answer to ${path} has no Date header. Make sure that no proxy between us removes it.`,
    NO_DATE_WAIT_MS,
  );
}
