import { z } from 'zod';
import { readShape } from '../pages.ts';
import type { ZendeskTransport } from '../transport.ts';
import type { Step } from './step.ts';

const Made = z.object({ webhook: z.object({ id: z.string() }) });
const Secret = z.object({ signing_secret: z.object({ secret: z.string().min(1) }) });

/**
 * Does the steps in their order and answers the webhook's id, or null when none is left. A failure ends the run; running setup
 * again goes on from there, because it looks at the account first.
 */
export async function carryOut(
  transport: ZendeskTransport,
  steps: readonly Step[],
  onDone: (step: Step) => void,
): Promise<string | null> {
  let webhookId: string | null = null;
  for (const step of steps) {
    if (step.webhookId) webhookId = step.webhookId;
    if (step.request === null) continue;
    const answer = await transport.send(step.request(webhookId ?? ''));
    if (step.webhookId === null) webhookId = readShape('/api/v2/webhooks', Made, answer.json).webhook.id;
    onDone(step);
  }
  return webhookId;
}

export async function readSigningSecret(transport: ZendeskTransport, webhookId: string): Promise<string> {
  const path = `/api/v2/webhooks/${webhookId}/signing_secret`;
  const answer = await transport.send({ method: 'GET', path });
  return readShape(path, Secret, answer.json).signing_secret.secret;
}
