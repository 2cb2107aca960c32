import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { DecisionRequest, DecisionResult } from '../review/decisions.ts';
import type { ReviewStore } from '../review/review-store.ts';
import { createSlackReceiver, type SlackReceiver } from './bolt-app.ts';
import { createChannelGuard } from './channel-guard.ts';
import { createIdentity, type Identity } from './identity.ts';
import { type CardHandlers, createCardHandlers } from './post-card.ts';
import { createReviewers } from './reviewers.ts';
import type { SlackConfig } from './slack-config.ts';
import { createSlackClient, INTERACTIVE_TIMEOUT_MS, WORKER_TIMEOUT_MS } from './web-client.ts';

interface Base {
  config: SlackConfig;
  clock: Clock;
  log: Log;
}

/** What a worker needs: the effects on cards. Asks Slack nothing until the first card. */
export function createSlackHandlers(
  deps: Base & { reviews: Pick<ReviewStore, 'find' | 'surfaceOf' | 'keepSurface' | 'saveSurface'>; timeoutMs?: number },
): CardHandlers {
  const client = createSlackClient(deps.config, { timeoutMs: deps.timeoutMs ?? WORKER_TIMEOUT_MS, log: deps.log });
  return createCardHandlers({
    reviews: deps.reviews,
    client,
    identity: createIdentity(client),
    channelRefusal: createChannelGuard(client, deps.clock),
    channel: deps.config.channel,
  });
}

export interface PressDeps extends Base {
  reviews: Pick<ReviewStore, 'find'>;
  decide: (request: DecisionRequest) => Promise<DecisionResult>;
  /** "/slack/events" unless said otherwise. */
  path?: string;
}

/** What the process needs that takes presses: a router for HTTP, or a connection of its own in Socket Mode. */
export function createSlackPresses(deps: PressDeps): SlackReceiver & { identity: () => Promise<Identity> } {
  const { config, clock, log } = deps;
  const client = createSlackClient(config, { timeoutMs: INTERACTIVE_TIMEOUT_MS, log });
  const identity = createIdentity(client);
  const reviewers = createReviewers({
    client,
    identity,
    channelRefusal: createChannelGuard(client, clock),
    approvers: config.approvers.length > 0 ? config.approvers : 'channel members',
    clock,
  });
  const findReview = (reviewId: number) => deps.reviews.find(reviewId);
  const listeners = { client, reviewers, decide: deps.decide, findReview, log };
  const receiver = createSlackReceiver({ config, path: deps.path ?? '/slack/events', identity, listeners, clock, log });
  return { ...receiver, identity };
}

export interface SlackDoor extends SlackReceiver {
  handlers: CardHandlers;
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
