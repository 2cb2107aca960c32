import { webApi } from '@slack/bolt';
import type { Log } from '../platform/log.ts';
import type { SlackConfig } from './slack-config.ts';
import { slackFailure } from './slack-failure.ts';
import { slackLog } from './slack-log.ts';

export type SlackClient = webApi.WebClient;

/** A person waits: Slack gives a press three seconds, and the answer itself needs some of them. */
export const INTERACTIVE_TIMEOUT_MS = 2_000;
/** Who we are is asked before anything else of a press can be, so both together stay below the three seconds. */
export const IDENTITY_TIMEOUT_MS = 800;
/** A worker waits: long enough for a slow Slack, short enough for the effect's lease. */
export const WORKER_TIMEOUT_MS = 10_000;

type Access = Pick<SlackConfig, 'botToken' | 'apiUrl'>;

export function createSlackClient(access: Access, options: { timeoutMs: number; log: Log }): SlackClient {
  return new webApi.WebClient(access.botToken, clientOptions(access.apiUrl, options));
}

/**
 * A fresh object each time, because Bolt and Socket Mode write into it. No retries: the client would repeat a post whose answer was
 * lost, and one slow method would hold up all others. Never `headers`: the client would put the token of one workspace into it.
 */
export function clientOptions(
  apiUrl: string,
  { timeoutMs, log }: { timeoutMs: number; log: Log },
): webApi.WebClientOptions {
  return {
    slackApiUrl: apiUrl,
    timeout: timeoutMs,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: slackLog(log),
  };
}

/** Makes the call and turns its failure into one of platform/errors.ts. */
export async function callSlack<T>(method: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    throw slackFailure(method, cause);
  }
}
