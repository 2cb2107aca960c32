/** The events that our webhook subscribes to: no more than we act on, because each one is a request to us. */
export const EVENT_PREFIX = 'zen:event-type:';

/** Events after which a turn may have to be opened, or an open one may be out of date. */
export const TICKET_EVENTS: readonly string[] = [
  'ticket.created',
  'ticket.comment_added',
  'ticket.comment_redacted',
  'ticket.comment_made_private',
  'ticket.requester_changed',
  'ticket.email_ccs_changed',
  'ticket.status_changed',
  'ticket.merged',
  'ticket.marked_as_spam',
  'ticket.soft_deleted',
  'ticket.permanently_deleted',
  'ticket.undeleted',
];

/** A person who corrects one of our fields teaches us: no turn follows, a label does. */
export const FIELD_EVENT = 'ticket.custom_field_changed';

export const ARTICLE_EVENTS: readonly string[] = ['article.published', 'article.unpublished'];

export const SUBSCRIPTIONS: readonly string[] = [...TICKET_EVENTS, FIELD_EVENT, ...ARTICLE_EVENTS].map(
  (name) => `${EVENT_PREFIX}${name}`,
);

/** What a webhook that triggers call carries instead of event types. */
export const TRIGGER_SUBSCRIPTION = 'conditional_ticket_events';
