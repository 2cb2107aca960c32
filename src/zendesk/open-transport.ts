import type { Metrics } from '../metrics/prometheus.ts';
import { type Clock, systemClock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';
import { OauthAccess, type ZendeskAccess } from './access.ts';
import { DoorState } from './door-state.ts';
import { guardTransport } from './guarded-transport.ts';
import { legacyTokenAccess, legacyWarning } from './legacy-access.ts';
import type { ZendeskTransport } from './transport.ts';

export type AccessSettings =
  | { kind: 'oauth'; clientId: string; clientSecret: string; scope: string }
  | { kind: 'legacy'; email: string; token: string };

interface Shared {
  baseUrl: string;
  fetch: typeof fetch;
  clock: Clock;
  log: Log;
}

/** With a token of its own; an API token is taken with a warning of its end. */
export function openAccess(access: AccessSettings, shared: Shared): ZendeskAccess {
  if (access.kind === 'oauth') return new OauthAccess({ ...shared, ...access });
  shared.log.warn(legacyWarning(shared.clock.now()));
  return legacyTokenAccess(access);
}

/** The way to Zendesk that a running product takes: it pauses when it is refused. */
export function pauseWhenRefused(
  transport: ZendeskTransport,
  { database, log, metrics }: { database: Database; log: Log; metrics: Pick<Metrics, 'doorPaused'> },
): ZendeskTransport {
  const onPaused = (paused: 0 | 1) => metrics.doorPaused.set({ door: 'zendesk' }, paused);
  return guardTransport(transport, { door: new DoorState(database), clock: systemClock, log, onPaused });
}
