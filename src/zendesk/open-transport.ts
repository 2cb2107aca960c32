import { systemClock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';
import { OauthAccess, type ZendeskAccess } from './access.ts';
import { DoorState } from './door-state.ts';
import { guardTransport } from './guarded-transport.ts';
import { legacyTokenAccess, legacyWarning } from './legacy-access.ts';
import { createTransport, type ZendeskTransport } from './transport.ts';

export type AccessSettings =
  | { kind: 'oauth'; clientId: string; clientSecret: string; scope: string }
  | { kind: 'legacy'; email: string; token: string };

export interface OpenOptions {
  url: string;
  access: AccessSettings;
  database: Database;
  log: Log;
  onPaused: (paused: 0 | 1) => void;
}

/** The way to Zendesk that a running product takes: with a token of its own, and pausing when it is refused. */
export function openTransport({ url, access, database, log, onPaused }: OpenOptions): ZendeskTransport {
  if (access.kind === 'legacy') log.warn(legacyWarning(systemClock.now()));
  const transport = createTransport({ baseUrl: url, fetch, clock: systemClock, access: openAccess(url, access, log) });
  return guardTransport(transport, { door: new DoorState(database), clock: systemClock, log, onPaused });
}

export function openAccess(baseUrl: string, access: AccessSettings, log: Log): ZendeskAccess {
  if (access.kind === 'legacy') return legacyTokenAccess(access);
  return new OauthAccess({ baseUrl, fetch, clock: systemClock, log, ...access });
}
