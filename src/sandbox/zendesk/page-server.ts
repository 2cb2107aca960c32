import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseBody, readBody, sendAnswer } from './http.ts';
import type { PageRoute } from './page-route.ts';
import { type PageParts, pageRoutes } from './page-routes.ts';
import { findRoute } from './router.ts';
import type { State } from './state.ts';

const TYPES: Record<string, string> = {
  html: 'text/html',
  css: 'text/css',
  js: 'text/javascript',
  svg: 'image/svg+xml',
};
const HEADERS = {
  'content-security-policy': "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
};
/** Every address of the page is the same document; the browser decides what to show. */
const PAGES = /^\/($|agent(\/|$)|hc\/|help-center$|deliveries$)/;

/** Serves the page: files, data and a live stream of changes. There is no sign-in, so it answers loopback names only. */
export class PageServer {
  readonly #state: State;
  readonly #routes: PageRoute[];
  readonly #streams = new Set<ServerResponse>();

  constructor(parts: PageParts) {
    this.#state = parts.state;
    this.#routes = pageRoutes(parts);
    this.#state.listeners.add((notice) => {
      const { kind } = notice;
      const id = 'ticketId' in notice ? notice.ticketId : 0;
      for (const stream of this.#streams) stream.write(`data: ${JSON.stringify({ kind, id })}\n\n`);
    });
  }

  async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    if (host !== '127.0.0.1' && host !== 'localhost')
      return sendAnswer(response, { status: 403, html: 'Open this page on 127.0.0.1.' });
    if (url.pathname === '/page/live') return this.#stream(response);
    if (url.pathname.startsWith('/page/api/')) return this.#api(request, response, url);
    if (PAGES.test(url.pathname)) return this.#file(response, 'index.html');
    const attached = /^\/attachments\/token\/(\w+)\/?$/.exec(url.pathname)?.[1];
    if (attached) return this.#attachment(response, attached);
    const file = /^\/page\/static\/([a-z-]+\.(?:css|js|svg))$/.exec(url.pathname);
    if (file?.[1]) return this.#file(response, file[1]);
    sendAnswer(response, { status: 404, html: '<p>There is nothing here. <a href="/">Go to the inbox.</a></p>' });
  }

  close(): void {
    for (const stream of this.#streams) stream.end();
    this.#streams.clear();
  }

  #stream(response: ServerResponse): void {
    response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream' });
    response.write(': ready\n\n');
    this.#streams.add(response);
    response.on('close', () => this.#streams.delete(response));
  }

  async #api(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const method = request.method ?? 'GET';
    const isJson = request.headers['content-type']?.startsWith('application/json') ?? false;
    // A form on another site cannot send JSON, so this is enough against forged presses.
    if (method !== 'GET' && !isJson) return sendAnswer(response, { status: 415, body: { error: 'Send JSON.' } });
    const found = findRoute(this.#routes, method, url.pathname);
    if (!found)
      return sendAnswer(response, { status: 404, body: { error: 'NotFound', description: 'No such thing.' } });
    const body = method === 'GET' ? undefined : parseBody(await readBody(request), 'application/json');
    const answer = found.route.handle({ params: found.params, body });
    sendAnswer(response, { ...answer, headers: { ...HEADERS, ...answer.headers } });
  }

  /** Always as a download and as plain text: what a customer sends must not run on this page. */
  #attachment(response: ServerResponse, token: string): void {
    const comments = [...this.#state.tickets.values()].flatMap((ticket) => ticket.comments);
    const file = comments.flatMap((comment) => comment.attachments).find((each) => each.token === token);
    if (!file) {
      sendAnswer(response, { status: 404, html: 'Not found' });
      return;
    }
    response.writeHead(200, {
      ...HEADERS,
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': 'attachment',
    });
    response.end(file.text);
  }

  async #file(response: ServerResponse, name: string): Promise<void> {
    const file = await readFile(new URL(`./page/${name}`, import.meta.url)).catch(() => undefined);
    if (!file) return sendAnswer(response, { status: 404, html: 'Not found' });
    const type = TYPES[name.split('.').at(-1) ?? ''] ?? 'text/plain';
    response.writeHead(200, { ...HEADERS, 'content-type': `${type}; charset=utf-8` });
    response.end(file);
  }
}
