import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { created, invalidRecord, noContent, notFound, ok } from './answers.ts';
import type { Webhook } from './entities.ts';
import type { Call, Route } from './router.ts';
import type { State } from './state.ts';
import {
  addWebhook,
  attemptJson,
  findInvocation,
  findSubscriptionProblem,
  invocationJson,
  webhookJson,
} from './webhooks.ts';

const webhookInput = z.looseObject({
  name: z.string().min(1),
  endpoint: z.url(),
  subscriptions: z.array(z.string()).min(1),
  description: z.string().optional(),
  status: z.enum(['active', 'inactive']).optional(),
});
const createBody = z.object({ webhook: webhookInput });
const updateBody = z.object({ webhook: webhookInput.partial() });

/** [documented] All of these need an administrator. */
export function webhookRoutes(state: State): Route[] {
  const one = (act: (webhook: Webhook, call: Call) => ReturnType<typeof ok>) => (call: Call) => {
    const webhook = state.webhooks.get(call.params['id'] ?? '');
    return webhook ? act(webhook, call) : notFound();
  };
  const route = (method: string, path: string, handle: Route['handle']): Route => ({
    method,
    path,
    admin: true,
    handle,
  });
  return [
    route('GET', '/webhooks', () =>
      ok({ webhooks: [...state.webhooks.values()].map(webhookJson), meta: { has_more: false } }),
    ),
    route('POST', '/webhooks', (call) => postWebhook(state, call)),
    route(
      'GET',
      '/webhooks/:id',
      one((webhook) => ok({ webhook: webhookJson(webhook) })),
    ),
    route('PUT', '/webhooks/:id', one(putWebhook)),
    route('PATCH', '/webhooks/:id', one(putWebhook)),
    route(
      'DELETE',
      '/webhooks/:id',
      one((webhook) => removeWebhook(state, webhook)),
    ),
    route(
      'GET',
      '/webhooks/:id/signing_secret',
      one((webhook) => ok(secretJson(webhook))),
    ),
    route('POST', '/webhooks/:id/signing_secret', one(rotateSecret)),
    route(
      'GET',
      '/webhooks/:id/invocations',
      one((webhook) => ok({ invocations: webhook.invocations.map(invocationJson) })),
    ),
    route('GET', '/webhooks/:id/invocations/:invocation/attempts', (call) => listAttempts(state, call)),
  ];
}

function postWebhook(state: State, call: Call) {
  const parsed = createBody.safeParse(call.body);
  if (!parsed.success) return invalidRecord('webhook', z.prettifyError(parsed.error));
  const { name, endpoint, subscriptions, status, description = '' } = parsed.data.webhook;
  const problem = findSubscriptionProblem(subscriptions);
  if (problem) return invalidRecord('subscriptions', problem);
  const webhook = addWebhook(state, {
    name,
    endpoint,
    subscriptions,
    description,
    secret: newSecret(),
    ...(status ? { status } : {}),
  });
  return created({ webhook: webhookJson(webhook) });
}

function putWebhook(webhook: Webhook, call: Call) {
  const parsed = updateBody.safeParse(call.body);
  if (!parsed.success) return invalidRecord('webhook', z.prettifyError(parsed.error));
  const { name, endpoint, subscriptions, status, description } = parsed.data.webhook;
  const problem = subscriptions ? findSubscriptionProblem(subscriptions, webhook.subscriptions) : null;
  if (problem) return invalidRecord('subscriptions', problem);
  webhook.description = description ?? webhook.description;
  webhook.name = name ?? webhook.name;
  webhook.endpoint = endpoint ?? webhook.endpoint;
  webhook.subscriptions = subscriptions ?? webhook.subscriptions;
  webhook.status = status ?? webhook.status;
  return noContent();
}

function removeWebhook(state: State, webhook: Webhook) {
  state.webhooks.delete(webhook.id);
  return noContent();
}

/** [documented] POST rotates; the old secret stops at once, which is why a receiver keeps two. */
function rotateSecret(webhook: Webhook) {
  webhook.secret = newSecret();
  return created(secretJson(webhook));
}

function secretJson(webhook: Webhook) {
  return { signing_secret: { algorithm: 'SHA256', secret: webhook.secret } };
}

function newSecret(): string {
  return randomBytes(32).toString('base64');
}

function listAttempts(state: State, call: Call) {
  const found = findInvocation(state, call.params['invocation'] ?? '');
  return found ? ok({ attempts: found.invocation.attempts.map(attemptJson) }) : notFound();
}
