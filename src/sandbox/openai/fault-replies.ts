import type { Fault } from './faults.ts';
import { apiError, type Reply } from './wire.ts';

const DEFAULT_WAIT_MS = 1_000;

/** The answer of a fault of the line or the account; null when the model gets to speak. */
export function replyOf(fault: Fault | null): Reply | null {
  switch (fault?.kind) {
    case 'rate-limit':
      return rateLimited(fault.ms ?? DEFAULT_WAIT_MS);
    case 'no-credit':
      return apiError(429, {
        message: 'You exceeded your current quota.',
        type: 'insufficient_quota',
        code: 'insufficient_quota',
      });
    case 'key-refused':
      return wrongKey();
    case 'server-error':
      return apiError(500, { message: 'The server had an error while processing your request.', type: 'server_error' });
    case 'bad-gateway':
      return {
        kind: 'html',
        status: 502,
        html: '<html><head><title>502 Bad Gateway</title></head><body>cloud proxy</body></html>',
      };
    case 'hang':
      return { kind: 'hang' };
    case 'reset':
      return { kind: 'reset' };
    default:
      return null;
  }
}

export function wrongKey(): Reply {
  return apiError(401, {
    message: 'Incorrect API key provided.',
    type: 'invalid_request_error',
    code: 'invalid_api_key',
  });
}

function rateLimited(waitMs: number): Reply {
  const headers = {
    'retry-after': String(Math.ceil(waitMs / 1_000)),
    'retry-after-ms': String(waitMs),
    'x-ratelimit-limit-requests': '500',
    'x-ratelimit-remaining-requests': '0',
    'x-ratelimit-reset-requests': `${waitMs}ms`,
  };
  return apiError(
    429,
    { message: 'Rate limit reached for requests.', type: 'requests', code: 'rate_limit_exceeded' },
    headers,
  );
}
