import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from './answers.ts';

const LARGEST_BODY = 5_000_000;

export async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = Buffer.from(part);
    size += bytes.length;
    if (size > LARGEST_BODY) throw new Error(`The request body is larger than ${LARGEST_BODY} bytes.`);
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Undefined for an empty body or one that is not what it says it is. */
export function parseBody(text: string, contentType: string): unknown {
  if (contentType.includes('application/x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function sendAnswer(response: ServerResponse, answer: Answer): void {
  if (response.destroyed || response.headersSent) return;
  const isHtml = answer.html !== undefined;
  const type = isHtml ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8';
  const hasBody = isHtml || answer.body !== undefined;
  response.writeHead(answer.status, { ...(hasBody ? { 'content-type': type } : {}), ...answer.headers });
  response.end(isHtml ? answer.html : JSON.stringify(answer.body));
}
