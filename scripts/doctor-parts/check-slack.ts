import { z } from 'zod';
import type { SlackConfig } from '../../src/config.ts';
import { messageOf } from '../../src/platform/errors.ts';
import { silentLog } from '../../src/platform/log.ts';
import { createSlackClient, type SlackClient } from '../../src/slack/web-client.ts';
import { type Check, checksOf } from './check.ts';
import { checkBlocks } from './check-slack-blocks.ts';
import { checkPeople, checkScopes } from './check-slack-rights.ts';

const slack = checksOf('Slack');
const TIMEOUT_MS = 8_000;

const Channel = z.object({
  channel: z.object({
    name: z.string().optional(),
    is_member: z.boolean().optional(),
    is_private: z.boolean().optional(),
    is_archived: z.boolean().optional(),
    is_ext_shared: z.boolean().optional(),
    is_pending_ext_shared: z.boolean().optional(),
  }),
});

/** The token and its scopes, the channel and the bot's place in it, those who decide, and whether Slack takes our blocks. */
export async function checkSlack(config: SlackConfig): Promise<Check[]> {
  const client = createSlackClient(config, { timeoutMs: TIMEOUT_MS, log: silentLog });
  try {
    const who = await client.auth.test();
    const found = slack.ok('token', `acts as ${who.user ?? 'the bot'} in ${who.team ?? 'the workspace'}`);
    const [channel, people, blocks, socket] = await Promise.all([
      checkChannel(client, config.channel),
      checkPeople(client, config),
      checkBlocks(client),
      checkSocket(config),
    ]);
    return [found, checkScopes(who), ...channel, ...people, blocks, ...socket];
  } catch (error) {
    return [slack.problem('token', messageOf(error), 'SLACK_BOT_TOKEN: install the app again and copy the bot token')];
  }
}

async function checkChannel(client: SlackClient, channel: string): Promise<Check[]> {
  try {
    const { channel: info } = Channel.parse(await client.conversations.info({ channel }));
    const name = `#${info.name ?? channel}`;
    const problems = [
      ...(info.is_member === false ? [slack.problem('channel', `the bot is not in ${name}`, INVITE)] : []),
      ...(info.is_archived
        ? [slack.problem('channel', `${name} is archived`, 'set SLACK_CHANNEL to another one')]
        : []),
      ...(info.is_ext_shared || info.is_pending_ext_shared
        ? [
            slack.problem(
              'channel',
              `${name} is shared with another company: no customer text may be shown there`,
              SHARED,
            ),
          ]
        : []),
    ];
    if (problems.length > 0) return problems;
    if (info.is_private === false)
      return [slack.warning('channel', `${name} is public: all of the workspace can read it`, 'use a private channel')];
    return [slack.ok('channel', `${name}, the bot is in it`)];
  } catch (error) {
    const words = messageOf(error);
    const mend = words.includes('missing_scope')
      ? 'add the scopes groups:read and channels:read, and install the app again'
      : `SLACK_CHANNEL: ${INVITE}`;
    return [slack.problem('channel', words, mend)];
  }
}

const INVITE = 'use the id of a channel and invite the bot to it';
const SHARED = 'set SLACK_CHANNEL to a channel of your own people';

/** Asks for the address of a socket and does not connect to it. */
async function checkSocket({ appToken, apiUrl }: SlackConfig): Promise<Check[]> {
  if (appToken === null) return [];
  const client = createSlackClient({ botToken: appToken, apiUrl }, { timeoutMs: TIMEOUT_MS, log: silentLog });
  try {
    await client.apps.connections.open({});
    return [slack.ok('socket mode', 'the app token is taken')];
  } catch (error) {
    const mend = 'SLACK_APP_TOKEN: make an app-level token with connections:write';
    return [slack.problem('socket mode', messageOf(error), mend)];
  }
}
