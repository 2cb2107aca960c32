import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../platform/clock.ts';
import { AccessRefused, Conflict, GiveUp, NotFound, OutcomeUnknown, RetryLater } from '../platform/errors.ts';
import { closeServer, freePort, listen } from '../platform/http.ts';
import { legacyTokenAccess, type ZendeskAccess } from './access.ts';
import type { RateReport } from './rate-headers.ts';
import { createTransport, type TransportOptions } from './transport.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers) server.closeAllConnections();
  await Promise.all(servers.splice(0).map(closeServer));
});

async function serve(
  answer: (response: ServerResponse, request: IncomingMessage) => void,
  settings: Partial<TransportOptions> = {},
) {
  const requests: { method: string; url: string; authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    requests.push({
      method: request.method ?? '',
      url: request.url ?? '',
      authorization: request.headers.authorization,
    });
    answer(response, request);
  });
  servers.push(server);
  const baseUrl = `http://127.0.0.1:${await listen(server, 0)}`;
  const access = legacyTokenAccess({ email: 'bot@example.com', token: 't' });
  const transport = createTransport({ baseUrl, access, fetch, clock: systemClock, ...settings });
  return { transport, requests, baseUrl };
}

const html = '<html>Bad gateway</html>';
const json = (body: unknown) => JSON.stringify(body);
const recordNotFound = json({ error: 'RecordNotFound', description: 'Not found' });

type ErrorClass = new (...given: never[]) => Error;

interface Row {
  status: number;
  headers?: Record<string, string>;
  body?: string;
  read: ErrorClass;
  write: ErrorClass;
}

const table: Row[] = [
  { status: 400, body: json({ error: 'BadRequest' }), read: GiveUp, write: GiveUp },
  { status: 403, body: json({ error: { title: 'Forbidden' } }), read: AccessRefused, write: AccessRefused },
  { status: 401, body: json({ error: 'invalid_token' }), read: AccessRefused, write: AccessRefused },
  { status: 404, body: recordNotFound, read: NotFound, write: NotFound },
  { status: 404, body: json({ error: 'InvalidEndpoint' }), read: GiveUp, write: GiveUp },
  { status: 404, body: html, read: GiveUp, write: GiveUp },
  { status: 409, body: json({ error: 'UpdateConflict' }), read: Conflict, write: Conflict },
  { status: 413, body: html, read: GiveUp, write: GiveUp },
  { status: 422, body: json({ error: 'RecordInvalid' }), read: GiveUp, write: GiveUp },
  {
    status: 429,
    headers: { 'retry-after': '7' },
    body: json({ error: 'APIRateLimitExceeded' }),
    read: RetryLater,
    write: RetryLater,
  },
  { status: 429, read: RetryLater, write: RetryLater },
  { status: 503, headers: { 'retry-after': '2' }, read: RetryLater, write: RetryLater },
  { status: 503, read: RetryLater, write: OutcomeUnknown },
  { status: 500, body: json({ error: 'InternalError' }), read: RetryLater, write: OutcomeUnknown },
  { status: 502, body: html, read: RetryLater, write: OutcomeUnknown },
  { status: 504, body: html, read: RetryLater, write: OutcomeUnknown },
  { status: 302, headers: { location: 'http://127.0.0.1:1/elsewhere' }, read: GiveUp, write: GiveUp },
  { status: 200, body: html, read: RetryLater, write: OutcomeUnknown },
];

describe('the transport', () => {
  it.each(table)('turns $status with $headers and "$body" into the error of its consequence', async (row) => {
    const { transport, requests } = await serve((response) =>
      response.writeHead(row.status, row.headers).end(row.body),
    );
    await expect(transport.send({ method: 'GET', path: '/api/v2/x.json' })).rejects.toThrow(row.read);
    await expect(transport.send({ method: 'PUT', path: '/api/v2/x.json', body: {} })).rejects.toThrow(row.write);
    expect(requests).toHaveLength(2);
  });

  it('hands on how long Zendesk wants to be left alone', async () => {
    const { transport } = await serve((response) => response.writeHead(429, { 'retry-after': '7' }).end());
    await expect(transport.send({ method: 'GET', path: '/x' })).rejects.toMatchObject({ afterMs: 7_000 });
  });

  it('gives the JSON and the clock of the other side', async () => {
    const { transport } = await serve((response) => {
      response.writeHead(200, { date: 'Thu, 08 Jan 2026 14:25:30 GMT' }).end('{"ok":1}');
    });
    const answer = await transport.send({ method: 'GET', path: '/x' });
    expect(answer).toEqual({ json: { ok: 1 }, at: new Date('2026-01-08T14:25:30Z') });
  });

  it('takes an answer without a body as a success', async () => {
    const { transport } = await serve((response) => response.writeHead(204).end());
    expect((await transport.send({ method: 'DELETE', path: '/x' })).json).toBeNull();
  });

  it('calls a lost write unknown and a lost read repeatable', async () => {
    const { transport } = await serve((_response, request) => request.socket.destroy());
    await expect(transport.send({ method: 'PUT', path: '/x', body: {} })).rejects.toThrow(OutcomeUnknown);
    await expect(transport.send({ method: 'GET', path: '/x' })).rejects.toThrow(RetryLater);
  });

  it('calls a write unknown when its answer breaks off in the middle', async () => {
    const { transport } = await serve((response) => {
      response.writeHead(200, { 'content-length': '500' }).write('{"ticket":');
      setTimeout(() => response.destroy(), 5);
    });
    await expect(transport.send({ method: 'PUT', path: '/x', body: {} })).rejects.toThrow(OutcomeUnknown);
  });

  it('does not wait for ever', async () => {
    const { transport } = await serve(() => undefined, { readTimeoutMs: 20, writeTimeoutMs: 20 });
    await expect(transport.send({ method: 'GET', path: '/x' })).rejects.toThrow(RetryLater);
    await expect(transport.send({ method: 'PUT', path: '/x', body: {} })).rejects.toThrow(OutcomeUnknown);
  });

  it('knows that a write over a connection that was refused did not happen', async () => {
    const { transport } = await serve(() => undefined, { baseUrl: `http://127.0.0.1:${await freePort()}` });
    await expect(transport.send({ method: 'PUT', path: '/x', body: {} })).rejects.toThrow(RetryLater);
  });

  it('never carries the credentials to the host of an address in an answer', async () => {
    const { transport, requests } = await serve((response) => response.end('{}'));
    await transport.send({ method: 'GET', path: 'https://elsewhere.example/api/v2/x.json?page=2' });
    expect(requests).toMatchObject([{ url: '/api/v2/x.json?page=2' }]);
  });

  it('leaves e-mail addresses in a query out of what may be logged', async () => {
    const { transport } = await serve((response) => response.writeHead(500).end());
    const failed = transport.send({ method: 'GET', path: '/api/v2/users/search.json?query=ana@example.net' });
    await expect(failed).rejects.toSatisfy((error: Error) => !error.message.includes('ana@'));
  });

  it('tries once more with fresh credentials after a 401, also for a write', async () => {
    let token = 'old';
    const access: ZendeskAccess = {
      authorization: async () => token,
      renew: async () => {
        token = 'new';
        return true;
      },
    };
    const { transport, requests } = await serve(
      (response, request) => response.writeHead(request.headers.authorization === 'new' ? 200 : 401).end('{}'),
      { access },
    );
    await transport.send({ method: 'PUT', path: '/x', body: {} });
    expect(requests.map((request) => request.authorization)).toEqual(['old', 'new']);
  });

  it('gives up on access after the second 401', async () => {
    const access: ZendeskAccess = { authorization: async () => 'a', renew: async () => true };
    const { transport, requests } = await serve((response) => response.writeHead(401).end(), { access });
    await expect(transport.send({ method: 'GET', path: '/x' })).rejects.toThrow(AccessRefused);
    expect(requests).toHaveLength(2);
  });

  it('reports the rate headers, of failures too', async () => {
    const reports: RateReport[] = [];
    const headers = {
      'ratelimit-limit': '700',
      'ratelimit-remaining': '0',
      'ratelimit-reset': '9',
      'zendesk-ratelimit-tickets-update': 'total=100; remaining=99; resets=41',
    };
    const { transport } = await serve((response) => response.writeHead(429, headers).end(), {
      budget: { take: async () => {}, learn: (report) => reports.push(report) },
    });
    await expect(transport.send({ method: 'GET', path: '/x' })).rejects.toThrow(RetryLater);
    const endpoints = { 'tickets-update': { total: 100, remaining: 99, resetSeconds: 41 } };
    expect(reports).toEqual([{ limit: 700, remaining: 0, resetSeconds: 9, endpoints }]);
  });
});
