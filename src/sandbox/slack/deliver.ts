import { createHmac } from 'node:crypto';
import { type JsonObject, jsonObject } from './records.ts';

/** What came of handing something to the app. */
export interface Delivery {
  outcome: 'acked' | 'refused' | 'timeout' | 'unreachable';
  via: 'http' | 'socket' | 'none';
  /** A sentence for the person who pressed. */
  reason: string;
  milliseconds: number;
  status?: number;
  /** The acknowledgement's JSON body; `text` holds it when it was plain text. */
  body?: JsonObject;
  noRetry?: boolean;
}

export interface SignedRequest {
  url: string;
  signingSecret: string;
  contentType: string;
  body: string;
  nowMs: number;
  timeoutMs: number;
  headers?: Record<string, string>;
}

/** The v0 signature: HMAC-SHA256 over version, timestamp and the very bytes sent. [documented] */
export function signBody(secret: string, timestamp: string, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

export async function sendSigned(request: SignedRequest): Promise<Delivery> {
  const startedAt = performance.now();
  const timestamp = String(Math.floor(request.nowMs / 1000));
  const elapsed = () => Math.round(performance.now() - startedAt);
  try {
    const response = await fetch(request.url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(request.timeoutMs),
      body: request.body,
      headers: {
        'content-type': request.contentType,
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': signBody(request.signingSecret, timestamp, request.body),
        ...request.headers,
      },
    });
    const body = readBody(await response.text());
    const noRetry = response.headers.get('x-slack-no-retry') === '1';
    const base = { via: 'http', status: response.status, body, noRetry, milliseconds: elapsed() } as const;
    if (response.ok) return { ...base, outcome: 'acked', reason: 'The app acknowledged.' };
    return { ...base, outcome: 'refused', reason: `The app answered with an error (${response.status}).` };
  } catch (error) {
    // A network failure is an expected outcome here: it is what the person who pressed is told.
    const timedOut = error instanceof DOMException && error.name === 'TimeoutError';
    const reason = timedOut ? 'The app did not answer in time.' : `The app could not be reached (${detail(error)}).`;
    return { outcome: timedOut ? 'timeout' : 'unreachable', via: 'http', reason, milliseconds: elapsed() };
  }
}

function detail(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}

function readBody(text: string): JsonObject {
  if (text.trim() === '') return {};
  try {
    return jsonObject.parse(JSON.parse(text));
  } catch {
    // An acknowledgement may be plain text: Slack then shows it as the answer. [documented]
    return { text };
  }
}
