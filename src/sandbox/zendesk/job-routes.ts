import { z } from 'zod';
import { type Answer, badRequest, invalidRecord, notFound, ok } from './answers.ts';
import type { Job, JobResult, Ticket } from './entities.ts';
import { jobJson, MOST_JOBS, openJob, openJobs } from './jobs.ts';
import { mergeTickets } from './merge.ts';
import type { Call, Route } from './router.ts';
import type { State } from './state.ts';
import { applyChange } from './ticket-changes.ts';
import { findProblem, ticketInput, toChange } from './ticket-input.ts';
import { actorOf } from './ticket-routes.ts';

const mergeBody = z.object({
  ids: z.array(z.number().int()).min(1).max(5),
  target_comment: z.string().optional(),
  source_comment: z.string().optional(),
  target_comment_is_public: z.boolean().optional(),
  source_comment_is_public: z.boolean().optional(),
});
const manyInput = ticketInput.extend({
  additional_tags: z.array(z.string()).optional(),
  remove_tags: z.array(z.string()).optional(),
});
const manyBody = z.object({ ticket: manyInput });

/** What Zendesk does in the background and is asked about afterwards. */
export function jobRoutes(state: State): Route[] {
  return [
    { method: 'POST', path: '/tickets/:id/merge', handle: (call) => postMerge(state, call) },
    { method: 'PUT', path: '/tickets/update_many', handle: (call) => updateMany(state, call) },
    { method: 'GET', path: '/job_statuses/:id', handle: (call) => showJob(state, call) },
  ];
}

function answer(state: State, job: Job): Answer {
  return ok({ job_status: jobJson(state, job) });
}

function showJob(state: State, call: Call): Answer {
  const job = state.jobs.get(call.params['id'] ?? '');
  return job ? answer(state, job) : notFound();
}

/** [documented] The words of the refusal. */
function tooMany(state: State): Answer | null {
  if (openJobs(state) < MOST_JOBS) return null;
  return { status: 429, body: { error: 'TooManyJobs', description: 'Too many jobs are queued or running.' } };
}

function postMerge(state: State, call: Call): Answer {
  const target = state.tickets.get(Number(call.params['id']));
  const parsed = mergeBody.safeParse(call.body);
  if (!target) return notFound();
  if (!parsed.success) return invalidRecord('ids', z.prettifyError(parsed.error));
  const given = parsed.data;
  const sources = given.ids.map((id) => state.tickets.get(id)).filter((ticket): ticket is Ticket => !!ticket);
  // [guess] The words.
  if (sources.length < given.ids.length || [target, ...sources].some(({ status }) => status === 'closed'))
    return invalidRecord('ids', 'Tickets must exist and not be closed');
  const merge = {
    target,
    sources,
    targetComment: given.target_comment,
    sourceComment: given.source_comment,
    targetPublic: given.target_comment_is_public,
    sourcePublic: given.source_comment_is_public,
  };
  const work = (): JobResult[] => {
    mergeTickets(state, merge, actorOf(call));
    return [{ id: target.id, index: 0, action: 'update', success: true, status: 'Updated' }];
  };
  return tooMany(state) ?? answer(state, openJob(state, 'Ticket Merge', { total: 1, work }));
}

/** [documented] Up to a hundred tickets, one result each; tags may be added and removed without replacing the rest. */
function updateMany(state: State, call: Call): Answer {
  const ids = (call.query.get('ids') ?? '').split(',').filter(Boolean).map(Number);
  const parsed = manyBody.safeParse(call.body);
  if (ids.length === 0 || ids.length > 100) return badRequest('InvalidIds', 'Give 1 to 100 ids');
  if (!parsed.success) return invalidRecord('base', z.prettifyError(parsed.error));
  const input = parsed.data.ticket;
  const problem = findProblem(state, input) ?? tooMany(state);
  if (problem) return problem;
  const work = () => ids.map((id, index) => updateOne(state, call, { id, index, input }));
  return answer(state, openJob(state, 'Bulk Update Ticket', { total: ids.length, work }));
}

type One = { id: number; index: number; input: z.infer<typeof manyInput> };

function updateOne(state: State, call: Call, { id, index, input }: One): JobResult {
  const ticket = state.tickets.get(id);
  const failed = { id, index, action: 'update', success: false, status: 'Failed' };
  if (!ticket) return { ...failed, error: 'TicketNotFound' };
  if (ticket.status === 'closed') return { ...failed, error: 'TicketUpdateFailed' };
  const kept = (input.tags ?? ticket.tags).filter((tag) => !input.remove_tags?.includes(tag));
  const touchesTags = input.tags ?? input.additional_tags ?? input.remove_tags;
  const tags = touchesTags ? { tags: [...kept, ...(input.additional_tags ?? [])] } : {};
  applyChange(state, ticket, { ...toChange(input, call.caller), ...tags }, actorOf(call));
  return { id, index, action: 'update', success: true, status: 'Updated' };
}
