import type { Clock } from '../platform/clock.ts';
import { AccessRefused } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import { cached } from './cached.ts';
import type { DoorState } from './door-state.ts';
import type { ZendeskTransport } from './transport.ts';

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
  let look = cached(deps.clock, LOOK_MS, () => deps.door.pause());
  const forget = () => {
    look = cached(deps.clock, LOOK_MS, () => deps.door.pause());
  };
  return {
    async send(request) {
      const pause = await look();
      deps.onPaused?.(pause ? 1 : 0);
      const isProbe = pause !== null && (await deps.door.takeProbe());
      if (pause && !isProbe) throw new AccessRefused(`Zendesk is paused: ${pause.reason}`);
      try {
        const answer = await transport.send(request);
        if (isProbe) await resume(deps, forget);
        return answer;
      } catch (error) {
        if (error instanceof AccessRefused) await stop(deps, error.message, forget);
        throw error;
      }
    },
  };
}

async function stop({ door, log, onPaused }: GuardDeps, reason: string, forget: () => void): Promise<void> {
  forget();
  onPaused?.(1);
  if (await door.close(reason)) {
    log.error({ alarm: 'zendesk_paused', reason }, 'Zendesk refuses us; all work with it waits. Run ./scripts/doctor');
  }
}

async function resume({ door, log, onPaused }: GuardDeps, forget: () => void): Promise<void> {
  forget();
  onPaused?.(0);
  if (await door.open('probe')) log.info('Zendesk lets us in again; work goes on');
}
