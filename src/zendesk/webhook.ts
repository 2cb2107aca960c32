import express, { type NextFunction, type Request, type Response, Router } from 'express';
import type { Clock } from '../platform/clock.ts';
import { crashPoint } from '../platform/crash-point.ts';
import { messageOf } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { Doorbell } from '../queue/jobs.ts';
import type { InboxStore } from '../tickets/inbox-store.ts';
import type { LabelStore } from '../tickets/label-store.ts';
import { ringFor, storeDelivery } from './accept-delivery.ts';
import { readDelivery, withoutOwnChange } from './payloads.ts';
import { type SignatureRules, type SignatureVerdict, verifySignature } from './signature.ts';

/** `secrets`: at least one; two while a secret is being rotated. */
export interface ZendeskWebhookOptions extends SignatureRules {
  inbox: Pick<InboxStore, 'accept'>;
  labels?: Pick<LabelStore, 'keep'>;
  doorbell: Doorbell;
  /** Bodies that name another account are refused; null takes any. */
  accountId: string | null;
  /** The user that we act as, or null while nobody knows. */
  ownUserId?: () => number | null;
  clock: Clock;
  log: Log;
  metrics?: WebhookMetrics;
  /** How long storing may take before Zendesk is asked to come again, in ms. */
  storeTimeoutMs?: number;
}

type Refused = 'wrong_account' | 'too_large' | 'malformed_request' | Exclude<SignatureVerdict, 'ok'>;
export type WebhookOutcome = 'stored' | 'ignored' | 'duplicate' | 'not_stored' | Refused;

export interface WebhookMetrics {
  delivery(outcome: WebhookOutcome): void;
}

/** A ticket event with a long description stays far below this. */
const MAX_BODY = '1mb';
/** Zendesk waits 12 s and pauses a webhook that keeps failing, so an answer must come early even when it is a no. */
const STORE_TIMEOUT_MS = 1_200;
/** Zendesk comes again after a 503 only when Retry-After is below 60 s, and never after a 500. */
const RETRY_AFTER_S = '30';

/** Mount where Zendesk calls us, before any body parser: verify the raw bytes, store one row, answer, ring. */
export function zendeskWebhook(options: ZendeskWebhookOptions): Router {
  if (options.secrets.length === 0 || options.secrets.includes('')) {
    throw new Error('The Zendesk webhook needs its signing secret; an empty one would let anybody in.');
  }
  const router = Router();
  // Zendesk never compresses; inflating would let a small body become a huge one.
  const rawBody = express.raw({ type: () => true, limit: MAX_BODY, inflate: false });
  router.post('/', rawBody, (request, response) => receive(options, request, response));
  router.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    answerFailure(options, error, response);
  });
  return router;
}

async function receive(options: ZendeskWebhookOptions, request: Request, response: Response): Promise<void> {
  const body = bodyOf(request);
  const timestamp = request.get('x-zendesk-webhook-signature-timestamp');
  const signature = request.get('x-zendesk-webhook-signature');
  const verdict = verifySignature({ timestamp, signature, body }, options, options.clock.now());
  if (verdict === 'too_old' || verdict === 'from_the_future') {
    // Zendesk signed it and will not send it again, so the refusal must not lose the ticket: it is looked at like one that the sweep found.
    await storeLate(options, { body, timestamp: timestamp ?? '' });
  }
  if (verdict !== 'ok') {
    refuse(options, response, { status: 401, outcome: verdict, error: 'The signature was not accepted.' });
    return;
  }
  const signed = Buffer.concat([Buffer.from(timestamp ?? ''), body]);
  const delivery = withoutOwnChange(readDelivery(body, signed), options.ownUserId?.() ?? null);
  if (options.accountId !== null && delivery.accountId !== null && delivery.accountId !== options.accountId) {
    refuse(options, response, { status: 403, outcome: 'wrong_account', error: 'This event is of another account.' });
    return;
  }
  const deps = { ...options, storeTimeoutMs: options.storeTimeoutMs ?? STORE_TIMEOUT_MS };
  crashPoint('C1');
  const isNew = await storeDelivery(deps, delivery, { signed, body });
  crashPoint('C2');
  const { eventId, kind, ticketId, ignored } = delivery;
  const outcome = outcomeOf(isNew, ignored);
  options.metrics?.delivery(outcome);
  const level = kind === 'unreadable' ? 'warn' : 'debug';
  options.log[level]({ eventId, kind, ticketId, outcome, reason: ignored }, 'zendesk event accepted');
  response.status(200).json(ignored === null ? { outcome } : { outcome, reason: ignored });
  crashPoint('C3');
  if (isNew) ringFor(deps, delivery);
}

/** What the body says is a hint only, so a stolen request brings no more than one more look at a ticket. */
async function storeLate(options: ZendeskWebhookOptions, late: { body: Buffer; timestamp: string }): Promise<void> {
  const signed = Buffer.concat([Buffer.from(late.timestamp), late.body]);
  const delivery = withoutOwnChange(readDelivery(late.body, signed), options.ownUserId?.() ?? null);
  const foreign = options.accountId !== null && delivery.accountId !== null && delivery.accountId !== options.accountId;
  if (foreign || delivery.ticketId === null || delivery.ignored !== null) return;
  const deps = { ...options, storeTimeoutMs: options.storeTimeoutMs ?? STORE_TIMEOUT_MS };
  // Not the body: it came at a time at which nothing of it may be believed but the ticket's number.
  const kept = { ...delivery, kind: 'late', changed: null, urgent: false };
  if (await storeDelivery(deps, kept, { signed, body: Buffer.alloc(0) })) ringFor(deps, kept);
}

function outcomeOf(isNew: boolean, ignored: string | null): WebhookOutcome {
  if (!isNew) return 'duplicate';
  return ignored === null ? 'stored' : 'ignored';
}

function refuse(
  { metrics, log }: ZendeskWebhookOptions,
  response: Response,
  { status, outcome, error }: { status: number; outcome: Refused; error: string },
): void {
  metrics?.delivery(outcome);
  log.warn({ reason: outcome }, 'zendesk delivery refused');
  response.status(status).json({ error });
}

/** Never a 500, which Zendesk would take as final: what could not be stored is asked for again. */
function answerFailure(options: ZendeskWebhookOptions, error: unknown, response: Response): void {
  const status = parserStatus(error);
  if (status === 413) {
    refuse(options, response, { status, outcome: 'too_large', error: `The body is larger than ${MAX_BODY}.` });
  } else if (status !== null) {
    refuse(options, response, { status, outcome: 'malformed_request', error: 'The request could not be read.' });
  } else {
    options.metrics?.delivery('not_stored');
    options.log.error({ err: messageOf(error) }, 'zendesk event not stored; Zendesk is asked to come again');
    response.status(503).set('retry-after', RETRY_AFTER_S).json({ error: 'Not stored. Please send it again.' });
  }
}

/** The 4xx that the body parser gives its errors; null for everything else. */
function parserStatus(error: unknown): number | null {
  if (!(error instanceof Error) || !('status' in error)) return null;
  const { status } = error;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}

function bodyOf(request: Request): Buffer {
  const body: unknown = request.body;
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}
