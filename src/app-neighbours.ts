import type { Config } from './config.ts';
import { handlerBehind } from './effects/handler-behind.ts';
import { type Breaker, createBreaker, NEIGHBOUR } from './platform/breaker.ts';
import { systemClock } from './platform/clock.ts';
import type { Database } from './platform/database.ts';
import { fetchBehind } from './platform/fetch-behind.ts';
import type { Log } from './platform/log.ts';
import type { ReviewStore } from './review/review-store.ts';
import type { CardHandlers } from './slack/post-card.ts';
import { createSlackHandlers } from './slack/slack-door.ts';
import { createUnconnectedCards } from './slack/unconnected.ts';
import type { Helpdesk } from './tickets/helpdesk.ts';
import type { Backoffice } from './tools/backoffice.ts';
import { createBackofficeHttp } from './tools/backoffice-http.ts';
import { legacyTokenAccess, OauthAccess } from './zendesk/access.ts';
import { createBudget } from './zendesk/budget.ts';
import { createZendeskHelpdesks } from './zendesk/client.ts';
import { createTransport, type ZendeskTransport } from './zendesk/transport.ts';

/** What a worker talks to, each behind a breaker of its own. */
export interface Neighbours {
  transport: ZendeskTransport;
  helpdesk: Helpdesk;
  /** For what a customer waits for. */
  replies: Helpdesk;
  backoffice: Backoffice | null;
  cards: CardHandlers;
  breakers: Readonly<Record<string, Breaker>>;
}

interface NeighbourDeps {
  config: Config;
  log: Log;
  database: Database;
  reviews: ReviewStore;
}

/** Calls nobody: neighbours may be down when we start. */
export function openNeighbours(deps: NeighbourDeps): Neighbours {
  const { config, log } = deps;
  const open = (): Breaker => createBreaker(systemClock, NEIGHBOUR);
  const breakers = { zendesk: open(), slack: open(), backoffice: open() };
  const transport = openTransport(deps, breakers.zendesk);
  const helpdesks = createZendeskHelpdesks({ baseUrl: config.zendesk.url, transport, clock: systemClock, log });
  const send = fetchBehind(breakers.backoffice, { name: 'The back office', fetch });
  const backoffice = config.backoffice
    ? createBackofficeHttp({ url: config.backoffice.url, apiKey: config.backoffice.key, fetch: send })
    : null;
  return { transport, ...helpdesks, backoffice, cards: openCards(deps, breakers.slack), breakers };
}

function openTransport({ config, log, database }: NeighbourDeps, breaker: Breaker): ZendeskTransport {
  const { url, access, headroom } = config.zendesk;
  const send = fetchBehind(breaker, { name: 'Zendesk', fetch });
  const shared = { baseUrl: url, fetch: send, clock: systemClock };
  return createTransport({
    ...shared,
    budget: createBudget({ database, log, headroom }),
    access: access.kind === 'oauth' ? new OauthAccess({ ...shared, ...access, log }) : legacyTokenAccess(access),
  });
}

function openCards({ config, log, reviews }: NeighbourDeps, breaker: Breaker): CardHandlers {
  if (!config.slack) return createUnconnectedCards();
  const cards = createSlackHandlers({ config: config.slack, reviews, log, clock: systemClock });
  return {
    slack_card: handlerBehind(breaker, { name: 'Slack', handler: cards.slack_card }),
    slack_card_refresh: handlerBehind(breaker, { name: 'Slack', handler: cards.slack_card_refresh }),
  };
}
