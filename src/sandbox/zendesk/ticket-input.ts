import { z } from 'zod';
import { type Answer, badRequest, conflict, invalidRecord } from './answers.ts';
import type { Caller } from './auth.ts';
import { COMMENTS_PER_TICKET, type NewComment } from './comments.ts';
import { findOrCreateCustomer } from './create-ticket.ts';
import { findFieldProblem } from './custom-fields.ts';
import { TICKET_PRIORITIES, TICKET_STATUSES, TICKET_TYPES, type Ticket } from './entities.ts';
import { fromText } from './html-text.ts';
import { type State, toIso } from './state.ts';
import type { TicketChange } from './ticket-changes.ts';

const id = z.coerce.number().int();

export const commentInput = z.looseObject({
  body: z.string().optional(),
  html_body: z.string().optional(),
  public: z.boolean().optional(),
  author_id: id.optional(),
});

export const ticketInput = z.looseObject({
  subject: z.string().optional(),
  status: z.enum(TICKET_STATUSES).optional(),
  priority: z.enum(TICKET_PRIORITIES).nullable().optional(),
  type: z.enum(TICKET_TYPES).nullable().optional(),
  group_id: id.nullable().optional(),
  assignee_id: id.nullable().optional(),
  external_id: z.string().nullable().optional(),
  requester_id: id.optional(),
  email_ccs: z
    .array(
      z.looseObject({
        user_id: id.optional(),
        user_email: z.string().optional(),
        action: z.enum(['put', 'delete']).optional(),
      }),
    )
    .optional(),
  tags: z.array(z.string()).optional(),
  custom_fields: z.array(z.looseObject({ id, value: z.string().nullable() })).optional(),
  comment: commentInput.optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
  safe_update: z.boolean().optional(),
  updated_stamp: z.string().optional(),
});

export type TicketInput = z.infer<typeof ticketInput>;
export type CommentInput = z.infer<typeof commentInput>;

/** [documented] Naming `safe_update` at all, even false, compares the stamp. */
export function findConflict(
  ticket: Ticket,
  input: { safe_update?: unknown; updated_stamp?: string | undefined },
): Answer | undefined {
  if (input.safe_update === undefined) return undefined;
  if (!input.updated_stamp) return badRequest('ParameterMissing', 'safe_update needs updated_stamp');
  return Date.parse(input.updated_stamp) === Date.parse(toIso(ticket.updatedAt)) ? undefined : conflict();
}

/** Everything that can be wrong with an update, before anything is written. */
export function findProblem(state: State, input: TicketInput): Answer | undefined {
  const { group_id, assignee_id, comment } = input;
  if (group_id && !state.groups.some((group) => group.id === group_id))
    return invalidRecord('group', 'Group is invalid');
  const assignee = assignee_id ? state.users.get(assignee_id) : undefined;
  if (assignee_id && (!assignee || assignee.role === 'end-user'))
    return invalidRecord('assignee', 'Assignee is invalid');
  if (input.requester_id && !state.users.has(input.requester_id))
    return invalidRecord('requester', 'Requester is invalid');
  if (comment?.author_id && !state.users.has(comment.author_id)) return invalidRecord('comment', 'Author is invalid');
  const problem = findFieldProblem(state.fields, input.custom_fields ?? []);
  return problem ? invalidRecord('base', problem) : undefined;
}

/** [documented] A full ticket answers 422, and yet the other fields are written. */
export function isFull(ticket: Ticket): boolean {
  return ticket.comments.length >= COMMENTS_PER_TICKET;
}

/** [documented] Each entry adds or takes away one person, by id or by address; `put` is what is meant when nothing is said. */
export function nextEmailCcs(state: State, ticket: Ticket, input: TicketInput): number[] | undefined {
  if (!input.email_ccs) return undefined;
  const ids = new Set(ticket.emailCcIds);
  for (const { user_id, user_email, action } of input.email_ccs) {
    const known = user_id ?? findOrCreateCustomer(state, { name: '', email: user_email ?? '' }).id;
    if (action === 'delete') ids.delete(known);
    else ids.add(known);
  }
  return [...ids];
}

export function toChange(input: TicketInput, caller: Caller): TicketChange {
  const { subject, status, priority, type, tags, metadata } = input;
  const comment = toComment(input.comment, caller);
  return {
    ...(subject === undefined ? {} : { subject }),
    ...(status === undefined ? {} : { status }),
    ...(priority === undefined ? {} : { priority }),
    ...(type === undefined ? {} : { type }),
    ...(tags === undefined ? {} : { tags }),
    ...(metadata === undefined ? {} : { metadata }),
    ...(input.group_id === undefined ? {} : { groupId: input.group_id }),
    ...(input.assignee_id === undefined ? {} : { assigneeId: input.assignee_id }),
    ...(input.external_id === undefined ? {} : { externalId: input.external_id }),
    ...(input.custom_fields === undefined ? {} : { customFields: input.custom_fields }),
    ...(input.requester_id === undefined ? {} : { requesterId: input.requester_id }),
    ...(comment ? { comment } : {}),
  };
}

export function toComment(input: CommentInput | undefined, caller: Caller): NewComment | undefined {
  const html = input?.html_body ?? (input?.body === undefined ? undefined : fromText(input.body));
  if (html === undefined || html.trim() === '') return undefined;
  return { html, public: input?.public, authorId: input?.author_id ?? caller.user.id };
}
