import express, { type Request, type Response, Router } from 'express';
import { type ApiAnswer, type ApiMethod, refuse } from './api-method.ts';
import { appMethods } from './app-methods.ts';
import { chatMethods } from './chat.ts';
import { conversationMethods } from './conversations.ts';
import type { Fault, Faults } from './faults.ts';
import { PostLimit } from './rate-limit.ts';
import { type CallRecord, type JsonObject, jsonObject } from './records.ts';
import { missingScope, scopesOf } from './scopes.ts';
import type { SlackState } from './state.ts';
import { userMethods } from './users.ts';
import { viewMethods } from './views.ts';

const methods: Record<string, ApiMethod> = {
  ...appMethods,
  ...chatMethods,
  ...conversationMethods,
  ...userMethods,
  ...viewMethods,
};

export interface WebApiDeps {
  state: SlackState;
  faults: Faults;
  /** Answers apps.connections.open with the address of a fresh socket. */
  openConnection: () => string;
}

export function webApiRouter(deps: WebApiDeps): Router {
  const limit = new PostLimit(deps.state.now);
  const router = Router();
  router.use(express.text({ type: () => true, limit: '1mb' }));
  router.post('/:method', (request, response) => {
    answerCall({ ...deps, limit }, request, response);
  });
  return router;
}

type CallDeps = WebApiDeps & { limit: PostLimit };

function answerCall(deps: CallDeps, request: Request, response: Response): void {
  const { state, faults } = deps;
  const method = String(request.params['method']);
  const args = readArguments(request);
  const call: CallRecord = { method, args, token: tokenKind(deps, request, args), at: state.now(), outcome: 'pending' };
  state.calls.push(call);
  if (call.token === 'bot') response.set('x-oauth-scopes', scopesOf(state).join(','));
  const fault = faults.take(method);
  if (fault) {
    playFault({ deps, call, response, fault });
    return;
  }
  const wait = postWait(deps, call);
  if (wait > 0) tooManyRequests(call, response, wait);
  else sendAnswer(call, response, run(deps, call));
}

/** Posts at a person's pace never meet this; a flood does. */
function postWait({ state, limit }: CallDeps, call: CallRecord): number {
  const limited = call.method === 'chat.postMessage' && state.options.rateLimit !== false;
  return limited ? limit.waitSeconds(String(call.args['channel'])) : 0;
}

function run({ state, openConnection }: CallDeps, call: CallRecord): ApiAnswer {
  if (call.token === 'none') return refuse('not_authed');
  if (call.token === 'wrong') return refuse('invalid_auth');
  const needsAppToken = call.method === 'apps.connections.open';
  if (needsAppToken !== (call.token === 'app')) return refuse('not_allowed_token_type');
  if (needsAppToken) return { ok: true, url: openConnection() };
  const needed = missingScope(state, call.method, call.args);
  if (needed !== null) return refuse('missing_scope', { needed, provided: scopesOf(state).join(',') });
  const method = methods[call.method];
  return method ? method(state, call.args) : refuse('unknown_method', { req_method: call.method });
}

/** Slack answers 200 even when it refuses; only the body tells. [documented] */
function sendAnswer(call: CallRecord, response: Response, answer: ApiAnswer): void {
  call.outcome = answer.ok ? 'ok' : answer.error;
  response.json(answer);
}

function tooManyRequests(call: CallRecord, response: Response, seconds: number): void {
  call.outcome = 'ratelimited';
  response.status(429).set('retry-after', String(seconds)).json({ ok: false, error: 'ratelimited' });
}

function playFault({
  deps,
  call,
  response,
  fault,
}: {
  deps: CallDeps;
  call: CallRecord;
  response: Response;
  fault: Fault;
}) {
  switch (fault.kind) {
    case 'rate_limited':
      return tooManyRequests(call, response, fault.retryAfterSeconds);
    case 'status':
      call.outcome = `http ${fault.status}`;
      return response.status(fault.status).type('html').send('<h1>Something went wrong</h1>');
    case 'error':
      return sendAnswer(call, response, refuse(fault.error));
    case 'slow':
      return setTimeout(() => sendAnswer(call, response, run(deps, call)), fault.milliseconds);
    case 'hang':
    case 'drop': {
      if (fault.commit) run(deps, call);
      call.outcome = `${fault.kind} ${fault.commit ? 'after' : 'before'} commit`;
      // A hanging answer is simply never sent; closing the server ends it.
      return fault.kind === 'drop' ? response.socket?.destroy() : undefined;
    }
    default:
      return fault satisfies never;
  }
}

function readArguments(request: Request): JsonObject {
  const body = typeof request.body === 'string' ? request.body : '';
  const isJson = request.headers['content-type']?.startsWith('application/json') ?? false;
  if (!isJson) return Object.fromEntries(new URLSearchParams(body));
  try {
    return jsonObject.catch({}).parse(JSON.parse(body));
  } catch {
    // Unreadable JSON counts as no arguments, and the method then names what is missing. [guess]
    return {};
  }
}

function tokenKind({ state }: CallDeps, request: Request, args: JsonObject): CallRecord['token'] {
  const header = request.headers.authorization?.replace(/^Bearer /, '');
  const token = header ?? args['token'];
  if (token === undefined) return 'none';
  if (token === state.options.botToken) return 'bot';
  return token === state.options.appToken ? 'app' : 'wrong';
}
