import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';

export type Delivery = { headers: IncomingHttpHeaders; raw: string };

type Reply = { status: number; retryAfter?: number } | 'hang';

/** The other end of a webhook: keeps what arrives and answers as scripted, then 200. */
export class FakeReceiver {
  readonly deliveries: Delivery[] = [];
  readonly #server: Server;
  #replies: Reply[] = [];
  #wake: () => void = () => undefined;

  constructor() {
    this.#server = createServer(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(Buffer.from(part));
      this.deliveries.push({ headers: request.headers, raw: Buffer.concat(parts).toString('utf8') });
      const reply = this.#replies.shift() ?? { status: 200 };
      this.#wake();
      if (reply === 'hang') return;
      const headers = reply.retryAfter === undefined ? {} : { 'retry-after': String(reply.retryAfter) };
      response.writeHead(reply.status, headers).end();
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const address = this.#server.address();
    if (!address || typeof address === 'string') throw new Error('The receiver listens on no port.');
    return `http://127.0.0.1:${address.port}/webhooks/zendesk`;
  }

  reply(...replies: Reply[]): void {
    this.#replies = replies;
  }

  async waitFor(count: number): Promise<Delivery[]> {
    while (this.deliveries.length < count) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.deliveries;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }
}
