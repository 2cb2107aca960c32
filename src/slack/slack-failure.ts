import { webApi } from '@slack/bolt';
import { AccessRefused, GiveUp, messageOf, NotFound, OutcomeUnknown, Unavailable } from '../platform/errors.ts';

/** For a 429 or "ratelimited" that does not say how long. */
const RATE_LIMIT_WAIT_MS = 30_000;
/** Before a connection that could not be made is tried again. */
const CONNECT_WAIT_MS = 2_000;

/** An operator has to do something: invite the app, renew the token, unarchive the channel. */
const ACCESS = new Set([
  'access_denied',
  'account_inactive',
  'channel_not_found',
  'ekm_access_denied',
  'enterprise_is_restricted',
  'invalid_auth',
  'is_archived',
  'missing_scope',
  'no_permission',
  'not_allowed_token_type',
  'not_authed',
  'not_in_channel',
  'org_login_required',
  'restricted_action',
  'token_expired',
  'token_revoked',
  'two_factor_setup_required',
]);
/** Slack broke while at it: it may have happened. */
const UNKNOWN = new Set(['fatal_error', 'internal_error', 'request_timeout', 'service_unavailable']);
const NOT_FOUND = new Set(['message_not_found', 'user_not_found', 'users_not_found', 'view_not_found']);

/** Connections that were never made: nothing was sent, so even a post may simply be tried again. */
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** What a failed call of the Web API means for whoever made it. Slack answers refusals with 200, so names decide and not statuses. */
export function slackFailure(method: string, cause: unknown): Error {
  if (cause instanceof webApi.WebAPIPlatformError) return failureOfName(method, cause.data.error, cause);
  if (cause instanceof webApi.WebAPIRateLimitedError) {
    return new Unavailable(`Slack asks ${method} to wait`, cause.retryAfter * 1_000, { cause });
  }
  if (cause instanceof webApi.WebAPIHTTPError) return failureOfStatus(method, cause.statusCode, cause);
  if (cause instanceof webApi.WebAPIRequestError) return failureOfConnection(method, cause);
  return cause instanceof Error ? cause : new Error(`Slack ${method}: ${messageOf(cause)}`);
}

function failureOfName(method: string, name: string, cause: unknown): Error {
  const message = `Slack refused ${method}: ${name}`;
  if (name === 'ratelimited' || name === 'rate_limited') return new Unavailable(message, RATE_LIMIT_WAIT_MS, { cause });
  if (ACCESS.has(name)) return new AccessRefused(message, { cause });
  if (UNKNOWN.has(name)) return new OutcomeUnknown(message, { cause });
  if (NOT_FOUND.has(name)) return new NotFound(message, { cause });
  return new GiveUp(message, { cause });
}

function failureOfStatus(method: string, status: number, cause: unknown): Error {
  const message = `Slack answered ${method} with ${status}`;
  if (status >= 500) return new OutcomeUnknown(message, { cause });
  return status === 401 || status === 403 ? new AccessRefused(message, { cause }) : new GiveUp(message, { cause });
}

function failureOfConnection(method: string, cause: Error): Error {
  const message = `Slack did not answer ${method}: ${messageOf(cause.cause ?? cause)}`;
  if (NEVER_CONNECTED.has(codeOf(cause))) return new Unavailable(message, CONNECT_WAIT_MS, { cause });
  return new OutcomeUnknown(message, { cause });
}

/** fetch puts the socket's error under `cause`, the client puts fetch's error under its own. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string' && NEVER_CONNECTED.has(error.code)) return error.code;
  return codeOf(error.cause);
}
