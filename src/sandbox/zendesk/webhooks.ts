import type { Attempt, Invocation, Webhook } from './entities.ts';
import type { WebhookTarget } from './options.ts';
import { type State, toIso } from './state.ts';

/** [seen] The catalogue of ticket events, and the two article events we need; there is no "article updated". */
export const EVENT_TYPES = [
  ...`agent_assignment_changed comment_added comment_made_private comment_redacted created custom_field_changed
  custom_status_changed description_changed email_ccs_changed external_id_changed group_assignment_changed
  marked_as_spam merged permanently_deleted priority_changed requester_changed soft_deleted status_changed subject_changed tags_changed
  type_changed undeleted`
    .split(/\s+/)
    .map((name) => `zen:event-type:ticket.${name}`),
  'zen:event-type:article.published',
  'zen:event-type:article.unpublished',
];

const SETUP_NAME = 'Deskhand';

/** The webhook an administrator would have made by hand: all events, one endpoint. Setting it again moves it. */
export function setWebhook(state: State, target: WebhookTarget): Webhook {
  const known = [...state.webhooks.values()].find((webhook) => webhook.name === SETUP_NAME);
  if (known) return Object.assign(known, { endpoint: target.endpoint, secret: target.secret });
  return addWebhook(state, { name: SETUP_NAME, subscriptions: EVENT_TYPES, ...target });
}

export type NewWebhook = WebhookTarget & {
  name: string;
  subscriptions: string[];
  description?: string;
  status?: 'active' | 'inactive';
};

/** [seen] What a webhook that triggers call carries instead of event types. */
export const TRIGGER_SUBSCRIPTION = 'conditional_ticket_events';

/** [documented] A webhook is of one kind for its whole life. [guess] The words. */
export function findSubscriptionProblem(wanted: string[], current?: string[]): string | null {
  const byTrigger = wanted.includes(TRIGGER_SUBSCRIPTION);
  if (byTrigger && wanted.length > 1) return 'Subscriptions: events and triggers exclude each other';
  if (current && current.includes(TRIGGER_SUBSCRIPTION) !== byTrigger)
    return 'Subscriptions: the kind of a webhook cannot be changed';
  const unknown = wanted.find((each) => each !== TRIGGER_SUBSCRIPTION && !EVENT_TYPES.includes(each));
  return unknown === undefined ? null : `Subscriptions: ${unknown} is not a valid subscription`;
}

export function addWebhook(state: State, given: NewWebhook): Webhook {
  const webhook: Webhook = {
    id: state.ids.ulid(),
    status: 'active',
    description: '',
    createdAt: state.clock(),
    invocations: [],
    ...given,
  };
  state.webhooks.set(webhook.id, webhook);
  return webhook;
}

export function findInvocation(state: State, id: string): { webhook: Webhook; invocation: Invocation } | undefined {
  for (const webhook of state.webhooks.values()) {
    const invocation = webhook.invocations.find((each) => each.id === id);
    if (invocation) return { webhook, invocation };
  }
  return undefined;
}

/** [seen] Recorded shape. The secret is not in it: it has an endpoint of its own. */
export function webhookJson(webhook: Webhook): Record<string, unknown> {
  return {
    id: webhook.id,
    name: webhook.name,
    description: webhook.description,
    status: webhook.status,
    subscriptions: webhook.subscriptions,
    endpoint: webhook.endpoint,
    http_method: 'POST',
    request_format: 'json',
    created_at: toIso(webhook.createdAt),
    created_by: '-1',
    updated_at: toIso(webhook.createdAt),
    updated_by: '-1',
  };
}

/** [guess] The field names of invocations and attempts are in no stored page. */
export function invocationJson(invocation: Invocation): Record<string, unknown> {
  return {
    id: invocation.id,
    status: invocation.status,
    event_id: invocation.eventId,
    created_at: toIso(invocation.createdAt),
    attempts: invocation.attempts.length,
  };
}

export function attemptJson(attempt: Attempt, index: number): Record<string, unknown> {
  return { id: String(index + 1), status: attempt.outcome, http_status_code: attempt.status, duration_ms: attempt.ms };
}
