import type { ZendeskTransport } from './transport.ts';

/** Takes the compare-and-swap out of every write. Only for `./scripts/chaos --unsafe`; production refuses the setting. */
export function withoutSafeUpdate(transport: ZendeskTransport): ZendeskTransport {
  return {
    send: (request) => transport.send({ ...request, body: withoutStamp(request.body) }),
  };
}

function withoutStamp(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('ticket' in body)) return body;
  const { safe_update, updated_stamp, ...ticket } = { safe_update: null, updated_stamp: null, ...Object(body.ticket) };
  return { ...body, ticket };
}
