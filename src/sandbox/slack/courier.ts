import { type Delivery, sendSigned } from './deliver.ts';
import type { JsonObject } from './records.ts';
import type { SocketMode } from './socket-mode.ts';
import type { SlackState } from './state.ts';

const defaultAckMs = 3000; // [documented]

/** Takes payloads to the app: over HTTP when a request address is set, over Socket Mode otherwise. */
export class Courier {
  readonly #state: SlackState;
  readonly #sockets: SocketMode;
  #requestUrl: string | undefined;
  #lostOverHttp = false;

  constructor(state: SlackState, sockets: SocketMode) {
    this.#state = state;
    this.#sockets = sockets;
    this.#requestUrl = state.options.requestUrl;
  }

  setRequestUrl(url: string | undefined): void {
    this.#requestUrl = url;
    this.#lostOverHttp = false;
  }

  /** How the app can be reached at this moment, for the page to show. */
  get reach(): 'http' | 'socket' | 'none' {
    if (this.#requestUrl !== undefined) return this.#lostOverHttp ? 'none' : 'http';
    return this.#sockets.connections > 0 ? 'socket' : 'none';
  }

  sendInteraction(payload: JsonObject): Promise<Delivery> {
    const form = new URLSearchParams({ payload: JSON.stringify(payload) });
    return this.#send('interactive', payload, { contentType: formType, body: form.toString() });
  }

  sendCommand(fields: Record<string, string>): Promise<Delivery> {
    const body = new URLSearchParams(fields).toString();
    return this.#send('slash_commands', fields, { contentType: formType, body });
  }

  sendEvent(payload: JsonObject, retry?: { attempt: number; reason: string }): Promise<Delivery> {
    const headers: Record<string, string> = retry
      ? { 'x-slack-retry-num': String(retry.attempt), 'x-slack-retry-reason': retry.reason }
      : {};
    const http = { contentType: 'application/json', body: JSON.stringify(payload), headers };
    return this.#send('events_api', payload, { ...http, retry });
  }

  async #send(
    type: 'interactive' | 'slash_commands' | 'events_api',
    payload: JsonObject,
    how: HttpForm,
  ): Promise<Delivery> {
    const { signingSecret, ackTimeoutMs: timeoutMs = defaultAckMs } = this.#state.options;
    if (this.#requestUrl === undefined) return this.#sockets.send({ type, payload, timeoutMs, retry: how.retry });
    const nowMs = this.#state.now();
    const delivery = await sendSigned({ ...how, url: this.#requestUrl, signingSecret, nowMs, timeoutMs });
    this.#lostOverHttp = delivery.outcome === 'unreachable';
    return delivery;
  }
}

interface HttpForm {
  contentType: string;
  body: string;
  headers?: Record<string, string>;
  retry?: { attempt: number; reason: string } | undefined;
}

/** Exactly this: an added charset makes Bolt refuse the request. [seen] */
const formType = 'application/x-www-form-urlencoded';
