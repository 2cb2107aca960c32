import type { Config } from './config.ts';
import type { EffectHandlers } from './effects/effect.ts';
import { carelessHelpdesk, withoutProtection } from './effects/without-protection.ts';
import { createToolRun } from './pipeline/tool-run.ts';
import { systemClock } from './platform/clock.ts';
import type { Log } from './platform/log.ts';
import type { ReviewStore } from './review/review-store.ts';
import { createSlackHandlers } from './slack/slack-door.ts';
import { createUnconnectedCards } from './slack/unconnected.ts';
import type { Helpdesk } from './tickets/helpdesk.ts';
import type { Backoffice } from './tools/backoffice.ts';
import { createBackofficeHttp } from './tools/backoffice-http.ts';
import { legacyTokenAccess, OauthAccess } from './zendesk/access.ts';
import { createZendeskHelpdesk } from './zendesk/client.ts';
import { createTicketEffects } from './zendesk/ticket-effects.ts';
import { createTransport, type ZendeskTransport } from './zendesk/transport.ts';
import { withoutSafeUpdate } from './zendesk/without-safe-update.ts';

/** The part of app.ts that connects a worker with the systems it reads and writes. */
export interface Outside {
  transport: ZendeskTransport;
  helpdesk: Helpdesk;
  /** Null where none is configured. */
  backoffice: Backoffice | null;
}

interface Base {
  config: Config;
  log: Log;
}

export function openOutside({ config, log }: Base): Outside {
  const transport = openTransport({ config, log });
  const helpdesk = createZendeskHelpdesk({ baseUrl: config.zendesk.url, transport, clock: systemClock, log });
  return { transport, helpdesk, backoffice: openBackoffice(config) };
}

function openTransport({ config, log }: Base): ZendeskTransport {
  const { url, access } = config.zendesk;
  const shared = { baseUrl: url, fetch, clock: systemClock };
  const transport = createTransport({
    ...shared,
    readTimeoutMs: config.timing.writeTimeoutMs / 2,
    writeTimeoutMs: config.timing.writeTimeoutMs,
    access: access.kind === 'oauth' ? new OauthAccess({ ...shared, ...access, log }) : legacyTokenAccess(access),
  });
  return config.chaos.unsafe ? withoutSafeUpdate(transport) : transport;
}

function openBackoffice({ backoffice, timing }: Config): Backoffice | null {
  if (!backoffice) return null;
  return createBackofficeHttp({ url: backoffice.url, apiKey: backoffice.key, timeoutMs: timing.writeTimeoutMs / 2 });
}

/** How each kind of effect is done. `CHAOS_UNSAFE` is how ./scripts/chaos proves that its checker sees duplicates. */
export function openEffectHandlers({ config, log }: Base, outside: Outside, reviews: ReviewStore): EffectHandlers {
  const { unsafe } = config.chaos;
  const cards = config.slack
    ? createSlackHandlers({
        config: config.slack,
        reviews,
        log,
        clock: systemClock,
        timeoutMs: config.timing.writeTimeoutMs,
      })
    : createUnconnectedCards();
  const ticketEffects = createTicketEffects(unsafe ? carelessHelpdesk(outside.helpdesk) : outside.helpdesk);
  const handlers = { ...ticketEffects, ...cards, tool_run: createToolRun(outside.backoffice) };
  return unsafe ? withoutProtection(handlers) : handlers;
}

/** Beyond the time-out of a write its request cannot arrive any more. */
const AFTER_TIMEOUT_MS = 1_000;

/** Without protection, a lease that ends at once is no lease. */
export function deliveryTiming({ timing, chaos }: Config): { leaseMs: number; unknownWaitMs: number } {
  return {
    leaseMs: chaos.unsafe ? 1 : timing.leaseMs,
    unknownWaitMs: timing.writeTimeoutMs + AFTER_TIMEOUT_MS,
  };
}
