import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Answer, badRequest, forbidden, invalidEndpoint } from './answers.ts';
import { Auth, covers, neededScope, unauthorized } from './auth.ts';
import { type ApiFault, takeApiFault, toFaultAnswer } from './faults.ts';
import { fieldRoutes } from './field-routes.ts';
import { findingRoutes } from './finding-routes.ts';
import { helpCenterRoutes } from './help-center-routes.ts';
import { parseBody, readBody, sendAnswer } from './http.ts';
import { jobRoutes } from './job-routes.ts';
import { macroRoutes } from './macro-routes.ts';
import { newTicketRoutes } from './new-ticket-route.ts';
import type { RequestRecord } from './options.ts';
import { peopleRoutes } from './people-routes.ts';
import type { RateLimiter } from './rate-limit.ts';
import { findRoute, type Route } from './router.ts';
import { notify, recordRequest, type State } from './state.ts';
import { suspendedRoutes } from './suspended.ts';
import { tagRoutes } from './tag-routes.ts';
import { ticketRoutes } from './ticket-routes.ts';
import { triggerRoutes } from './trigger-routes.ts';
import { webhookRoutes } from './webhook-routes.ts';

const API_ROOT = '/api/v2';

/** The way of one API request: fault, token, budget, route, and again fault. */
export class Api {
  readonly #state: State;
  readonly #auth: Auth;
  readonly #limiter: RateLimiter;
  readonly #routes: Route[];

  constructor(state: State, limiter: RateLimiter) {
    this.#state = state;
    this.#auth = new Auth(state);
    this.#limiter = limiter;
    this.#routes = [
      ...jobRoutes(state),
      ...ticketRoutes(state),
      ...newTicketRoutes(state),
      ...tagRoutes(state),
      ...findingRoutes(state),
      ...peopleRoutes(state),
      ...helpCenterRoutes(state),
      ...fieldRoutes(state),
      ...triggerRoutes(state),
      ...macroRoutes(state),
      ...suspendedRoutes(state),
      ...webhookRoutes(state),
    ];
  }

  owns(path: string): boolean {
    return path === '/oauth/tokens' || path.startsWith(`${API_ROOT}/`);
  }

  async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const started = performance.now();
    const method = request.method ?? 'GET';
    const path = toRoutePath(url.pathname);
    const blank = { status: 0, auth: 'none', ms: 0, scope: null } as const;
    const record: RequestRecord = { at: this.#state.clock(), method, path, ...blank };
    const body = parseBody(await readBody(request), request.headers['content-type'] ?? '');
    const fault = takeApiFault(this.#state.faults, method, path);
    if (fault) notify(this.#state, { kind: 'faults' });
    const answer = isBefore(fault) ? undefined : this.#answer({ request, url, body, method, path, record });
    record.ms = Math.round(performance.now() - started);
    record.status = fault?.kind === 'status' ? fault.status : (answer?.status ?? 0);
    recordRequest(this.#state, record);
    await finish(response, answer, fault);
  }

  #answer(given: Given): Answer {
    const { request, url, body, method, path, record } = given;
    if (url.pathname === '/oauth/tokens') {
      return method === 'POST' ? this.#auth.grant(body) : badRequest('invalid_request', 'POST a grant here');
    }
    const caller = this.#auth.identify(request.headers);
    if (!caller) return unauthorized(request.headers);
    record.auth = caller.auth;
    const { headers, refused } = this.#limiter.take({ method, path, userId: caller.user.id });
    if (refused) return refused;
    const found = findRoute(this.#routes, method, path);
    if (!found) return withHeaders(invalidEndpoint(), headers);
    record.scope = neededScope(method, path);
    if (!covers(caller.scopes, record.scope))
      return withHeaders(forbidden('The token lacks the scope for this.'), headers);
    if (found.route.admin && caller.user.role !== 'admin') {
      return withHeaders(forbidden('You do not have access to this page. Please contact the account owner.'), headers);
    }
    const call = {
      method,
      path,
      query: url.searchParams,
      headers: request.headers,
      body,
      params: found.params,
      caller,
    };
    return withHeaders(found.route.handle(call), headers);
  }
}

type Given = { request: IncomingMessage; url: URL; body: unknown; method: string; path: string; record: RequestRecord };

/** [documented] Paths work with and without `.json`. */
function toRoutePath(pathname: string): string {
  const path = pathname.startsWith(API_ROOT) ? pathname.slice(API_ROOT.length) : pathname;
  return path.replace(/\.json$/, '').replace(/\/$/, '');
}

/** A slow answer comes late but is done; the rest strikes before the work unless told otherwise. */
function isBefore(fault: ApiFault | undefined): boolean {
  return fault !== undefined && fault.kind !== 'slow' && !fault.afterCommit;
}

async function finish(
  response: ServerResponse,
  answer: Answer | undefined,
  fault: ApiFault | undefined,
): Promise<void> {
  if (fault?.kind === 'hang') return;
  if (fault?.kind === 'reset') return void response.socket?.resetAndDestroy();
  if (fault?.kind === 'status') return sendAnswer(response, toFaultAnswer(fault));
  if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.ms).unref());
  if (answer) sendAnswer(response, answer);
}

function withHeaders(answer: Answer, headers: Record<string, string>): Answer {
  return { ...answer, headers: { ...headers, ...answer.headers } };
}
