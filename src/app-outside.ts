import { openConnected } from './app-connectors.ts';
import { asReleased, openCards } from './app-slack.ts';
import type { Config } from './config.ts';
import type { EffectHandlers } from './effects/effect.ts';
import { handlerBehind } from './effects/handler-behind.ts';
import { carelessHelpdesk, withoutProtection } from './effects/without-protection.ts';
import type { Metrics } from './metrics/prometheus.ts';
import { createToolRun } from './pipeline/tool-run.ts';
import { type Breaker, createBreaker, NEIGHBOUR } from './platform/breaker.ts';
import { systemClock } from './platform/clock.ts';
import type { Database } from './platform/database.ts';
import { fetchBehind } from './platform/fetch-behind.ts';
import type { Log } from './platform/log.ts';
import type { ReviewStore } from './review/review-store.ts';
import type { SlackHandlers } from './slack/slack-door.ts';
import type { Helpdesk } from './tickets/helpdesk.ts';
import type { Backoffice } from './tools/backoffice.ts';
import { createBackofficeHttp } from './tools/backoffice-http.ts';
import type { ConnectedTools } from './tools/connected/connected-tools.ts';
import { createBudget } from './zendesk/budget.ts';
import { createZendeskHelpdesks } from './zendesk/client.ts';
import { openAccess, pauseWhenRefused } from './zendesk/open-transport.ts';
import { createTicketEffects } from './zendesk/ticket-effects.ts';
import { createTransport, type ZendeskTransport } from './zendesk/transport.ts';
import { withoutSafeUpdate } from './zendesk/without-safe-update.ts';

/** The part of app.ts that connects a worker with the systems it reads and writes. */
export interface Outside {
  transport: ZendeskTransport;
  helpdesk: Helpdesk;
  /** For what a customer waits for. */
  replies: Helpdesk;
  /** One for each neighbour: while it is open, nobody is sent there. */
  breakers: Readonly<Record<string, Breaker> & Record<'zendesk' | 'slack' | 'backoffice', Breaker>>;
  /** Null where none is configured. */
  backoffice: Backoffice | null;
  /** Tools of other systems; null where none are connected. */
  connected: ConnectedTools | null;
}

interface Base {
  config: Config;
  log: Log;
}

interface Connected extends Base {
  database: Database;
  metrics: Pick<Metrics, 'doorPaused'>;
}

/** Calls nobody: neighbours may be down when we start. */
export async function openOutside(base: Connected): Promise<Outside> {
  const { config, log } = base;
  const open = (): Breaker => createBreaker(systemClock, NEIGHBOUR);
  const breakers = { zendesk: open(), slack: open(), backoffice: open() };
  const transport = openTransport(base, breakers.zendesk);
  const helpdesks = createZendeskHelpdesks({ baseUrl: config.zendesk.url, transport, clock: systemClock, log });
  const others = await openConnected(config);
  return {
    transport,
    ...helpdesks,
    backoffice: openBackoffice(config, breakers.backoffice),
    connected: others.connected,
    breakers: { ...others.breakers, ...breakers },
  };
}

function openTransport({ config, log, database, metrics }: Connected, breaker: Breaker): ZendeskTransport {
  const { url, access, headroom } = config.zendesk;
  const shared = { baseUrl: url, fetch: fetchBehind(breaker, { name: 'Zendesk', fetch }), clock: systemClock };
  const transport = createTransport({
    ...shared,
    budget: createBudget({ database, log, headroom }),
    readTimeoutMs: config.timing.writeTimeoutMs / 2,
    writeTimeoutMs: config.timing.writeTimeoutMs,
    access: openAccess(access, { ...shared, log }),
  });
  const guarded = pauseWhenRefused(transport, { database, log, metrics });
  return config.chaos.unsafe ? withoutSafeUpdate(guarded) : guarded;
}

function openBackoffice({ backoffice, timing }: Config, breaker: Breaker): Backoffice | null {
  if (!backoffice) return null;
  return createBackofficeHttp({
    url: backoffice.url,
    apiKey: backoffice.key,
    timeoutMs: timing.writeTimeoutMs / 2,
    fetch: fetchBehind(breaker, { name: 'The back office', fetch }),
  });
}

/** How each kind of effect is done. `CHAOS_UNSAFE` is how ./scripts/chaos proves that its checker sees duplicates. */
export function openEffectHandlers({ config, log }: Base, outside: Outside, reviews: ReviewStore): EffectHandlers {
  const { unsafe } = config.chaos;
  const { helpdesk, replies, backoffice, breakers } = outside;
  const seen = unsafe ? carelessHelpdesk(helpdesk) : helpdesk;
  const ticketEffects = createTicketEffects(seen, unsafe ? seen : replies);
  const cards = cardsBehind({ config, log }, reviews, breakers.slack);
  const handlers = { ...ticketEffects, ...cards, tool_run: createToolRun(backoffice, seen, outside.connected) };
  return unsafe ? withoutProtection(handlers) : asReleased(handlers, reviews);
}

/** Slack's effects behind its breaker. */
function cardsBehind({ config, log }: Base, reviews: ReviewStore, breaker: Breaker): SlackHandlers {
  const cards = openCards({ config, log, reviews });
  const behind = <K extends keyof SlackHandlers>(kind: K) =>
    handlerBehind(breaker, { name: 'Slack', handler: cards[kind] });
  return {
    slack_card: behind('slack_card'),
    slack_card_refresh: behind('slack_card_refresh'),
    slack_note: behind('slack_note'),
  };
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
