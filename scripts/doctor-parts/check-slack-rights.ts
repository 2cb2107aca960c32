import { z } from 'zod';
import type { SlackConfig } from '../../src/config.ts';
import { messageOf } from '../../src/platform/errors.ts';
import { SCOPES } from '../../src/slack/manifest.ts';
import type { SlackClient } from '../../src/slack/web-client.ts';
import { type Check, checksOf } from './check.ts';

const slack = checksOf('Slack');

/** Slack names the scopes of a token in a header of each answer; its client hands them on here. */
const WithScopes = z.object({ response_metadata: z.object({ scopes: z.array(z.string()).optional() }).optional() });

/** Whether the installed app may do everything that the code does. */
export function checkScopes(answer: unknown): Check {
  const scopes = WithScopes.safeParse(answer).data?.response_metadata?.scopes;
  if (scopes === undefined)
    return slack.warning('scopes', 'Slack did not say which scopes the token has', 'compare them with the manifest');
  const missing = Object.entries(SCOPES).filter(([scope]) => !scopes.includes(scope));
  if (missing.length === 0) return slack.ok('scopes', `all ${Object.keys(SCOPES).length} that are needed`);
  const words = missing.map(([scope, why]) => `${scope} (${why})`).join(', ');
  return slack.problem(
    'scopes',
    `the token lacks ${words}`,
    'bring the app up to date with the manifest of ./scripts/slack-manifest and install it again',
  );
}

const SETTINGS = {
  approvers: 'SLACK_APPROVERS',
  moneyApprovers: 'SLACK_MONEY_APPROVERS',
  leads: 'SLACK_LEADS',
} as const;

/** Everybody who is named in the settings has to be somebody who can decide. */
export async function checkPeople(client: SlackClient, config: SlackConfig): Promise<Check[]> {
  const named = Object.entries(SETTINGS).map(([key, variable]) => ({
    variable,
    ids: config[key as keyof typeof SETTINGS] ?? [],
  }));
  const checks = await Promise.all(
    named.map(async ({ variable, ids }): Promise<Check[]> => {
      const problems = (await Promise.all(ids.map((id) => problemWith(client, id)))).flatMap((words) =>
        words === null ? [] : [slack.problem('reviewers', `${variable}: ${words}`, `correct ${variable}`)],
      );
      if (problems.length > 0 || ids.length === 0) return problems;
      return [slack.ok('reviewers', `${variable}: ${ids.length} found, all of them can decide`)];
    }),
  );
  const found = checks.flat();
  if (config.approvers.length > 0) return found;
  return [...found, slack.ok('reviewers', 'SLACK_APPROVERS is empty: every full member of the channel decides')];
}

const Group = z.object({ users: z.array(z.string()).default([]) });
const Person = z.object({
  user: z.object({
    deleted: z.boolean().optional(),
    is_bot: z.boolean().optional(),
    is_restricted: z.boolean().optional(),
    is_ultra_restricted: z.boolean().optional(),
    is_stranger: z.boolean().optional(),
  }),
});

async function problemWith(client: SlackClient, id: string): Promise<string | null> {
  try {
    if (id.startsWith('S')) {
      const { users } = Group.parse(await client.usergroups.users.list({ usergroup: id }));
      return users.length > 0 ? null : `nobody is in the user group ${id}`;
    }
    const { user } = Person.parse(await client.users.info({ user: id }));
    if (user.deleted) return `${id} is deactivated`;
    if (user.is_bot) return `${id} is an app, and apps cannot decide`;
    if (user.is_restricted || user.is_ultra_restricted) return `${id} is a guest, and guests cannot decide`;
    return user.is_stranger ? `${id} belongs to another company` : null;
  } catch (error) {
    return `${id} cannot be read (${messageOf(error)})`;
  }
}
