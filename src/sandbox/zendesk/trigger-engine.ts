import type { Condition, Ticket, TicketPriority, TicketStatus, Trigger } from './entities.ts';
import { TICKET_PRIORITIES, TICKET_STATUSES } from './entities.ts';
import type { Write } from './options.ts';
import type { State } from './state.ts';
import { applyChange, type TicketChange } from './ticket-changes.ts';

/**
 * The account's business rules, in their order, after each write. [seen] Triggers run on updates by the API too, so our own write
 * moves `updated_at` once more. Only the conditions and actions named here are known; a rule with another one never fires.
 */
export function runTriggers(state: State, write: Write): void {
  const ticket = state.tickets.get(write.ticketId);
  if (!ticket) return;
  for (const trigger of state.triggers.values()) {
    if (trigger.active && fires(state, trigger, { ticket, write })) act(state, trigger, ticket);
  }
}

type Occasion = { ticket: Ticket; write: Write };

function fires(state: State, { all, any }: Trigger, occasion: Occasion): boolean {
  const holds = (condition: Condition) => meets(state, condition, occasion);
  return all.every(holds) && (any.length === 0 || any.some(holds));
}

function meets(state: State, { field, operator, value }: Condition, { ticket, write }: Occasion): boolean {
  const is = (fact: string) => (operator === 'is' ? fact === value : operator === 'is_not' && fact !== value);
  const comment = write.audit.events.find((event) => event.type === 'Comment')?.comment;
  switch (field) {
    case 'update_type':
      return is(write.kind === 'ticket.created' ? 'Create' : 'Change');
    case 'status':
      return is(ticket.status);
    case 'priority':
      return is(ticket.priority ?? '');
    case 'current_tags': {
      const has = value.split(/\s+/).some((tag) => ticket.tags.includes(tag));
      return operator === 'includes' ? has : operator === 'not_includes' && !has;
    }
    case 'comment_is_public':
      return comment !== undefined && is(String(comment.public));
    case 'role':
      return is(state.users.get(write.actorId)?.role === 'end-user' ? 'end_user' : 'agent');
    default:
      return false;
  }
}

function act(state: State, trigger: Trigger, ticket: Ticket): void {
  const change: TicketChange = {};
  for (const { field, value } of trigger.actions) {
    const [first = '', second = '', third = ''] = Array.isArray(value) ? value : [value];
    if (field === 'notification_webhook') state.sendTriggerBody(first, fill(second, ticket), ticket.id);
    else if (field === 'notification_user') mail(state, { trigger, ticket, to: first, subject: second, body: third });
    else Object.assign(change, changeOf(field, first, ticket));
  }
  if (Object.keys(change).length > 0) {
    const botId = [...state.users.values()].find((user) => user.role === 'admin')?.id ?? -1;
    applyChange(state, ticket, change, { userId: botId, channel: 'api', source: 'trigger' });
  }
}

function changeOf(field: string, value: string, ticket: Ticket): TicketChange {
  const status = TICKET_STATUSES.find((each): each is TicketStatus => each === value);
  const priority = TICKET_PRIORITIES.find((each): each is TicketPriority => each === value);
  if (field === 'status' && status) return { status };
  if (field === 'priority' && priority) return { priority };
  if (field === 'current_tags') return { tags: [...ticket.tags, ...value.split(/\s+/)] };
  if (field === 'remove_tags') return { tags: ticket.tags.filter((tag) => !value.split(/\s+/).includes(tag)) };
  return {};
}

type Mail = { trigger: Trigger; ticket: Ticket; to: string; subject: string; body: string };

function mail(state: State, { trigger, ticket, to, subject, body }: Mail): void {
  const texts = { subject: fill(subject, ticket), body: fill(body, ticket) };
  state.mails.push({ at: state.clock(), ticketId: ticket.id, triggerId: trigger.id, to, ...texts });
}

/** [guess] No escaping: a text placeholder in a JSON body breaks on the first quotation mark. */
function fill(template: string, ticket: Ticket): string {
  const values: Record<string, string> = {
    'ticket.id': String(ticket.id),
    'ticket.title': ticket.subject,
    'ticket.latest_public_comment': ticket.comments.findLast((comment) => comment.public)?.body ?? '',
    'ticket.updated_at_with_timestamp': new Date(ticket.updatedAt).toISOString(),
  };
  return template.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (_all, name: string) => values[name] ?? '');
}
