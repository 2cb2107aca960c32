import { createTicket, findOrCreateCustomer } from './create-ticket.ts';
import type { Comment, Ticket } from './entities.ts';
import { fromText } from './html-text.ts';
import type { CustomerMessage, CustomerReply } from './options.ts';
import type { State } from './state.ts';
import { applyChange } from './ticket-changes.ts';

/** A mail from a customer, as the script of a demo or the page writes it. */
export function createTicketAsCustomer(state: State, message: CustomerMessage): Ticket {
  const customer = findOrCreateCustomer(state, message);
  const html = message.html ?? fromText(message.text);
  const comment = { html, public: true, authorId: customer.id, attachments: message.attachments ?? [] };
  const actor = { userId: customer.id, channel: 'email', source: 'customer' } as const;
  const emailCcIds = (message.cc ?? []).map((person) => findOrCreateCustomer(state, person).id);
  return createTicket(state, { subject: message.subject, requesterId: customer.id, emailCcIds, comment }, actor).ticket;
}

/** [documented] A reply wakes a pending or solved ticket; to a closed one it becomes a new ticket. */
export function addCustomerComment(state: State, ticket: Ticket, reply: CustomerReply): Comment {
  const userId = reply.from ? findOrCreateCustomer(state, reply.from).id : ticket.requesterId;
  const actor = { userId, channel: 'email', source: 'customer' } as const;
  const attachments = reply.attachments ?? [];
  const comment = { html: fromText(reply.text), public: true, authorId: userId, attachments };
  if (ticket.status === 'closed') {
    const followUp = { subject: `Re: ${ticket.subject}`, requesterId: userId, comment };
    return lastComment(createTicket(state, followUp, actor).ticket);
  }
  const sleeping = ['pending', 'hold', 'solved'].includes(ticket.status);
  // [documented] Whoever the writer of a mail puts in copy is in copy of the ticket from then on.
  const added = (reply.cc ?? []).map((person) => findOrCreateCustomer(state, person).id);
  const emailCcIds = [...new Set([...ticket.emailCcIds, ...added])];
  applyChange(state, ticket, { comment, emailCcIds, ...(sleeping ? { status: 'open' } : {}) }, actor);
  return lastComment(ticket);
}

export function lastComment(ticket: Ticket): Comment {
  const comment = ticket.comments.at(-1);
  if (!comment) throw new Error(`Ticket ${ticket.id} has no comment, which cannot be.`);
  return comment;
}
