import type { IncomingMessage, ServerResponse } from 'node:http';

/** What a call is answered with, faults of the line included. */
export type Reply =
  | { kind: 'json'; status: number; body: unknown; headers?: Record<string, string> }
  | { kind: 'html'; status: number; html: string }
  | { kind: 'events'; events: readonly string[]; cut: boolean }
  | { kind: 'cut'; body: unknown }
  | { kind: 'reset' }
  | { kind: 'hang' };

const MOST_BYTES = 10_000_000;

/** The body as JSON or as the fields of a form, or undefined when it is neither. */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const piece = Buffer.from(chunk);
    bytes += piece.length;
    if (bytes > MOST_BYTES) return undefined;
    chunks.push(piece);
  }
  const body = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  try {
    return type.startsWith('multipart/form-data') ? await readForm(body, type) : JSON.parse(body.toString('utf8'));
  } catch {
    // Neither is an answer here: the caller turns it into the API's own 400.
    return undefined;
  }
}

async function readForm(body: Buffer, type: string): Promise<Record<string, unknown>> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  const fields: Record<string, unknown> = {};
  for (const [name, value] of form)
    fields[name] = typeof value === 'string' ? value : { name: value.name, text: await value.text() };
  return fields;
}

/** A call that hangs gets nothing: its caller or the end of the stand-in closes it. */
export function send(response: ServerResponse, reply: Reply, requestId: string): void {
  response.setHeader('x-request-id', requestId);
  if (reply.kind === 'json') sendJson(response, reply);
  else if (reply.kind === 'html') response.writeHead(reply.status, { 'content-type': 'text/html' }).end(reply.html);
  else if (reply.kind === 'events') sendEvents(response, reply);
  else if (reply.kind === 'cut') sendHalf(response, JSON.stringify(reply.body));
  else if (reply.kind === 'reset') response.destroy();
}

/** The shape of every error of the API. */
export function apiError(
  status: number,
  error: { message: string; type: string; code?: string; param?: string },
  headers = {},
): Reply {
  const body = {
    error: { message: error.message, type: error.type, param: error.param ?? null, code: error.code ?? null },
  };
  return { kind: 'json', status, body, headers };
}

function sendJson(response: ServerResponse, reply: Extract<Reply, { kind: 'json' }>): void {
  response
    .writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers })
    .end(JSON.stringify(reply.body));
}

function sendEvents(response: ServerResponse, reply: Extract<Reply, { kind: 'events' }>): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' });
  const sent = reply.cut ? reply.events.slice(0, Math.ceil(reply.events.length / 2)) : reply.events;
  for (const event of sent) response.write(event);
  response.end();
}

function sendHalf(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.write(text.slice(0, text.length / 2), () => response.destroy());
}
