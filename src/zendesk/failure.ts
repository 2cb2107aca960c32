import {
  AccessRefused,
  Conflict,
  GiveUp,
  messageOf,
  NotFound,
  OutcomeUnknown,
  RetryLater,
  Unavailable,
} from '../platform/errors.ts';

/** A call as it may be logged: the query string is left out, because it can hold an e-mail address. */
export interface CallName {
  method: string;
  pathname: string;
}

export interface Refused {
  status: number;
  retryAfter: string | null;
  text: string;
}

/** For a 429 that does not say how long. */
const RATE_LIMIT_WAIT_MS = 15_000;
/** Before a failed read is tried again. */
const READ_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 10 * 60_000;
const LONGEST_DETAIL = 300;

/** Connections that were never made: nothing was sent, so even a write may simply be tried again. */
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** What an answer other than 2xx means for the caller. Statuses decide; bodies only explain, but for 404. */
export function failureOfAnswer(call: CallName, refused: Refused, now: Date): Error {
  const { status } = refused;
  const message = `Zendesk answered ${call.method} ${call.pathname} with ${status}${detailOf(refused.text)}`;
  if (status === 401 || status === 403) return new AccessRefused(message);
  if (status === 404) return saysRecordNotFound(refused.text) ? new NotFound(message) : new GiveUp(message);
  if (status === 409) return new Conflict(message);
  const waitMs = waitOf(refused.retryAfter, now);
  if (status === 429) return new Unavailable(message, waitMs ?? RATE_LIMIT_WAIT_MS);
  // With Retry-After a 503 is a database time-out or deadlock that was rolled back.
  if (status === 503 && waitMs !== null) return new Unavailable(message, waitMs);
  return status >= 500 ? noAnswer(call, message) : new GiveUp(message);
}

/** No answer, or one that cannot be used: a read may be repeated, a write may have happened. */
export function failureOfConnection(call: CallName, cause: unknown): Error {
  // Turned away by our own breaker.
  if (cause instanceof Unavailable) return cause;
  const code = codeOf(cause);
  const message = `Zendesk did not answer ${call.method} ${call.pathname}: ${messageOf(cause)} ${code}`.trimEnd();
  if (NEVER_CONNECTED.has(code)) return new Unavailable(message, READ_WAIT_MS, { cause });
  return noAnswer(call, message, cause);
}

function noAnswer(call: CallName, message: string, cause?: unknown): Error {
  return call.method === 'GET'
    ? new Unavailable(message, READ_WAIT_MS, { cause })
    : new OutcomeUnknown(message, { cause });
}

/** An answer that cannot be used. When it comes again and again, it is this record's fault and not an outage. */
export function lostAnswer(call: CallName, message: string, cause?: unknown): Error {
  return call.method === 'GET'
    ? new RetryLater(message, READ_WAIT_MS, { cause })
    : new OutcomeUnknown(message, { cause });
}

/** Seconds or an HTTP date. */
function waitOf(retryAfter: string | null, now: Date): number | null {
  if (retryAfter === null) return null;
  const ms = /^\d+(\.\d+)?$/.test(retryAfter) ? Number(retryAfter) * 1_000 : Date.parse(retryAfter) - now.getTime();
  return Number.isNaN(ms) ? null : Math.min(LONGEST_WAIT_MS, Math.max(0, ms));
}

function saysRecordNotFound(text: string): boolean {
  const json = parse(text);
  return isObject(json) && json['error'] === 'RecordNotFound';
}

/** Zendesk's own words, which are about fields and rights and hold no customer text. HTML of a proxy is left out. */
function detailOf(text: string): string {
  const json = parse(text);
  if (!isObject(json)) return '';
  const said = JSON.stringify({ error: json['error'], description: json['description'], details: json['details'] });
  return said === '{}' ? '' : `: ${said.slice(0, LONGEST_DETAIL)}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // An error page of a proxy: there is nothing in it for us.
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** undici puts the socket's error under `cause`. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return codeOf(error.cause);
}
