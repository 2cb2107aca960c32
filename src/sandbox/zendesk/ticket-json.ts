import { commentJson, viaJson } from './comments.ts';
import type { Audit, AuditEvent, FieldValue, Ticket, TicketStatus } from './entities.ts';
import { type State, toIso } from './state.ts';

const STATUS_IDS: Record<TicketStatus, number> = {
  new: 12_480_498_776_781,
  open: 12_480_498_776_782,
  pending: 12_480_498_776_783,
  hold: 12_480_498_776_784,
  solved: 12_480_498_776_785,
  closed: 12_480_498_776_785,
};
export const BRAND_ID = 360_002_256_672;
export const FORM_ID = 360_000_389_592;

export function statusId(status: TicketStatus): number {
  return STATUS_IDS[status];
}

/** [seen] Every field of a recorded ticket, with real nulls: the published schema allows null only for `due_at`. */
export function ticketJson(state: State, ticket: Ticket): Record<string, unknown> {
  return { ...identity(state, ticket), ...people(ticket), ...rest(state, ticket) };
}

function identity(state: State, ticket: Ticket): Record<string, unknown> {
  return {
    url: `${state.baseUrl}/api/v2/tickets/${ticket.id}.json`,
    id: ticket.id,
    external_id: ticket.externalId,
    via: viaJson(ticket.channel),
    created_at: toIso(ticket.createdAt),
    updated_at: toIso(ticket.updatedAt),
    generated_timestamp: Math.floor(ticket.updatedAt / 1000),
    type: ticket.type,
    subject: ticket.subject,
    raw_subject: ticket.subject,
    description: ticket.description,
    priority: ticket.priority,
    status: ticket.status,
    custom_status_id: statusId(ticket.status),
    recipient: null,
  };
}

function people(ticket: Ticket): Record<string, unknown> {
  return {
    requester_id: ticket.requesterId,
    submitter_id: ticket.submitterId,
    assignee_id: ticket.assigneeId,
    organization_id: null,
    group_id: ticket.groupId,
    collaborator_ids: [],
    follower_ids: [],
    email_cc_ids: ticket.emailCcIds,
  };
}

function rest(state: State, ticket: Ticket): Record<string, unknown> {
  const fields = state.fields.map((field) => ({ id: field.id, value: ticket.fieldValues.get(field.id) ?? null }));
  return {
    forum_topic_id: null,
    problem_id: null,
    has_incidents: false,
    is_public: ticket.isPublic,
    due_at: null,
    tags: ticket.tags,
    custom_fields: fields,
    satisfaction_rating: null,
    sharing_agreement_ids: [],
    fields,
    followup_ids: [],
    ticket_form_id: FORM_ID,
    brand_id: BRAND_ID,
    allow_channelback: false,
    allow_attachments: true,
    from_messaging_channel: false,
  };
}

export function auditJson(state: State, audit: Audit): Record<string, unknown> {
  return {
    id: audit.id,
    ticket_id: audit.ticketId,
    created_at: toIso(audit.createdAt),
    author_id: audit.authorId,
    // [documented] What a write sent as `metadata` is kept here and never shown to the customer.
    metadata: { system: { client: 'Deskhand sandbox' }, custom: audit.custom },
    events: audit.events.map((event) => auditEventJson(state, event)),
    via: viaJson(audit.channel),
  };
}

function auditEventJson(state: State, event: AuditEvent): Record<string, unknown> {
  if (event.type === 'Comment') {
    const { created_at, via, ...comment } = commentJson(state, event.comment);
    return { ...comment, id: event.id, type: 'Comment' };
  }
  const { field, previous, value } = event.change;
  const base = { id: event.id, type: event.type, field_name: field, value: auditValue(value) };
  return event.type === 'Change' ? { ...base, previous_value: auditValue(previous) } : base;
}

/** [seen] Numbers appear as strings in audits. */
function auditValue(value: FieldValue): string | null | string[] {
  return typeof value === 'number' ? String(value) : value;
}
