import { createHash } from 'node:crypto';
import { z } from 'zod';
import { scoreUrgency } from '../tickets/urgency.ts';
import { type ChangedField, readFieldChange } from './field-change.ts';
import { ARTICLE_EVENTS, EVENT_PREFIX, FIELD_EVENT, TICKET_EVENTS } from './subscriptions.ts';

/** What we keep of a delivery. It is a hint only: the ticket is read again before anything is decided. */
export interface Delivery {
  eventId: string;
  /** For example "ticket.comment_added", "article.published", "trigger", "unreadable". */
  kind: string;
  ticketId: number | null;
  actorId: number | null;
  /** Null when the body does not say, as in trigger bodies. */
  accountId: string | null;
  /** True when the event is a comment that somebody other than staff wrote. */
  fromCustomer: boolean;
  /** The customer's or a rule's words say that somebody should look soon. A hint for the order of work only. */
  urgent: boolean;
  /** Why nothing is to be done, or null. */
  ignored: string | null;
  /** Set when one of our own fields got another value. */
  changed: ChangedField | null;
}

/** Ids come as strings or numbers, and an absent one may be an empty string. */
const LooseId = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => {
    const id = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
    return typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? id : null;
  });

const AccountId = z
  .union([z.string().regex(/^\d{1,40}$/), z.number().int().transform(String)])
  .nullish()
  .transform((value) => value ?? null);

/** What is only a hint must never make an event unreadable. */
const Words = z.string().nullish().catch(null);

// The patterns keep out what a text column cannot hold: one bad id must not make a delivery fail for ever.
const EventEnvelope = z.object({
  account_id: AccountId,
  id: z.string().regex(/^[\w.:-]{1,200}$/),
  type: z.string().regex(/^zen:event-type:[\w.]{1,100}$/),
  detail: z
    .object({
      id: LooseId,
      actor_id: LooseId,
      priority: Words,
      subject: Words,
      description: Words,
    })
    .nullish(),
  event: z
    .looseObject({
      comment: z
        .object({
          body: Words,
          author: z
            .object({ is_staff: z.boolean().nullish().catch(null) })
            .nullish()
            .catch(null),
        })
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
});

/** What an administrator's trigger sends. Our recipe has ids only: a placeholder with customer text can break the JSON. */
const TriggerBody = z.object({ account_id: AccountId, ticket_id: LooseId, actor_id: LooseId });

/** What a write of ours brings back. */
const OWN_CHANGES = new Set(['ticket.comment_added', 'ticket.status_changed', FIELD_EVENT, 'trigger']);

/** Reads a body whose signature was found good. Never throws: what cannot be read is kept, with the reason. */
export function readDelivery(body: Buffer, signed: Buffer): Delivery {
  const json = parseJson(body);
  const event = EventEnvelope.safeParse(json);
  if (event.success) return fromEvent(event.data);
  const trigger = TriggerBody.safeParse(json);
  if (trigger.success && trigger.data.ticket_id !== null) return fromTrigger(trigger.data, signed);
  return unreadable(json, signed);
}

export function isArticleEvent(delivery: Delivery): boolean {
  return ARTICLE_EVENTS.includes(delivery.kind);
}

function fromEvent(event: z.infer<typeof EventEnvelope>): Delivery {
  const kind = event.type.slice(EVENT_PREFIX.length);
  const ticketId = kind.startsWith('ticket.') ? (event.detail?.id ?? null) : null;
  const changed = kind === FIELD_EVENT ? readFieldChange(event.event) : null;
  return {
    eventId: event.id,
    kind,
    ticketId,
    actorId: event.detail?.actor_id ?? null,
    accountId: event.account_id,
    fromCustomer: event.event?.comment?.author?.is_staff === false,
    urgent: isUrgent(event),
    ignored: ignoredBecause(kind, ticketId, changed),
    changed,
  };
}

const URGENT_WORDS_CHARACTERS = 4_000;

function isUrgent({ detail, event }: z.infer<typeof EventEnvelope>): boolean {
  const priority = detail?.priority?.toLowerCase();
  if (priority === 'urgent' || priority === 'high') return true;
  const words = `${detail?.subject ?? ''}\n${event?.comment?.body ?? detail?.description ?? ''}`;
  return scoreUrgency(words.slice(0, URGENT_WORDS_CHARACTERS)) === 'urgent';
}

/**
 * Our own writes come back as events. They are kept, and cost no read: the effect's row says what was written.
 * A ticket that our user opens for a customer is not such a write, nor is a customer's comment that it files.
 */
export function withoutOwnChange(delivery: Delivery, ownUserId: number | null): Delivery {
  const isOwn = ownUserId !== null && delivery.actorId === ownUserId;
  if (!isOwn || delivery.ignored !== null || delivery.fromCustomer || !OWN_CHANGES.has(delivery.kind)) return delivery;
  return { ...delivery, ignored: 'Deskhand made this change itself.' };
}

function ignoredBecause(kind: string, ticketId: number | null, changed: ChangedField | null): string | null {
  if (ARTICLE_EVENTS.includes(kind)) return 'An article event: the knowledge index is brought up to date instead.';
  if (kind === FIELD_EVENT && changed === null) return 'A field of somebody else.';
  if (kind !== FIELD_EVENT && !TICKET_EVENTS.includes(kind)) return `Deskhand does not act on ${kind}.`;
  return ticketId === null ? 'The event names no ticket.' : null;
}

function fromTrigger(trigger: z.infer<typeof TriggerBody>, signed: Buffer): Delivery {
  return {
    eventId: idFromBytes('trigger', signed),
    kind: 'trigger',
    ticketId: trigger.ticket_id,
    actorId: trigger.actor_id,
    accountId: trigger.account_id,
    fromCustomer: false,
    urgent: false,
    ignored: null,
    changed: null,
  };
}

function unreadable(json: unknown, signed: Buffer): Delivery {
  const ignored =
    json === undefined
      ? 'The body is not JSON. A trigger body must hold ids only, for example {"ticket_id": {{ticket.id}}}.'
      : 'The body is neither a Zendesk event nor a trigger body with a ticket_id.';
  return {
    eventId: idFromBytes('unreadable', signed),
    kind: 'unreadable',
    ticketId: null,
    actorId: null,
    accountId: null,
    fromCustomer: false,
    urgent: false,
    ignored,
    changed: null,
  };
}

/** Trigger bodies carry no event id, and the invocation id in the headers is not signed. */
function idFromBytes(prefix: string, signed: Buffer): string {
  return `${prefix}-${createHash('sha256').update(signed).digest('hex')}`;
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    // Not a failure of ours: the caller keeps the bytes and says why they were ignored.
    return undefined;
  }
}
