import { randomUUID } from 'node:crypto';
import type { Article, Channel, Comment, EventDraft, FieldChange, FieldValue, Ticket, User } from './entities.ts';
import type { State } from './state.ts';
import { BRAND_ID, FORM_ID, statusId } from './ticket-json.ts';

export type ZendeskEvent = { id: string; type: string; subject: string; body: string };

/** [seen] The event catalogue's names for channels differ from those of the REST API. */
const EVENT_CHANNELS: Record<Channel, string> = { web: 'web_form', email: 'mail', api: 'web_service' };

const TICKET = 'zen:event-type:ticket.';

export function draftCreatedEvent(): EventDraft {
  return { type: `${TICKET}created`, event: {} };
}

export function draftCommentEvent(comment: Comment, author: User | undefined): EventDraft {
  const isStaff = author !== undefined && author.role !== 'end-user';
  const who = { id: String(comment.authorId), is_staff: isStaff, name: author?.name ?? '' };
  const body = { id: String(comment.id), body: comment.body, is_public: comment.public, author: who };
  return { type: `${TICKET}comment_added`, event: { comment: body } };
}

/** [seen] Fired for the ticket that ends, naming the one that lives on. */
export function draftMergedEvent(targetId: number): EventDraft {
  return { type: `${TICKET}merged`, event: { target_ticket_id: String(targetId) } };
}

export function draftArticleEvent(article: Article, what: 'published' | 'unpublished', actorId: number): EventDraft {
  const facts = { author_id: String(actorId), category_id: '', locale: article.locale, title: article.title };
  return { type: `zen:event-type:article.${what}`, event: facts, article, actorId };
}

/** [documented] One event per changed field; tags say only what came and went. */
export function draftChangeEvents(state: State, changes: FieldChange[]): EventDraft[] {
  return changes.map((change) => ({ type: `${TICKET}${eventName(change.field)}`, event: eventBody(state, change) }));
}

const EVENT_NAMES: Record<string, string> = {
  group_id: 'group_assignment_changed',
  assignee_id: 'agent_assignment_changed',
  external_id: 'external_id_changed',
  requester_id: 'requester_changed',
};

function eventName(field: string): string {
  return /^\d+$/.test(field) ? 'custom_field_changed' : (EVENT_NAMES[field] ?? `${field}_changed`);
}

function eventBody(state: State, { field, previous, value }: FieldChange): Record<string, unknown> {
  if (field === 'tags' && Array.isArray(previous) && Array.isArray(value)) {
    const added = value.filter((tag) => !previous.includes(tag));
    return { tags_added: added, tags_removed: previous.filter((tag) => !value.includes(tag)) };
  }
  // [seen] Who came and who went, as ids.
  if (field === 'email_ccs' && Array.isArray(previous) && Array.isArray(value)) {
    const added = value.filter((id) => !previous.includes(id));
    return { users_added: added, users_removed: previous.filter((id) => !value.includes(id)) };
  }
  if (/^\d+$/.test(field)) {
    const title = state.fields.find((each) => each.id === Number(field))?.title ?? '';
    const custom_field = { id: field, title, type: 'DROP_DOWN' };
    return { custom_field, current: { value }, previous: { value: previous } };
  }
  return { current: eventValue(field, value), previous: eventValue(field, previous) };
}

/** [seen] Enums in upper case, ids as strings. */
function eventValue(field: string, value: FieldValue): FieldValue {
  if (typeof value === 'number') return String(value);
  const isEnum = field === 'status' || field === 'priority' || field === 'type';
  return isEnum && typeof value === 'string' ? value.toUpperCase() : value;
}

/** The signed bytes of each event of one write: they share `meta.sequence.id`. [documented] */
export function sealEvents(state: State, drafts: EventDraft[]): ZendeskEvent[] {
  const sequenceId = state.ids.ulid();
  return drafts.map((draft, index) => {
    const id = randomUUID();
    const subject = draft.ticket ? `zen:ticket:${draft.ticket.id}` : `zen:article:${draft.article?.id ?? ''}`;
    const envelope = {
      account_id: state.options.account.accountId,
      id,
      type: draft.type,
      subject,
      time: toNanoIso(state.clock(), index),
      zendesk_event_version: '2022-11-06',
      detail: draft.ticket ? ticketDetail(draft.ticket, draft.actorId) : articleDetail(draft.article),
      event: { ...draft.event, meta: { sequence: { id: sequenceId, position: index + 1 } } },
    };
    return { id, type: draft.type, subject, body: JSON.stringify(envelope) };
  });
}

/** [seen] Ids are strings, and an absent assignee or group is an empty one. Custom field values are not in here. */
function ticketDetail(ticket: Ticket, actorId: number | undefined): Record<string, unknown> {
  return {
    id: String(ticket.id),
    actor_id: String(actorId ?? ''),
    requester_id: String(ticket.requesterId),
    submitter_id: String(ticket.submitterId),
    assignee_id: String(ticket.assigneeId ?? ''),
    group_id: String(ticket.groupId ?? ''),
    organization_id: null,
    brand_id: String(BRAND_ID),
    form_id: String(FORM_ID),
    external_id: ticket.externalId,
    subject: ticket.subject,
    description: ticket.description,
    tags: ticket.tags,
    is_public: ticket.isPublic,
    status: ticket.status.toUpperCase(),
    custom_status: String(statusId(ticket.status)),
    priority: ticket.priority?.toUpperCase() ?? null,
    type: ticket.type?.toUpperCase() ?? null,
    created_at: new Date(ticket.createdAt).toISOString(),
    updated_at: new Date(ticket.updatedAt).toISOString(),
    via: { channel: EVENT_CHANNELS[ticket.channel] },
  };
}

function articleDetail(article: Article | undefined): Record<string, unknown> {
  return { id: String(article?.id ?? ''), brand_id: String(BRAND_ID) };
}

function toNanoIso(at: number, position: number): string {
  return `${new Date(at).toISOString().slice(0, -1)}${String(position + 1).padStart(6, '0')}Z`;
}
