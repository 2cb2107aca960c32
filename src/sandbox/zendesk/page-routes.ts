import { z } from 'zod';
import { addAgentComment, ClosedTicket, changeAsAgent, editArticle } from './agent-actions.ts';
import { type Answer, badRequest, notFound, ok } from './answers.ts';
import { addCustomerComment, createTicketAsCustomer } from './customer-actions.ts';
import type { Deliveries } from './deliver.ts';
import { TICKET_PRIORITIES, TICKET_STATUSES, type Ticket } from './entities.ts';
import { pageFaultRoutes } from './page-faults.ts';
import { articleRow, deliveryRow, overview, ticketPage } from './page-json.ts';
import type { PageCall, PageRoute } from './page-route.ts';
import type { RateLimiter } from './rate-limit.ts';
import type { State } from './state.ts';
import { findInvocation } from './webhooks.ts';

const required = z.string().trim().min(1);
const messageBody = z.object({ name: z.string(), email: z.email(), subject: required, text: required });
const replyBody = z.object({ text: required });
const commentBody = z.object({
  agentId: z.number(),
  text: required,
  public: z.boolean(),
  status: z.enum(TICKET_STATUSES).optional(),
});
const changeBody = z.object({
  agentId: z.number(),
  status: z.enum(TICKET_STATUSES).optional(),
  priority: z.enum(TICKET_PRIORITIES).nullable().optional(),
  groupId: z.number().nullable().optional(),
  assigneeId: z.number().nullable().optional(),
  tags: z.array(z.string()).optional(),
  customFields: z.array(z.object({ id: z.number(), value: z.string().nullable() })).optional(),
});
const articleBody = z.object({
  agentId: z.number(),
  title: required.optional(),
  html: z.string().optional(),
  draft: z.boolean().optional(),
});

export type PageParts = { state: State; deliveries: Deliveries; limiter: RateLimiter };

export function pageRoutes(parts: PageParts): PageRoute[] {
  const { state } = parts;
  return [
    { method: 'GET', path: '/page/api/overview', handle: () => ok(overview(state)) },
    { method: 'POST', path: '/page/api/tickets', handle: ({ body }) => writeAsCustomer(state, body) },
    {
      method: 'GET',
      path: '/page/api/tickets/:id',
      handle: withTicket(state, (ticket) => ok(ticketPage(state, ticket))),
    },
    {
      method: 'POST',
      path: '/page/api/tickets/:id/customer-reply',
      handle: withTicket(state, (ticket, body) => customerReply(state, ticket, body)),
    },
    {
      method: 'POST',
      path: '/page/api/tickets/:id/comment',
      handle: withTicket(state, (ticket, body) => agentComment(parts, ticket, body)),
    },
    {
      method: 'POST',
      path: '/page/api/tickets/:id/change',
      handle: withTicket(state, (ticket, body) => agentChange(parts, ticket, body)),
    },
    {
      method: 'GET',
      path: '/page/api/articles',
      handle: () => ok({ articles: [...state.articles.values()].map((each) => articleRow(state, each)) }),
    },
    { method: 'GET', path: '/page/api/articles/:id', handle: ({ params }) => showArticle(state, params) },
    { method: 'POST', path: '/page/api/articles/:id', handle: (call) => changeArticle(state, call) },
    { method: 'GET', path: '/page/api/deliveries', handle: () => listDeliveries(state) },
    { method: 'POST', path: '/page/api/deliveries/:id/resend', handle: ({ params }) => resend(parts, params) },
    ...pageFaultRoutes(state),
  ];
}

function withTicket(state: State, act: (ticket: Ticket, body: unknown) => Answer): PageRoute['handle'] {
  return ({ params, body }) => {
    const ticket = state.tickets.get(Number(params['id']));
    return ticket ? act(ticket, body) : notFound();
  };
}

function writeAsCustomer(state: State, body: unknown): Answer {
  const parsed = messageBody.safeParse(body);
  if (!parsed.success)
    return badRequest('Incomplete', 'A message needs a valid e-mail address, a subject and some text.');
  return ok({ id: createTicketAsCustomer(state, parsed.data).id });
}

function customerReply(state: State, ticket: Ticket, body: unknown): Answer {
  const parsed = replyBody.safeParse(body);
  if (!parsed.success) return badRequest('Incomplete', 'Write something first.');
  return ok({ id: addCustomerComment(state, ticket, parsed.data).ticketId });
}

function agentComment({ state, limiter }: PageParts, ticket: Ticket, body: unknown): Answer {
  const parsed = commentBody.safeParse(body);
  if (!parsed.success) return badRequest('Incomplete', 'Write something first.');
  limiter.countPageUpdate();
  return refuseIfClosed(() => addAgentComment(state, ticket, parsed.data));
}

function agentChange({ state, limiter }: PageParts, ticket: Ticket, body: unknown): Answer {
  const parsed = changeBody.safeParse(body);
  if (!parsed.success) return badRequest('Invalid', z.prettifyError(parsed.error));
  const { agentId, ...given } = parsed.data;
  limiter.countPageUpdate();
  // Leaving a key out and giving it undefined must mean the same: the browser sends only what changed.
  const change = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return refuseIfClosed(() => changeAsAgent(state, ticket, change, agentId));
}

function refuseIfClosed(act: () => unknown): Answer {
  try {
    act();
    return ok({ done: true });
  } catch (error) {
    if (error instanceof ClosedTicket) return { status: 422, body: { error: 'Closed', description: error.message } };
    throw error;
  }
}

function showArticle(state: State, params: Record<string, string>): Answer {
  const article = state.articles.get(Number.parseInt(params['id'] ?? '', 10));
  return article ? ok({ ...articleRow(state, article), html: article.html }) : notFound();
}

function changeArticle(state: State, { params, body }: PageCall): Answer {
  const article = state.articles.get(Number.parseInt(params['id'] ?? '', 10));
  const parsed = articleBody.safeParse(body);
  if (!article) return notFound();
  if (!parsed.success) return badRequest('Invalid', 'An article needs a title.');
  editArticle(state, article, parsed.data, parsed.data.agentId);
  return ok({ done: true });
}

function listDeliveries(state: State): Answer {
  const rows = [...state.webhooks.values()].flatMap((webhook) => webhook.invocations);
  rows.sort((left, right) => right.createdAt - left.createdAt);
  return ok({
    endpoints: [...state.webhooks.values()].map((each) => each.endpoint),
    deliveries: rows.slice(0, 100).map((row) => deliveryRow(state, row)),
  });
}

function resend({ state, deliveries }: PageParts, params: Record<string, string>): Answer {
  const found = findInvocation(state, params['id'] ?? '');
  if (!found) return notFound();
  deliveries.resend(found.webhook, found.invocation);
  return ok({ done: true });
}
