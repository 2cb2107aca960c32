import { createHash, timingSafeEqual } from 'node:crypto';
import express, { type Request, type Response, type Router } from 'express';
import { sleep } from '../../platform/clock.ts';
import { type Answer, badRequest, unauthorised } from './answers.ts';
import { cancelSubscription, listCancellations } from './cancellations.ts';
import { listChanges, makeChange } from './changes.ts';
import type { Fault, Faults } from './faults.ts';
import { findCustomers, findOrder, listRecords } from './look-ups.ts';
import { issueRefund, listRefunds } from './refunds.ts';
import type { ShopState } from './state.ts';

export interface ApiOptions {
  state: ShopState;
  faults: Faults;
  apiKey: string;
}

/** The REST API that tools/backoffice-http.ts speaks to. */
export function apiRouter(options: ApiOptions): Router {
  const router = express.Router();
  router.use(express.json({ limit: '64kb' }));
  for (const [method, path, handle] of ROUTES) {
    router[method](path, (request, response) => serve(options, { request, response }, handle));
  }
  return router;
}

/** Longer than a person likes to wait, shorter than our client does. */
const SLOW_MS = 3_000;

type Handle = (state: ShopState, request: Request) => Answer;

const ROUTES: readonly ['get' | 'post', string, Handle][] = [
  ['get', '/customers', (state, request) => findCustomers(state, queryOf(request, 'email'))],
  [
    'get',
    '/customers/:id/:kind',
    (state, request) => listRecords(state, paramOf(request, 'kind'), paramOf(request, 'id')),
  ],
  [
    'get',
    '/orders/:number',
    (state, request) => findOrder(state, paramOf(request, 'number'), queryOf(request, 'customer_id')),
  ],
  ['get', '/refunds', (state, request) => listRefunds(state, queryOf(request, 'idempotency_key'))],
  ['get', '/cancellations', (state, request) => listCancellations(state, queryOf(request, 'idempotency_key'))],
  ['get', '/changes', (state, request) => listChanges(state, queryOf(request, 'idempotency_key'))],
  ['post', '/changes', (state, request) => withKey(request, (key) => makeChange(state, key, request.body))],
  ['post', '/refunds', (state, request) => withKey(request, (key) => issueRefund(state, key, request.body))],
  [
    'post',
    '/subscriptions/:id/cancel',
    (state, request) =>
      withKey(request, (idempotencyKey) =>
        cancelSubscription(state, { subscriptionId: paramOf(request, 'id'), idempotencyKey, body: request.body }),
      ),
  ],
];

interface Call {
  request: Request;
  response: Response;
}

async function serve(
  { state, faults, apiKey }: ApiOptions,
  { request, response }: Call,
  handle: Handle,
): Promise<void> {
  const fault = faults.take(request.method, request.path);
  const work = (): Answer => (isKey(request, apiKey) ? handle(state, request) : unauthorised());
  const { method, originalUrl: path } = request;
  if (fault !== null && fault.kind !== 'slow') {
    if (fault.afterCommit === true) work();
    state.record({ method, path, status: spoil(fault, response) });
    return;
  }
  if (fault !== null) await sleep(fault.ms ?? SLOW_MS);
  const answer = work();
  send(response, answer);
  state.record({ method, path, status: answer.status });
}

/** Answers as the fault says, and tells which status the caller saw. */
function spoil(fault: Fault, response: Response): number | null {
  if (fault.kind === 'hang') return null;
  if (fault.kind === 'reset') {
    response.socket?.resetAndDestroy();
    return null;
  }
  if (fault.kind === 'garbage') {
    response.status(200).type('html').send('<html>Bad gateway</html>');
    return 200;
  }
  const status = fault.status ?? 500;
  const headers = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
  send(response, { status, body: { error: 'fault', message: `Forced status ${status}` }, headers });
  return status;
}

function send(response: Response, { status, body, headers = {} }: Answer): void {
  response.status(status).set(headers).json(body);
}

function isKey(request: Request, apiKey: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(request.get('authorization') ?? ''), hash(`Bearer ${apiKey}`));
}

function withKey(request: Request, handle: (key: string) => Answer): Answer {
  const key = request.get('idempotency-key') ?? '';
  return key === '' ? badRequest('The Idempotency-Key header is missing.') : handle(key);
}

function queryOf(request: Request, name: string): string {
  const value = request.query[name];
  return typeof value === 'string' ? value : '';
}

function paramOf(request: Request, name: string): string {
  const value = request.params[name];
  return typeof value === 'string' ? value : '';
}
