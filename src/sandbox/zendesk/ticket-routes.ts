import { z } from 'zod';
import { type Answer, badRequest, invalidRecord, notFound, ok } from './answers.ts';
import { commentAuthors, commentJson } from './comments.ts';
import type { Ticket, User } from './entities.ts';
import { isAnswer, paginate } from './paging.ts';
import type { Call, Route } from './router.ts';
import type { State } from './state.ts';
import { applyChange, type TicketChange } from './ticket-changes.ts';
import { findConflict, findProblem, isFull, nextEmailCcs, ticketInput, toChange } from './ticket-input.ts';
import { auditJson, ticketJson } from './ticket-json.ts';
import { userJson } from './user-json.ts';

export function ticketRoutes(state: State): Route[] {
  const withTicket = (act: (ticket: Ticket, call: Call) => Answer) => (call: Call) => {
    const ticket = state.tickets.get(Number(call.params['id']));
    return ticket ? act(ticket, call) : notFound();
  };
  return [
    { method: 'GET', path: '/tickets', handle: (call) => listTickets(state, call) },
    { method: 'GET', path: '/tickets/show_many', handle: (call) => showMany(state, call) },
    { method: 'GET', path: '/tickets/:id', handle: withTicket((ticket, call) => showTicket(state, ticket, call)) },
    {
      method: 'GET',
      path: '/tickets/:id/comments',
      handle: withTicket((ticket, call) => listComments(state, ticket, call)),
    },
    {
      method: 'GET',
      path: '/tickets/:id/audits',
      handle: withTicket((ticket, call) => listAudits(state, ticket, call)),
    },
    { method: 'PUT', path: '/tickets/:id', handle: withTicket((ticket, call) => updateTicket(state, ticket, call)) },
  ];
}

function listTickets(state: State, call: Call): Answer {
  const url = `${state.baseUrl}/api/v2/tickets.json`;
  const items = [...state.tickets.values()];
  const page = paginate(call, { items, name: 'tickets', url, toJson: (ticket) => ticketJson(state, ticket) });
  return isAnswer(page) ? page : ok(page.body);
}

/** [documented] Up to a hundred ids; unknown ones are left out. */
function showMany(state: State, call: Call): Answer {
  const ids = (call.query.get('ids') ?? '').split(',').filter(Boolean).map(Number);
  if (ids.length > 100) return badRequest('TooManyIds', 'show_many takes up to 100 ids');
  const tickets = ids.map((id) => state.tickets.get(id)).filter((ticket): ticket is Ticket => ticket !== undefined);
  const body = tickets.map((ticket) => ticketJson(state, ticket));
  return ok({ tickets: body, next_page: null, previous_page: null, count: body.length });
}

function showTicket(state: State, ticket: Ticket, call: Call): Answer {
  const body: Record<string, unknown> = { ticket: ticketJson(state, ticket) };
  if (!call.query.get('include')?.split(',').includes('users')) return ok(body);
  const ids = new Set([ticket.requesterId, ticket.submitterId, ticket.assigneeId ?? 0, ...ticket.emailCcIds]);
  const users = [...ids].map((id) => state.users.get(id)).filter((user): user is User => user !== undefined);
  return ok({ ...body, users: users.map((user) => userJson(state, user)) });
}

function listComments(state: State, ticket: Ticket, call: Call): Answer {
  const newestFirst = call.query.get('sort') === '-created_at' || call.query.get('sort_order') === 'desc';
  const items = newestFirst ? [...ticket.comments].reverse() : ticket.comments;
  const url = `${state.baseUrl}/api/v2/tickets/${ticket.id}/comments.json`;
  const page = paginate(call, { items, name: 'comments', url, toJson: (comment) => commentJson(state, comment) });
  if (isAnswer(page)) return page;
  const wantsUsers = call.query.get('include')?.split(',').includes('users');
  return ok(wantsUsers ? { ...page.body, users: commentAuthors(state, page.items) } : page.body);
}

function listAudits(state: State, ticket: Ticket, call: Call): Answer {
  const url = `${state.baseUrl}/api/v2/tickets/${ticket.id}/audits.json`;
  const newestFirst = call.query.get('sort') === '-created_at' || call.query.get('sort_order') === 'desc';
  const items = newestFirst ? [...ticket.audits].reverse() : ticket.audits;
  const page = paginate(call, { items, name: 'audits', url, toJson: (audit) => auditJson(state, audit) });
  return isAnswer(page) ? page : ok(page.body);
}

/** [seen] A body without the `ticket` wrapper is accepted and ignored. */
function updateTicket(state: State, ticket: Ticket, call: Call): Answer {
  const wrapped = z.looseObject({ ticket: z.unknown() }).safeParse(call.body);
  const parsed = ticketInput.safeParse(wrapped.success ? (wrapped.data.ticket ?? {}) : {});
  if (!parsed.success)
    return invalidRecord(String(parsed.error.issues[0]?.path[0] ?? 'base'), z.prettifyError(parsed.error));
  // [seen] Closed tickets do not change.
  if (ticket.status === 'closed') return invalidRecord('status', 'Status: closed prevents ticket update');
  const problem = findConflict(ticket, parsed.data) ?? findProblem(state, parsed.data);
  if (problem) return problem;
  const emailCcIds = nextEmailCcs(state, ticket, parsed.data);
  const change = { ...toChange(parsed.data, call.caller), ...(emailCcIds ? { emailCcIds } : {}) };
  const full = change.comment !== undefined && isFull(ticket);
  const audit = applyChange(state, ticket, full ? withoutComment(change) : change, { ...actorOf(call) });
  if (full) return invalidRecord('comment', 'The ticket has reached its limit of comments');
  return ok({ ticket: ticketJson(state, ticket), audit: auditJson(state, audit) });
}

function withoutComment({ comment, ...rest }: TicketChange): TicketChange {
  return rest;
}

export function actorOf(call: Call) {
  return { userId: call.caller.user.id, channel: 'api', source: 'api' } as const;
}
