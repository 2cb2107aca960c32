import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import type { Delivery } from './deliver.ts';
import { type JsonObject, jsonObject } from './records.ts';

// How often Slack pings is not known [guess]; its client gives up after 30 s without one. [seen in the client]
const pingEveryMs = 5000;

const ackFrame = z.object({ envelope_id: z.string(), payload: jsonObject.optional() });

export interface Envelope {
  type: 'interactive' | 'events_api' | 'slash_commands';
  payload: JsonObject;
  timeoutMs: number;
  retry?: { attempt: number; reason: string } | undefined;
}

/** The server side of Socket Mode: tickets, hello, envelopes, acknowledgements, disconnects. */
export class SocketMode {
  readonly #appId: string;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #tickets = new Set<string>();
  readonly #sockets: WebSocket[] = [];
  readonly #waiting = new Map<string, (payload: JsonObject) => void>();
  readonly #ping: NodeJS.Timeout;

  constructor(appId: string) {
    this.#appId = appId;
    this.#ping = setInterval(() => {
      for (const socket of this.#sockets) socket.ping();
    }, pingEveryMs);
    this.#ping.unref();
  }

  get connections(): number {
    return this.#sockets.length;
  }

  /** Each address works for one connection. [guess] */
  issueTicket(): string {
    const ticket = randomUUID();
    this.#tickets.add(ticket);
    return ticket;
  }

  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const ticket = new URL(request.url ?? '/', 'http://localhost').searchParams.get('ticket') ?? '';
    if (!this.#tickets.delete(ticket)) {
      socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (client) => this.#welcome(client));
  }

  async send(envelope: Envelope): Promise<Delivery> {
    const startedAt = performance.now();
    const socket = this.#sockets[0];
    if (!socket) return { outcome: 'unreachable', via: 'none', reason: 'No app is connected.', milliseconds: 0 };
    // Connections take turns, as Slack is said to spread them. [guess]
    this.#sockets.push(...this.#sockets.splice(0, 1));
    const body = await this.#exchange(socket, envelope);
    const milliseconds = Math.round(performance.now() - startedAt);
    if (body) return { outcome: 'acked', via: 'socket', reason: 'The app acknowledged.', body, milliseconds };
    return { outcome: 'timeout', via: 'socket', reason: 'The app did not answer in time.', milliseconds };
  }

  /** Slack refreshes connections now and then and says so first. [documented] */
  disconnect(reason: string): void {
    for (const socket of [...this.#sockets]) {
      socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'sandbox' } }));
      socket.close();
    }
  }

  close(): void {
    clearInterval(this.#ping);
    for (const socket of this.#sockets) socket.terminate();
    this.#server.close();
  }

  #welcome(socket: WebSocket): void {
    this.#sockets.push(socket);
    socket.on('message', (data) => this.#receive(String(data)));
    socket.on('close', () => {
      const index = this.#sockets.indexOf(socket);
      if (index >= 0) this.#sockets.splice(index, 1);
    });
    const info = { app_id: this.#appId };
    socket.send(JSON.stringify({ type: 'hello', num_connections: this.connections, connection_info: info }));
  }

  #receive(text: string): void {
    const frame = ackFrame.safeParse(readJson(text));
    if (frame.success) this.#waiting.get(frame.data.envelope_id)?.(frame.data.payload ?? {});
  }

  #exchange(socket: WebSocket, envelope: Envelope): Promise<JsonObject | undefined> {
    const id = randomUUID();
    const frame = {
      envelope_id: id,
      type: envelope.type,
      payload: envelope.payload,
      accepts_response_payload: envelope.type !== 'events_api',
      ...(envelope.type === 'events_api' && {
        retry_attempt: envelope.retry?.attempt ?? 0,
        retry_reason: envelope.retry?.reason ?? '',
      }),
    };
    return new Promise((resolve) => {
      const finish = (payload: JsonObject | undefined) => {
        clearTimeout(timer);
        this.#waiting.delete(id);
        resolve(payload);
      };
      const timer = setTimeout(finish, envelope.timeoutMs, undefined);
      this.#waiting.set(id, finish);
      socket.send(JSON.stringify(frame));
    });
  }
}

/** A frame that cannot be read acknowledges nothing, so the press times out and says so. [guess] */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
