import type { SocketModeReceiver } from '@slack/bolt';
import { sleep } from '../platform/clock.ts';
import { messageOf } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/**
 * Keeps one Socket Mode connection. Slack's client would reconnect by itself, but after five idle seconds, and when Slack does not
 * answer then, its rejected promise reaches nobody and ends the process; so that is switched off and done here.
 */
export class SocketConnection {
  readonly #socket: SocketModeReceiver['client'];
  readonly #log: Log;
  readonly #stop = new AbortController();
  #loop: Promise<void> = Promise.resolve();
  #wake: () => void = () => undefined;

  constructor(receiver: SocketModeReceiver, log: Log) {
    this.#socket = receiver.client;
    this.#log = log;
  }

  /** Resolves after the first try, whatever came of it; further tries go on behind. */
  async start(): Promise<void> {
    const connected = await this.#connect();
    this.#loop = this.#keep(connected);
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    this.#wake();
    await this.#socket.disconnect();
    await this.#loop;
    // A connection that was being made during the first of these has been made by now.
    await this.#socket.disconnect();
  }

  async #keep(connectedAtFirst: boolean): Promise<void> {
    let connected = connectedAtFirst;
    let waitMs = FIRST_WAIT_MS;
    while (!this.#stop.signal.aborted) {
      if (connected) {
        await this.#disconnected();
        waitMs = FIRST_WAIT_MS;
      } else {
        await sleep(waitMs, this.#stop.signal);
        waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
      }
      if (!this.#stop.signal.aborted) connected = await this.#connect();
    }
  }

  async #connect(): Promise<boolean> {
    try {
      await this.#socket.start();
      this.#log.info('slack socket connected');
      return true;
    } catch (error) {
      this.#log.warn({ err: messageOf(error) }, 'slack socket not connected');
      return false;
    }
  }

  #disconnected(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      this.#socket.once('disconnected', () => resolve());
    });
  }
}
