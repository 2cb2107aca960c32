import { type Logger, LogLevel } from '@slack/bolt';
import { messageOf } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';

/**
 * Slack's libraries write into our log. At debug level they print whole request bodies, customers' words included, so that level
 * is never passed on and cannot be switched on from their side.
 */
export function slackLog(log: Log): Logger {
  const say = (parts: unknown[]) => ({ said: parts.map(messageOf).join(' ') });
  return {
    debug: () => undefined,
    info: (...parts) => log.debug(say(parts), 'slack library'),
    warn: (...parts) => log.warn(say(parts), 'slack library'),
    error: (...parts) => log.error(say(parts), 'slack library'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}
