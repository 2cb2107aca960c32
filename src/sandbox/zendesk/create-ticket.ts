import { addComment, type NewComment } from './comments.ts';
import { normaliseTags } from './custom-fields.ts';
import type { Audit, AuditEvent, Ticket, TicketPriority, User } from './entities.ts';
import { draftCommentEvent, draftCreatedEvent } from './events.ts';
import { toText } from './html-text.ts';
import type { State } from './state.ts';
import { type Actor, commit, openAudit } from './ticket-changes.ts';

export type NewTicket = {
  subject: string;
  requesterId: number;
  comment: NewComment;
  tags?: string[];
  priority?: TicketPriority | null;
  metadata?: Record<string, unknown>;
};

export function createTicket(state: State, given: NewTicket, actor: Actor): { ticket: Ticket; audit: Audit } {
  const ticket = blankTicket(state, given, actor);
  const metadata = given.metadata ?? {};
  const audit = openAudit(state, ticket, { metadata }, actor);
  const comment = addComment(state, { ticket, audit, channel: actor.channel, ...given.comment });
  audit.events.push({ id: comment.id, type: 'Comment', comment }, ...createEvents(state, ticket));
  state.tickets.set(ticket.id, ticket);
  const drafts = [draftCreatedEvent()];
  if (state.options.firstCommentEvent) drafts.push(draftCommentEvent(comment, state.users.get(comment.authorId)));
  commit(state, { ticket, audit, actor, kind: 'ticket.created', drafts });
  return { ticket, audit };
}

/** Finds the customer by e-mail or makes one. [documented] Someone who just writes in is not verified. */
export function findOrCreateCustomer(state: State, person: { name: string; email: string }): User {
  const email = person.email.trim().toLowerCase();
  for (const user of state.users.values()) {
    if (user.email.toLowerCase() === email) return user;
  }
  const user: User = {
    id: state.ids.next(),
    name: person.name.trim() || email,
    email,
    role: 'end-user',
    locale: 'en-US',
    verified: false,
    isBot: false,
    tags: [],
    groupIds: [],
    createdAt: state.clock(),
  };
  state.users.set(user.id, user);
  return user;
}

function blankTicket(state: State, given: NewTicket, actor: Actor): Ticket {
  const now = state.clock();
  return {
    id: state.ids.nextTicket(),
    subject: given.subject,
    description: toText(given.comment.html),
    status: 'new',
    priority: given.priority ?? null,
    type: null,
    requesterId: given.requesterId,
    emailCcIds: [],
    submitterId: actor.userId,
    assigneeId: null,
    groupId: null,
    externalId: null,
    isPublic: given.comment.public ?? true,
    tags: normaliseTags(given.tags ?? []).sort(),
    fieldValues: new Map(),
    channel: actor.channel,
    createdAt: now,
    updatedAt: now,
    comments: [],
    audits: [],
  };
}

function createEvents(state: State, ticket: Ticket): AuditEvent[] {
  const facts: [string, string | null | string[]][] = [
    ['subject', ticket.subject],
    ['status', ticket.status],
    ['priority', ticket.priority],
    ['requester_id', String(ticket.requesterId)],
    ['tags', ticket.tags],
  ];
  return facts.map(([field, value]) => ({
    id: state.ids.next(),
    type: 'Create',
    change: { field, previous: null, value },
  }));
}
