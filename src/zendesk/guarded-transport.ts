import type { Clock } from '../platform/clock.ts';
import { AccessRefused } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import { cached } from './cached.ts';
import type { DoorState, Pause } from './door-state.ts';
import type { ZendeskAnswer, ZendeskRequest, ZendeskTransport } from './transport.ts';

export interface GuardDeps {
  door: Pick<DoorState, 'pause' | 'close' | 'takeProbe' | 'open'>;
  clock: Clock;
  log: Log;
  /** 1 while nothing is asked of Zendesk, else 0. */
  onPaused?: (paused: 0 | 1) => void;
}

/** All processes see a pause this late at most. */
const LOOK_MS = 1_000;

/**
 * Stops asking when Zendesk refuses us. A 401 or 403 is an operator's to mend: repeating it would fill their log, spend the rate
 * limit and could lock the client out. One request at a time is let through as a probe, and the first that succeeds opens the door.
 */
export function guardTransport(transport: ZendeskTransport, deps: GuardDeps): ZendeskTransport {
  const guard = new Guard(transport, deps);
  return { send: (request) => guard.send(request) };
}

class Guard {
  readonly #transport: ZendeskTransport;
  readonly #deps: GuardDeps;
  #look: () => Promise<Pause | null>;
  /** Tells whether the door is open after the probe that is under way; a ticket is read by several requests at once. */
  #probing: Promise<boolean> | null = null;

  constructor(transport: ZendeskTransport, deps: GuardDeps) {
    this.#transport = transport;
    this.#deps = deps;
    this.#look = this.#freshLook();
  }

  async send(request: ZendeskRequest): Promise<ZendeskAnswer> {
    const pause = await this.#look();
    this.#deps.onPaused?.(pause ? 1 : 0);
    if (pause === null) return this.#ask(request);
    if (this.#probing === null) return this.#probe(request, pause);
    if (await this.#probing) return this.#ask(request);
    throw refusedBy(pause);
  }

  async #probe(request: ZendeskRequest, pause: Pause): Promise<ZendeskAnswer> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.#probing = promise;
    let isOpen = false;
    try {
      if (!(await this.#deps.door.takeProbe())) throw refusedBy(pause);
      const answer = await this.#ask(request);
      await this.#resume();
      isOpen = true;
      return answer;
    } finally {
      this.#probing = null;
      resolve(isOpen);
    }
  }

  async #ask(request: ZendeskRequest): Promise<ZendeskAnswer> {
    try {
      return await this.#transport.send(request);
    } catch (error) {
      if (error instanceof AccessRefused && !request.mayBeRefused) await this.#stop(error.message);
      throw error;
    }
  }

  async #stop(reason: string): Promise<void> {
    const { door, log, onPaused } = this.#deps;
    this.#look = this.#freshLook();
    onPaused?.(1);
    if (await door.close(reason))
      log.error(
        { alarm: 'zendesk_paused', reason },
        'Zendesk refuses us; all work with it waits. Run ./scripts/doctor',
      );
  }

  async #resume(): Promise<void> {
    const { door, log, onPaused } = this.#deps;
    if (await door.open('probe')) log.info('Zendesk lets us in again; work goes on');
    this.#look = this.#freshLook();
    onPaused?.(0);
  }

  #freshLook(): () => Promise<Pause | null> {
    return cached(this.#deps.clock, LOOK_MS, () => this.#deps.door.pause());
  }
}

function refusedBy(pause: Pause): AccessRefused {
  return new AccessRefused(`Zendesk is paused: ${pause.reason}`);
}
