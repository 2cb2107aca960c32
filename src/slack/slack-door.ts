import type { EffectHandlers } from '../effects/effect.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { ReviewDesk } from '../review/desk.ts';
import type { ReviewStore } from '../review/review-store.ts';
import { createSlackReceiver, type SlackReceiver } from './bolt-app.ts';
import { createChannelGuard } from './channel-guard.ts';
import { createIdentity, type Identity } from './identity.ts';
import { type CardHandlers, createCardHandlers } from './post-card.ts';
import { createReviewers } from './reviewers.ts';
import type { SlackConfig } from './slack-config.ts';
import { createThreadNotes } from './thread-note.ts';
import { createSlackClient, IDENTITY_TIMEOUT_MS, INTERACTIVE_TIMEOUT_MS, WORKER_TIMEOUT_MS } from './web-client.ts';

export type SlackHandlers = CardHandlers & Pick<EffectHandlers, 'slack_note'>;

interface Base {
  config: SlackConfig;
  clock: Clock;
  log: Log;
}

/** What a worker needs: the effects on cards. Asks Slack nothing until the first card. */
export function createSlackHandlers(
  deps: Base & { reviews: Pick<ReviewStore, 'find' | 'surfaceOf' | 'keepSurface' | 'saveSurface'>; timeoutMs?: number },
): SlackHandlers {
  const client = createSlackClient(deps.config, { timeoutMs: deps.timeoutMs ?? WORKER_TIMEOUT_MS, log: deps.log });
  const shared = { reviews: deps.reviews, client, identity: createIdentity(client) };
  const channelRefusal = createChannelGuard(client, deps.clock);
  return {
    ...createCardHandlers({ ...shared, channelRefusal, channel: deps.config.channel }),
    slack_note: createThreadNotes(shared),
  };
}

export interface PressDeps extends Base {
  desk: ReviewDesk;
  /** "/slack/events" unless said otherwise. */
  path?: string;
}

/** What the process needs that takes presses: a router for HTTP, or a connection of its own in Socket Mode. */
export function createSlackPresses(deps: PressDeps): SlackReceiver & { identity: () => Promise<Identity> } {
  const { config, clock, log, desk } = deps;
  const client = createSlackClient(config, { timeoutMs: INTERACTIVE_TIMEOUT_MS, log });
  const identity = createIdentity(createSlackClient(config, { timeoutMs: IDENTITY_TIMEOUT_MS, log }));
  const reviewers = createReviewers({
    client,
    identity,
    channelRefusal: createChannelGuard(client, clock),
    rules: {
      approvers: config.approvers,
      moneyApprovers: config.moneyApprovers ?? [],
      leads: config.leads ?? [],
      linkRequired: config.linkRequired ?? false,
    },
    linkOf: desk.linkOf.bind(desk),
    clock,
  });
  const workspaceUrl = async (): Promise<string | null> => (await identity()).url;
  const listeners = { client, reviewers, desk, channel: config.channel, workspaceUrl, log };
  const receiver = createSlackReceiver({ config, path: deps.path ?? '/slack/events', identity, listeners, clock, log });
  return { ...receiver, identity };
}

export interface SlackDoor extends SlackReceiver {
  handlers: SlackHandlers;
  /** Who our token is; throws AccessRefused, RetryLater or OutcomeUnknown as long as Slack does not say. */
  authorised: () => Promise<Identity>;
}

/** Both halves, for a process that does everything. */
export function createSlackDoor(
  deps: PressDeps & { reviews: Pick<ReviewStore, 'find' | 'surfaceOf' | 'keepSurface' | 'saveSurface'> },
): SlackDoor {
  const { identity, ...receiver } = createSlackPresses(deps);
  return { ...receiver, handlers: createSlackHandlers(deps), authorised: identity };
}
