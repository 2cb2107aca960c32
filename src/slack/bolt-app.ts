import { App, type CodedError, ExpressReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt';
import { type IRouter, Router } from 'express';
import type { Clock } from '../platform/clock.ts';
import { messageOf } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { Identity } from './identity.ts';
import { InFlight } from './in-flight.ts';
import type { ListenerDeps } from './listener.ts';
import { registerListeners } from './listeners.ts';
import { precheck } from './precheck.ts';
import type { SlackConfig } from './slack-config.ts';
import { slackLog } from './slack-log.ts';
import { SocketConnection } from './socket-connection.ts';
import { clientOptions, INTERACTIVE_TIMEOUT_MS } from './web-client.ts';

export interface ReceiverDeps {
  config: SlackConfig;
  /** Where Slack sends presses over HTTP. */
  path: string;
  identity: () => Promise<Identity>;
  listeners: ListenerDeps;
  clock: Clock;
  log: Log;
}

export interface SlackReceiver {
  /** To be mounted before any body parser; null in Socket Mode. */
  router: IRouter | null;
  start(): Promise<void>;
  /** Takes no more presses and waits for the running ones. */
  stop(): Promise<void>;
}

export function createSlackReceiver(deps: ReceiverDeps): SlackReceiver {
  const { appToken, signingSecret } = deps.config;
  if (appToken !== null) return socketReceiver(deps, appToken);
  if (signingSecret !== null) return httpReceiver(deps, signingSecret);
  throw new Error(
    'Slack presses cannot be received. Set SLACK_SIGNING_SECRET (HTTP) or SLACK_APP_TOKEN (Socket Mode).',
  );
}

function httpReceiver(deps: ReceiverDeps, signingSecret: string): SlackReceiver {
  const inFlight = new InFlight();
  const router = Router();
  router.post(deps.path, precheck({ clock: deps.clock, stopping: () => inFlight.stopping }));
  const receiver = new ExpressReceiver({ signingSecret, router, endpoints: deps.path, logger: slackLog(deps.log) });
  createApp(deps, receiver, inFlight);
  return { router, start: () => greet(deps), stop: () => inFlight.stop() };
}

function socketReceiver(deps: ReceiverDeps, appToken: string): SlackReceiver {
  const inFlight = new InFlight();
  const receiver = new SocketModeReceiver({
    appToken,
    autoReconnectEnabled: false,
    logger: slackLog(deps.log),
    // Without an answer the person sees a warning and presses again; Bolt would answer when the token could not be checked.
    processEventErrorHandler: async () => false,
    installerOptions: { clientOptions: optionsOf(deps) },
  });
  createApp(deps, receiver, inFlight);
  const connection = new SocketConnection(receiver, deps.log);
  return {
    router: null,
    start: async () => {
      await Promise.all([greet(deps), connection.start()]);
    },
    // The answers of running presses go out over the socket, so it is closed last.
    stop: async () => {
      await inFlight.stop();
      await connection.stop();
    },
  };
}

function createApp(deps: ReceiverDeps, receiver: Receiver, inFlight: InFlight): void {
  const app = new App({
    receiver,
    // Bolt's own check of a token runs in the constructor, where a revoked one would end the process.
    authorize: async () => {
      const { botId, botUserId, teamId } = await deps.identity();
      return { botToken: deps.config.botToken, botId, botUserId, teamId };
    },
    convoStore: false,
    extendedErrorHandler: true,
    logger: slackLog(deps.log),
    clientOptions: optionsOf(deps),
  });
  app.use(async ({ next }) => {
    if (inFlight.stopping) throw new Error('This process is stopping; the press was not taken');
    await inFlight.track(next);
  });
  app.error(async ({ error }: { error: CodedError }) => {
    const cause = error.original ?? error;
    deps.log.error({ err: messageOf(cause) }, 'slack press failed');
    // Thrown on, it becomes a refusal at once; kept here, Slack would wait three seconds for nothing.
    throw error;
  });
  registerListeners(app, { ...deps.listeners, clock: deps.clock });
}

function optionsOf({ config, log }: ReceiverDeps): ReturnType<typeof clientOptions> {
  return clientOptions(config.apiUrl, { timeoutMs: INTERACTIVE_TIMEOUT_MS, log });
}

/** Says early what is wrong with the token. Slack may be down now and up when somebody presses, so this stops nothing. */
async function greet({ identity, log }: ReceiverDeps): Promise<void> {
  try {
    const { teamId, botUserId } = await identity();
    log.info({ teamId, botUserId }, 'slack token accepted');
  } catch (error) {
    log.error({ err: messageOf(error) }, 'slack token not accepted; presses are refused until it is');
  }
}
