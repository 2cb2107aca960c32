import { createServer, type Server } from 'node:http';
import express from 'express';
import { closeServer, listen } from '../platform/http.ts';
import { silentLog } from '../platform/log.ts';
import type { Doorbell, JobName, JobPayload } from '../queue/jobs.ts';
import type { ReceivedEvent } from '../tickets/inbox-store.ts';
import { signWebhook } from './signature.ts';
import { type WebhookOutcome, type ZendeskWebhookOptions, zendeskWebhook } from './webhook.ts';

/** The web process's door for Zendesk over real HTTP, with an inbox in memory. */

export const now = new Date('2026-01-08T14:25:30Z');
export const secret = 'a secret of ours';

class MemoryInbox {
  readonly rows: ReceivedEvent[] = [];
  failure: Error | null = null;
  isStuck = false;

  async accept(event: ReceivedEvent): Promise<boolean> {
    if (this.failure) throw this.failure;
    if (this.isStuck) return new Promise<boolean>(() => undefined);
    const seen = this.rows.some((row) => row.eventId === event.eventId || row.signed.equals(event.signed));
    if (!seen) this.rows.push(event);
    return !seen;
  }
}

class SilentDoorbell implements Doorbell {
  readonly rung: { name: string; payload: unknown; rowsBefore: number }[] = [];
  failure: Error | null = null;
  readonly #inbox: MemoryInbox;
  constructor(inbox: MemoryInbox) {
    this.#inbox = inbox;
  }
  async ring<N extends JobName>(name: N, payload: JobPayload<N>): Promise<void> {
    this.rung.push({ name, payload, rowsBefore: this.#inbox.rows.length });
    if (this.failure) throw this.failure;
  }
}

const servers: Server[] = [];
export async function closeDoors(): Promise<void> {
  await Promise.all(servers.splice(0).map(closeServer));
}

export async function open(settings: Partial<ZendeskWebhookOptions> = {}) {
  const inbox = new MemoryInbox();
  const doorbell = new SilentDoorbell(inbox);
  const outcomes: WebhookOutcome[] = [];
  const app = express();
  app.use(
    '/webhooks/zendesk',
    zendeskWebhook({
      inbox,
      doorbell,
      secrets: [secret],
      accountId: '22129848',
      clock: { now: () => now },
      log: silentLog,
      metrics: { delivery: (outcome) => outcomes.push(outcome) },
      ...settings,
    }),
  );
  const server = createServer(app);
  servers.push(server);
  const url = `http://127.0.0.1:${await listen(server, 0)}/webhooks/zendesk`;
  const post = (body: string, headers: Record<string, string>) =>
    fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
  return { inbox, doorbell, outcomes, post, url };
}

export function event(overrides: Record<string, unknown> = {}): string {
  return JSON.stringify({
    account_id: 22129848,
    id: '0a1b2c3d-0000-4000-8000-000000000001',
    type: 'zen:event-type:ticket.created',
    detail: { id: '5158', actor_id: '84' },
    event: {},
    ...overrides,
  });
}

export function signed(
  body: string,
  { at = now, with: key = secret }: { at?: Date; with?: string } = {},
): Record<string, string> {
  const timestamp = `${at.toISOString().slice(0, 19)}Z`;
  return {
    'x-zendesk-webhook-signature': signWebhook(key, timestamp, body),
    'x-zendesk-webhook-signature-timestamp': timestamp,
    'x-zendesk-webhook-invocation-id': String(Math.random()),
  };
}
