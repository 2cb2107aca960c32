import { z } from 'zod';
import { AccessRefused } from '../platform/errors.ts';
import { callSlack, type SlackClient } from './web-client.ts';

/** Who our token is. */
export interface Identity {
  teamId: string;
  /** Set on Enterprise Grid. */
  enterpriseId: string | null;
  botId: string;
  botUserId: string;
  /** The workspace's own address, ending with a slash; for links to cards. */
  url: string | null;
}

const AuthTest = z.object({
  team_id: z.string(),
  enterprise_id: z.string().nullish(),
  bot_id: z.string().optional(),
  user_id: z.string(),
  url: z.string().optional(),
});

/**
 * Asks Slack who we are when somebody first needs to know, and again as long as that fails. Bolt's own question is asked in its
 * constructor, where a revoked token would end the process.
 */
export function createIdentity(client: SlackClient): () => Promise<Identity> {
  let asked: Promise<Identity> | null = null;
  return async () => {
    asked ??= askWhoWeAre(client);
    try {
      return await asked;
    } catch (error) {
      asked = null;
      throw error;
    }
  };
}

async function askWhoWeAre(client: SlackClient): Promise<Identity> {
  const answer = AuthTest.parse(await callSlack('auth.test', () => client.auth.test()));
  if (answer.bot_id === undefined) {
    throw new AccessRefused(
      'The Slack token is not a bot token. Set SLACK_BOT_TOKEN to the one that starts with "xoxb-".',
    );
  }
  return {
    teamId: answer.team_id,
    enterpriseId: answer.enterprise_id ?? null,
    botId: answer.bot_id,
    botUserId: answer.user_id,
    url: answer.url ?? null,
  };
}
