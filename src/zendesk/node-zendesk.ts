import nodeZendesk, { type ZendeskClient } from 'node-zendesk';
import type { ZendeskAnswer, ZendeskTransport } from './transport.ts';

/**
 * node-zendesk on our own transport. By itself it resolves on 429, 502 and 504 as if they were data; over this transport every
 * failure throws before the library sees it. Used for look-ups only: it drops the audit of an update.
 */
export function createNodeZendesk(options: { baseUrl: string; transport: ZendeskTransport }): ZendeskClient {
  return nodeZendesk.createClient({
    oauth: true,
    // Never sent: the transport sets its own Authorization header on each call.
    token: 'set-by-the-transport',
    endpointUri: new URL('/api/v2', options.baseUrl).href,
    throwOriginalException: true,
    transportConfig: {
      // Only reads go this way: what a caller of the library asked beyond the address is ignored.
      transportFn: (uri: string) => options.transport.send({ method: 'GET', path: uri }),
      responseAdapter: asResponse,
    },
  });
}

/** What the library wants to see of an answer. No Retry-After: that header makes it invent an error out of a success. */
function asResponse(answer: ZendeskAnswer): object {
  return {
    status: 200,
    statusText: 'OK',
    headers: { get: (name: string) => (name.toLowerCase() === 'content-type' ? 'application/json' : null) },
    json: async () => answer.json,
  };
}
