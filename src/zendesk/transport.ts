import type { Clock } from '../platform/clock.ts';
import { crashPoint } from '../platform/crash-point.ts';
import type { ZendeskAccess } from './access.ts';
import type { Budget, BudgetClass } from './budget.ts';
import { type CallName, failureOfAnswer, failureOfConnection, lostAnswer } from './failure.ts';
import { readRates } from './rate-headers.ts';

export interface ZendeskRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** A path with its query, or an address that Zendesk gave us; only its path is used, so a token never leaves our host. */
  path: string;
  body?: unknown;
  /** What the request is for, when limits get short; `staff` unless said otherwise. */
  budgetClass?: BudgetClass;
  /** There is another way to learn this: a refusal is an answer for the caller and no sign that our access is broken. */
  mayBeRefused?: boolean;
}

export interface ZendeskAnswer {
  /** Null for an answer without a body. */
  json: unknown;
  /** The helpdesk's clock, to the second, when it answered; null when the header was missing. */
  at: Date | null;
}

/** Answers with a 2xx or throws one of platform/errors.ts. Repeats nothing but a request refused with 401, once. */
export interface ZendeskTransport {
  send(request: ZendeskRequest): Promise<ZendeskAnswer>;
}

export interface TransportOptions {
  /** For example "https://kettleandpine.zendesk.com". */
  baseUrl: string;
  access: ZendeskAccess;
  fetch: typeof fetch;
  clock: Clock;
  budget?: Budget;
  readTimeoutMs?: number;
  writeTimeoutMs?: number;
}

/** Both stay well below the lease of an effect (30 s), also when a write follows two reads. */
const READ_TIMEOUT_MS = 5_000;
const WRITE_TIMEOUT_MS = 10_000;

interface Received {
  status: number;
  headers: Headers;
  text: string;
}

export function createTransport(options: TransportOptions): ZendeskTransport {
  return { send: (request) => send(options, request) };
}

/** The same transport for another kind of work. */
export function withBudgetClass(transport: ZendeskTransport, budgetClass: BudgetClass): ZendeskTransport {
  return { send: (request) => transport.send({ ...request, budgetClass }) };
}

async function send(options: TransportOptions, request: ZendeskRequest): Promise<ZendeskAnswer> {
  const url = onOwnHost(options.baseUrl, request.path);
  const call: CallName = { method: request.method, pathname: url.pathname };
  await options.budget?.take(call, request.budgetClass ?? 'staff');
  const received = await sendWithAccess(options, url, request);
  options.budget?.learn(readRates(received.headers));
  if (received.status < 200 || received.status > 299) {
    const { status, text } = received;
    throw failureOfAnswer(call, { status, text, retryAfter: received.headers.get('retry-after') }, options.clock.now());
  }
  return { json: readJson(call, received), at: readDate(received.headers) };
}

/** A 401 says that nothing was done, so a second try with a fresh token is safe for writes too. */
async function sendWithAccess(options: TransportOptions, url: URL, request: ZendeskRequest): Promise<Received> {
  const authorization = await options.access.authorization();
  const received = await exchange(options, url, { ...request, authorization });
  if (received.status !== 401 || !(await options.access.renew(authorization))) return received;
  return exchange(options, url, { ...request, authorization: await options.access.authorization() });
}

async function exchange(
  options: TransportOptions,
  url: URL,
  request: ZendeskRequest & { authorization: string },
): Promise<Received> {
  const { method, body, authorization } = request;
  const timeoutMs =
    method === 'GET' ? (options.readTimeoutMs ?? READ_TIMEOUT_MS) : (options.writeTimeoutMs ?? WRITE_TIMEOUT_MS);
  try {
    const response = await options.fetch(url, {
      method,
      headers: {
        authorization,
        accept: 'application/json',
        'content-type': 'application/json',
        'user-agent': 'deskhand',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      // A redirect would carry the token elsewhere, and turn a PUT into a GET.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (method === 'PUT') crashPoint('C9');
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (cause) {
    throw failureOfConnection({ method, pathname: url.pathname }, cause);
  }
}

function onOwnHost(baseUrl: string, path: string): URL {
  const asked = new URL(path, baseUrl);
  return new URL(`${asked.pathname}${asked.search}`, baseUrl);
}

function readJson(call: CallName, received: Received): unknown {
  if (received.status === 204 || received.text === '') return null;
  try {
    return JSON.parse(received.text);
  } catch (cause) {
    throw lostAnswer(
      call,
      `Zendesk answered ${call.method} ${call.pathname} with ${received.status} and no JSON`,
      cause,
    );
  }
}

function readDate(headers: Headers): Date | null {
  const at = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(at) ? null : new Date(at);
}
