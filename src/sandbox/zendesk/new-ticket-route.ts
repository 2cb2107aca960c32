import { z } from 'zod';
import { type Answer, badRequest, created, invalidRecord } from './answers.ts';
import { createTicket, findOrCreateCustomer } from './create-ticket.ts';
import type { Call, Route } from './router.ts';
import type { State } from './state.ts';
import { commentInput, findProblem, ticketInput, toComment } from './ticket-input.ts';
import { auditJson, ticketJson } from './ticket-json.ts';
import { actorOf } from './ticket-routes.ts';

const newTicketBody = z.object({
  ticket: ticketInput.extend({
    comment: commentInput,
    requester_id: z.coerce.number().int().optional(),
    requester: z.looseObject({ name: z.string().optional(), email: z.string() }).optional(),
  }),
});

type Remembered = { body: string; answer: Answer; until: number };

/** [documented] Two hours. */
const REMEMBERED_MS = 2 * 60 * 60 * 1_000;

/** [documented] Creating is the one write that takes an Idempotency-Key. A call is over before the next, so none is "in flight". */
export function newTicketRoutes(state: State): Route[] {
  const remembered = new Map<string, Remembered>();
  const handle = (call: Call): Answer => {
    const key = call.headers['idempotency-key'];
    if (typeof key !== 'string') return postTicket(state, call);
    if (key.length > 255) return badRequest('IdempotentRequestError', 'Idempotency-Key is longer than 255 characters');
    const body = JSON.stringify(call.body);
    const known = remembered.get(key);
    if (known && known.until > state.clock()) {
      if (known.body !== body) return badRequest('IdempotentRequestError', 'The key was used with another body');
      return withLookup(known.answer, 'hit');
    }
    const answer = postTicket(state, call);
    if (answer.status === 201) remembered.set(key, { body, answer, until: state.clock() + REMEMBERED_MS });
    return withLookup(answer, 'miss');
  };
  return [{ method: 'POST', path: '/tickets', handle }];
}

function withLookup(answer: Answer, lookup: 'hit' | 'miss'): Answer {
  return { ...answer, headers: { ...answer.headers, 'x-idempotency-lookup': lookup } };
}

function postTicket(state: State, call: Call): Answer {
  const parsed = newTicketBody.safeParse(call.body);
  if (!parsed.success) return invalidRecord('base', z.prettifyError(parsed.error));
  const input = parsed.data.ticket;
  const requesterId = findRequester(state, call, input);
  if (!requesterId) return invalidRecord('requester', 'Requester is invalid');
  const problem = findProblem(state, input);
  if (problem) return problem;
  // [seen] The first comment of a ticket created for someone is the requester's.
  const comment = toComment({ author_id: requesterId, ...input.comment }, call.caller);
  if (!comment) return invalidRecord('description', 'Description: cannot be blank');
  const { subject = '', tags = [], priority = null, metadata = {} } = input;
  const { ticket, audit } = createTicket(
    state,
    { subject, requesterId, comment, tags, priority, metadata },
    actorOf(call),
  );
  const location = `${state.baseUrl}/api/v2/tickets/${ticket.id}.json`;
  return created({ ticket: ticketJson(state, ticket), audit: auditJson(state, audit) }, { location });
}

type Requester = {
  requester_id?: number | undefined;
  requester?: { name?: string | undefined; email: string } | undefined;
};

function findRequester(state: State, call: Call, { requester_id, requester }: Requester): number | undefined {
  if (requester_id) return state.users.has(requester_id) ? requester_id : undefined;
  if (requester) return findOrCreateCustomer(state, { name: requester.name ?? '', email: requester.email }).id;
  return call.caller.user.id;
}
