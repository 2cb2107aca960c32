import { randomUUID } from 'node:crypto';
import { Breaker } from './breaker.ts';
import type { EventDraft, Invocation, Webhook } from './entities.ts';
import { sealEvents, type ZendeskEvent } from './events.ts';
import { takeDeliveryFault } from './faults.ts';
import { decideRetry, type Outcome, type Retries } from './retry.ts';
import { signWebhook } from './signature.ts';
import { notify, type State, toIso } from './state.ts';

/** [seen] Twelve seconds for the whole request. */
const TIMEOUT_MS = 12_000;
/** [guess] The pause before a 409 or a timeout is retried. */
const RETRY_DELAY_MS = 1_000;
/** A delivery held back to swap places goes after this, if no other comes. */
const LONGEST_HOLD_MS = 3_000;
/** Enough for the page; older ones go. */
const KEPT_INVOCATIONS = 500;

type Held = { webhook: Webhook; invocation: Invocation };

/** Sends events to webhooks, with Zendesk's retry rules and with the faults a person or a test asked for. */
export class Deliveries {
  readonly #state: State;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #abort = new AbortController();
  readonly #heldBack: Held[] = [];
  readonly #breaker = new Breaker();

  constructor(state: State) {
    this.#state = state;
  }

  /** Events of one write. Each webhook gets each event it subscribed to as a delivery of its own. */
  send(drafts: EventDraft[]): void {
    const active = [...this.#state.webhooks.values()].filter((webhook) => webhook.status === 'active');
    for (const event of sealEvents(this.#state, drafts)) {
      for (const webhook of active) {
        if (webhook.subscriptions.includes(event.type)) this.#dispatch(webhook, this.#open(webhook, event));
      }
    }
  }

  /** [documented] The body is whatever the administrator wrote into the trigger; there is no envelope around it. */
  sendTriggerBody(webhookId: string, body: string, ticketId: number): void {
    const webhook = this.#state.webhooks.get(webhookId);
    if (webhook?.status !== 'active') return;
    const event = { id: randomUUID(), type: 'trigger', subject: `zen:ticket:${ticketId}`, body };
    this.#dispatch(webhook, this.#open(webhook, event));
  }

  /** The same event once more, freshly signed. Zendesk itself sometimes delivers twice. [documented] */
  resend(webhook: Webhook, invocation: Invocation): void {
    this.#attempt(webhook, invocation);
  }

  close(): void {
    this.#abort.abort();
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #open(webhook: Webhook, event: ZendeskEvent): Invocation {
    const { id: eventId, type, subject, body } = event;
    const at = this.#state.clock();
    const id = this.#state.ids.ulid();
    const blank = { status: 'waiting', attempts: [], createdAt: at, note: '' } satisfies Partial<Invocation>;
    const invocation: Invocation = { id, webhookId: webhook.id, eventId, type, subject, body, ...blank };
    webhook.invocations.unshift(invocation);
    webhook.invocations.length = Math.min(webhook.invocations.length, KEPT_INVOCATIONS);
    return invocation;
  }

  #dispatch(webhook: Webhook, invocation: Invocation): void {
    const faults = this.#state.faults.deliveries;
    if (this.#breaker.isOpen(webhook, this.#state.clock()))
      this.#mark(invocation, 'dropped', 'paused after too many errors');
    else if (takeDeliveryFault(faults, 'drop')) this.#mark(invocation, 'dropped', 'dropped on purpose');
    else if (takeDeliveryFault(faults, 'reorder')) this.#holdBack(webhook, invocation);
    else if (takeDeliveryFault(faults, 'delay')) this.#delay(webhook, invocation, faults.delayMs);
    else {
      // Only a delivery that set out after those held back may let them go.
      const overtaken = this.#heldBack.splice(0);
      const twice = takeDeliveryFault(faults, 'duplicate');
      this.#attempt(webhook, invocation, () => this.#release(overtaken));
      if (twice) this.#attempt(webhook, invocation);
    }
  }

  #holdBack(webhook: Webhook, invocation: Invocation): void {
    this.#heldBack.push({ webhook, invocation });
    this.#mark(invocation, 'waiting', 'held back until another one has gone');
    this.#later(LONGEST_HOLD_MS, () => this.#release(this.#heldBack.splice(0)));
  }

  #delay(webhook: Webhook, invocation: Invocation, ms: number): void {
    this.#mark(invocation, 'waiting', 'delayed on purpose');
    this.#later(ms, () => this.#attempt(webhook, invocation));
  }

  #attempt(webhook: Webhook, invocation: Invocation, afterwards: () => void = () => undefined): void {
    // The retry count starts anew with each first attempt, as it does for a resend.
    void this.#run(webhook, invocation, { conflict: 0, busy: 0, timeout: 0 }).then(afterwards);
  }

  async #run(webhook: Webhook, invocation: Invocation, retries: Retries): Promise<void> {
    this.#mark(invocation, 'sending', '');
    const outcome = await this.#post(webhook, invocation);
    if (this.#abort.signal.aborted) return;
    const delay = this.#state.options.delivery?.retryDelayMs ?? RETRY_DELAY_MS;
    const verdict = decideRetry(outcome, retries, delay);
    this.#breaker.record(webhook, this.#state.clock(), verdict.retry || !verdict.success);
    if (!verdict.retry) return this.#mark(invocation, verdict.success ? 'success' : 'failed', verdict.reason);
    this.#mark(invocation, 'retrying', `again in ${verdict.afterMs / 1000} s`);
    const next = { ...retries, [verdict.because]: retries[verdict.because] + 1 };
    this.#later(verdict.afterMs, () => void this.#run(webhook, invocation, next));
  }

  async #post(webhook: Webhook, invocation: Invocation): Promise<Outcome> {
    const at = this.#state.clock();
    const started = performance.now();
    const outcome = await this.#fetch(webhook, invocation);
    const status = outcome.kind === 'answered' ? outcome.status : null;
    invocation.attempts.push({ at, ms: Math.round(performance.now() - started), status, outcome: outcome.kind });
    return outcome;
  }

  async #fetch(webhook: Webhook, invocation: Invocation): Promise<Outcome> {
    const timeout = AbortSignal.timeout(this.#state.options.delivery?.timeoutMs ?? TIMEOUT_MS);
    const signal = AbortSignal.any([timeout, this.#abort.signal]);
    const request = this.#signedRequest(webhook, invocation);
    try {
      const answer = await fetch(webhook.endpoint, { ...request, method: 'POST', redirect: 'manual', signal });
      await answer.arrayBuffer();
      const retryAfter = Number.parseFloat(answer.headers.get('retry-after') ?? '');
      return { kind: 'answered', status: answer.status, retryAfter: Number.isNaN(retryAfter) ? null : retryAfter };
    } catch {
      // A refused or broken connection is the receiver's state, shown on the page as "not reachable".
      return { kind: timeout.aborted ? 'timeout' : 'unreachable' };
    }
  }

  /** [documented] Five headers; the signature covers the bytes sent. [guess] Every attempt is signed anew. */
  #signedRequest(webhook: Webhook, invocation: Invocation): { headers: Record<string, string>; body: string } {
    const timestamp = toIso(this.#state.clock());
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'x-zendesk-account-id': String(this.#state.options.account.accountId),
      'x-zendesk-webhook-id': webhook.id,
      'x-zendesk-webhook-invocation-id': invocation.id,
      'x-zendesk-webhook-signature': signWebhook(webhook.secret, timestamp, invocation.body),
      'x-zendesk-webhook-signature-timestamp': timestamp,
    };
    const corrupt = takeDeliveryFault(this.#state.faults.deliveries, 'corrupt');
    return { headers, body: corrupt ? invocation.body.replace('"account_id"', '"account_iD"') : invocation.body };
  }

  #release(waiting: Held[]): void {
    for (const { webhook, invocation } of waiting) this.#attempt(webhook, invocation);
  }

  #mark(invocation: Invocation, status: Invocation['status'], note: string): void {
    invocation.status = status;
    invocation.note = note;
    notify(this.#state, { kind: 'delivery', deliveryId: invocation.id });
  }

  #later(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, ms);
    this.#timers.add(timer);
  }
}
