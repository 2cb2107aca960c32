import { TRIGGER_SUBSCRIPTION } from '../subscriptions.ts';
import type { Standing, StandingTrigger, StandingWebhook } from './standing.ts';
import type { Step } from './step.ts';
import { MADE_BY, TRIGGER_TITLE, type Wanted, WEBHOOK_NAME } from './wanted.ts';

/** The one that already calls us, else ours by the mark (it moves to the new address), else one of our name that somebody made. */
export function findOurWebhook(webhooks: readonly StandingWebhook[], endpoint: string): StandingWebhook | undefined {
  return (
    webhooks.find((each) => each.endpoint === endpoint) ??
    webhooks.find((each) => isMarked(each)) ??
    webhooks.find((each) => each.name === WEBHOOK_NAME)
  );
}

export function isMarked(each: { description?: string | null | undefined }): boolean {
  return each.description?.startsWith(MADE_BY) ?? false;
}

/** The webhook, and for the trigger kind the trigger that calls it. Pure. */
export function planWebhook(wanted: Wanted, standing: Standing): Step[] {
  const found = findOurWebhook(standing.webhooks, wanted.endpoint);
  const ofOtherKind = found !== undefined && kindOf(found) !== wanted.kind;
  const webhook = ofOtherKind ? undefined : found;
  return [
    ...(found && ofOtherKind ? [endOtherKind(found)] : []),
    webhook ? changeWebhook(wanted, webhook) : createWebhook(wanted),
    ...planTrigger(wanted, standing.triggers, webhook?.id ?? null),
  ];
}

function kindOf(webhook: StandingWebhook): Wanted['kind'] {
  return webhook.subscriptions?.includes(TRIGGER_SUBSCRIPTION) ? 'trigger' : 'events';
}

function endOtherKind(found: StandingWebhook): Step {
  if (isMarked(found)) return deleteWebhook(found, 'Zendesk cannot turn one kind of webhook into the other');
  const details = ['a person made it and it is of the other kind: delete it, or every message is told twice'];
  return { verb: 'leave', what: `webhook "${found.name}"`, details, request: null };
}

function createWebhook(wanted: Wanted): Step {
  const words = wanted.kind === 'events' ? `${wanted.subscriptions.length} event types` : 'called by a trigger';
  return {
    verb: 'create',
    what: `webhook "${WEBHOOK_NAME}"`,
    details: [`to ${wanted.endpoint}`, words],
    request: () => ({ method: 'POST', path: '/api/v2/webhooks', body: { webhook: webhookBody(wanted, MADE_BY) } }),
    webhookId: null,
  };
}

function changeWebhook(wanted: Wanted, standing: StandingWebhook): Step {
  const now = new Set(standing.subscriptions ?? []);
  const missing = wanted.subscriptions.filter((each) => !now.has(each));
  // In a webhook that a person made, what else they subscribed to is their business.
  const extra = isMarked(standing) ? [...now].filter((each) => !wanted.subscriptions.includes(each)) : [];
  const details = [
    ...(standing.endpoint === wanted.endpoint ? [] : [`to ${wanted.endpoint} instead of ${standing.endpoint}`]),
    ...(standing.status === 'active' ? [] : [`switched on again (it is ${standing.status})`]),
    ...missing.map((each) => `also ${each}`),
    ...extra.map((each) => `no longer ${each}`),
  ];
  const what = `webhook "${standing.name}"`;
  if (details.length === 0) return { verb: 'keep', what, details, request: null, webhookId: standing.id };
  const subscriptions = [...now, ...missing].filter((each) => !extra.includes(each));
  const body = webhookBody({ ...wanted, subscriptions }, standing.description ?? '', standing.name);
  const request = () => ({ method: 'PUT' as const, path: `/api/v2/webhooks/${standing.id}`, body: { webhook: body } });
  return { verb: 'change', what, details, request, webhookId: standing.id };
}

function webhookBody(wanted: Wanted, description: string, name = WEBHOOK_NAME): Record<string, unknown> {
  const { endpoint, subscriptions } = wanted;
  return { name, description, endpoint, subscriptions, http_method: 'POST', request_format: 'json', status: 'active' };
}

export function deleteWebhook(webhook: StandingWebhook, why: string): Step {
  const request = () => ({ method: 'DELETE' as const, path: `/api/v2/webhooks/${webhook.id}` });
  return { verb: 'delete', what: `webhook "${webhook.name}"`, details: [why], request };
}

/** Ids only: a placeholder with a customer's words in it would break the JSON at the first quotation mark. */
const TRIGGER_BODY = '{"ticket_id":"{{ticket.id}}"}';

function planTrigger(wanted: Wanted, triggers: readonly StandingTrigger[], webhookId: string | null): Step[] {
  const found = triggers.find((each) => isMarked(each));
  if (wanted.kind === 'events') return found ? [deleteTrigger(found, 'events come by themselves')] : [];
  const details = ['on public comments of customers', `body ${TRIGGER_BODY}`];
  const request = (id: string) => ({ method: 'POST' as const, path: '/api/v2/triggers.json', body: triggerBody(id) });
  const what = `trigger "${TRIGGER_TITLE}"`;
  if (!found) return [{ verb: 'create', what, details, request }];
  const calls = JSON.stringify(found.actions);
  const isRight = webhookId !== null && found.active !== false && calls === JSON.stringify(actionsTo(webhookId));
  if (isRight) return [{ verb: 'keep', what, details: [], request: null }];
  const change = (id: string) => ({
    ...request(id),
    method: 'PUT' as const,
    path: `/api/v2/triggers/${found.id}.json`,
  });
  return [{ verb: 'change', what, details: ['switched on and pointed at our webhook'], request: change }];
}

export function deleteTrigger(trigger: StandingTrigger, why: string): Step {
  const request = () => ({ method: 'DELETE' as const, path: `/api/v2/triggers/${trigger.id}.json` });
  return { verb: 'delete', what: `trigger "${trigger.title}"`, details: [why], request };
}

function triggerBody(webhookId: string): Record<string, unknown> {
  const all = [
    { field: 'comment_is_public', operator: 'is', value: 'true' },
    { field: 'role', operator: 'is', value: 'end_user' },
  ];
  const conditions = { all, any: [] };
  return {
    trigger: { title: TRIGGER_TITLE, description: MADE_BY, active: true, conditions, actions: actionsTo(webhookId) },
  };
}

function actionsTo(webhookId: string): { field: string; value: string[] }[] {
  return [{ field: 'notification_webhook', value: [webhookId, TRIGGER_BODY] }];
}
