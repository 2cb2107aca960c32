import { z } from 'zod';
import type { Clock } from '../platform/clock.ts';
import { cachedByKey } from './cached-by-key.ts';
import { callSlack, type SlackClient } from './web-client.ts';

const Channel = z.object({
  channel: z.object({
    is_ext_shared: z.boolean().optional(),
    is_pending_ext_shared: z.boolean().optional(),
  }),
});

const MAX_AGE_MS = 2 * 60_000;

/** Says in words why customers' messages must not be shown in a channel, or null when they may. */
export function createChannelGuard(client: SlackClient, clock: Clock): (channel: string) => Promise<string | null> {
  const isShared = cachedByKey(clock, MAX_AGE_MS, async (channel) => {
    const answer = await callSlack('conversations.info', () => client.conversations.info({ channel }));
    const info = Channel.parse(answer).channel;
    return info.is_ext_shared === true || info.is_pending_ext_shared === true;
  });
  return async (channel) => ((await isShared(channel)) ? 'this channel is shared with another company' : null);
}
