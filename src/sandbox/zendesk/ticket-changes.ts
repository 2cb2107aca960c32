import { addComment, type NewComment } from './comments.ts';
import { settleTaggers } from './custom-fields.ts';
import type {
  Audit,
  AuditEvent,
  Channel,
  EventDraft,
  FieldChange,
  Ticket,
  TicketPriority,
  TicketStatus,
  TicketType,
} from './entities.ts';
import { draftChangeEvents, draftCommentEvent, draftMergedEvent } from './events.ts';
import type { Write } from './options.ts';
import { notify, type State } from './state.ts';

export type TicketChange = {
  subject?: string;
  status?: TicketStatus;
  priority?: TicketPriority | null;
  type?: TicketType | null;
  groupId?: number | null;
  assigneeId?: number | null;
  requesterId?: number;
  emailCcIds?: number[];
  externalId?: string | null;
  /** The whole new list: [documented] `tags` in a ticket body replaces. */
  tags?: string[];
  customFields?: { id: number; value: string | null }[];
  comment?: NewComment;
  metadata?: Record<string, unknown>;
  /** Set by the merge job: the ticket that this one ends in. */
  mergedInto?: number;
};

export type Actor = { userId: number; channel: Channel; source: Write['source'] };

/** The only way a ticket changes: one audit, one history entry, one set of webhook events. */
export function applyChange(state: State, ticket: Ticket, change: TicketChange, actor: Actor): Audit {
  const now = state.clock();
  const changes = decideChanges(state, ticket, change);
  const audit = openAudit(state, ticket, change, actor);
  const drafts: EventDraft[] = [];
  if (change.comment) {
    const comment = addComment(state, { ticket, audit, channel: actor.channel, ...change.comment });
    audit.events.push({ id: comment.id, type: 'Comment', comment });
    drafts.push(draftCommentEvent(comment, state.users.get(comment.authorId)));
  }
  setFields(ticket, change, changes);
  audit.events.push(...changes.map((each): AuditEvent => ({ id: state.ids.next(), type: 'Change', change: each })));
  // [guess] An update that changes nothing answers with an empty audit and leaves updated_at alone.
  if (audit.events.length === 0 && !change.metadata) return audit;
  ticket.updatedAt = now;
  drafts.push(...draftChangeEvents(state, changes));
  if (change.mergedInto !== undefined) drafts.push(draftMergedEvent(change.mergedInto));
  commit(state, { ticket, audit, actor, kind: 'ticket.updated', drafts });
  return audit;
}

export type Commit = { ticket: Ticket; audit: Audit; actor: Actor; kind: Write['kind']; drafts: EventDraft[] };

export function commit(state: State, { ticket, audit, actor, kind, drafts }: Commit): void {
  ticket.audits.push(audit);
  const sequence = state.history.length + 1;
  const write: Write = {
    sequence,
    at: audit.createdAt,
    kind,
    source: actor.source,
    ticketId: ticket.id,
    actorId: actor.userId,
    audit,
  };
  state.history.push(write);
  notify(state, { kind: 'ticket', ticketId: ticket.id, write });
  state.sendEvents(drafts.map((draft) => ({ ...draft, ticket, actorId: actor.userId })));
  // [guess] What a trigger changes starts no triggers of its own.
  if (actor.source !== 'trigger') state.runTriggers(write);
}

export function openAudit(state: State, ticket: Ticket, change: TicketChange, actor: Actor): Audit {
  return {
    id: state.ids.next(),
    ticketId: ticket.id,
    authorId: actor.userId,
    channel: actor.channel,
    custom: change.metadata ?? {},
    events: [],
    createdAt: state.clock(),
  };
}

function decideChanges(state: State, ticket: Ticket, change: TicketChange): FieldChange[] {
  const changes: FieldChange[] = [];
  const compare = (field: string, previous: FieldChange['value'], value: FieldChange['value'] | undefined) => {
    if (value !== undefined && JSON.stringify(previous) !== JSON.stringify(value))
      changes.push({ field, previous, value });
  };
  compare('subject', ticket.subject, change.subject);
  compare('status', ticket.status, decideStatus(ticket, change));
  compare('priority', ticket.priority, change.priority);
  compare('type', ticket.type, change.type);
  compare('group_id', ticket.groupId, change.groupId);
  compare('assignee_id', ticket.assigneeId, change.assigneeId);
  compare('requester_id', ticket.requesterId, change.requesterId);
  // [guess] The name of the field in audits; that a change of copies makes an audit of its own is documented.
  compare('email_cc_ids', ticket.emailCcIds.map(String), change.emailCcIds?.map(String));
  compare('external_id', ticket.externalId, change.externalId);
  const settled = settleTaggers(state.fields, ticket, change);
  compare('tags', ticket.tags, settled.tags);
  for (const [id, value] of settled.values) compare(String(id), ticket.fieldValues.get(id) ?? null, value);
  return changes;
}

/** [seen] Assigning a new ticket opens it; no ticket goes back to new. */
function decideStatus(ticket: Ticket, change: TicketChange): TicketStatus | undefined {
  if (change.status) return change.status;
  return ticket.status === 'new' && change.assigneeId ? 'open' : undefined;
}

function setFields(ticket: Ticket, change: TicketChange, changes: FieldChange[]): void {
  ticket.subject = change.subject ?? ticket.subject;
  ticket.status = decideStatus(ticket, change) ?? ticket.status;
  if (change.priority !== undefined) ticket.priority = change.priority;
  if (change.type !== undefined) ticket.type = change.type;
  if (change.groupId !== undefined) ticket.groupId = change.groupId;
  if (change.assigneeId !== undefined) ticket.assigneeId = change.assigneeId;
  ticket.requesterId = change.requesterId ?? ticket.requesterId;
  ticket.emailCcIds = change.emailCcIds ?? ticket.emailCcIds;
  if (change.externalId !== undefined) ticket.externalId = change.externalId;
  for (const { field, value } of changes) setTagOrCustomField(ticket, field, value);
}

function setTagOrCustomField(ticket: Ticket, field: string, value: FieldChange['value']): void {
  if (field === 'tags' && Array.isArray(value)) ticket.tags = value;
  if (!/^\d+$/.test(field)) return;
  if (typeof value === 'string') ticket.fieldValues.set(Number(field), value);
  else ticket.fieldValues.delete(Number(field));
}
