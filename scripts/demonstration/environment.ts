import { resolve } from 'node:path';
import type { DemoOptions } from './options.ts';
import { DEMO, hostsOf, STAFF, type World } from './world.ts';

/** The same variables that production uses, pointing at the stand-ins. */
export async function environmentOf(
  options: DemoOptions,
  world: World,
  { databaseUrl, queueName }: { databaseUrl: string; queueName: string },
): Promise<Record<string, string>> {
  const ownHosts = options.knowledge === null ? [] : await hostsOf(options.knowledge);
  return {
    PATH: process.env['PATH'] ?? '',
    // How somebody watches the processes from outside (a debugger, a guard) reaches all of them.
    ...passedOn(['NODE_OPTIONS', 'LOOPBACK_LOG']),
    NODE_ENV: 'development',
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'info',
    HOST: '127.0.0.1',
    PORT: String(world.webPort),
    DATABASE_URL: databaseUrl,
    // Two demos may share a Redis.
    QUEUE_NAME: queueName,
    ...(process.env['REDIS_URL'] ? { REDIS_URL: process.env['REDIS_URL'] } : {}),
    ZENDESK_URL: world.zendesk.url,
    ZENDESK_CLIENT_ID: DEMO.zendeskClient.clientId,
    ZENDESK_CLIENT_SECRET: DEMO.zendeskClient.clientSecret,
    ZENDESK_WEBHOOK_SECRET: DEMO.webhookSecret,
    ZENDESK_ACCOUNT_ID: String(DEMO.accountId),
    SLACK_BOT_TOKEN: DEMO.slack.botToken,
    SLACK_SIGNING_SECRET: DEMO.slack.signingSecret,
    SLACK_CHANNEL: DEMO.slack.channel,
    // The two leads decide; Priya, an agent, is told so when she presses.
    SLACK_APPROVERS: STAFF.filter(({ title }) => title.includes('lead'))
      .map(({ slackId }) => slackId)
      .join(','),
    // Mira leads: she may pause Deskhand, and is called when nobody decides.
    SLACK_LEADS: STAFF[0].slackId,
    SLACK_API_URL: `${world.slack.url}/api/`,
    BACKOFFICE_URL: world.backoffice.url,
    BACKOFFICE_KEY: DEMO.backofficeKey,
    ALLOWED_LINK_HOSTS: ['kettleandpine.example', ...ownHosts].join(','),
    ...(options.knowledge === null
      ? {}
      : { KNOWLEDGE_FILES: resolve(options.knowledge), KNOWLEDGE_HELP_CENTER: 'false' }),
    ...brainVariables(options, world),
  };
}

function brainVariables({ brain }: DemoOptions, world: World): Record<string, string> {
  if (brain === 'local') return { BRAIN: 'local' };
  if (brain === 'stand-in')
    return { BRAIN: 'openai', OPENAI_API_KEY: DEMO.openAiKey, OPENAI_BASE_URL: world.openAi.url };
  const own = passedOn(['OPENAI_API_KEY', 'OPENAI_BASE_URL', 'OPENAI_MODEL_SMALL', 'OPENAI_MODEL_STRONG']);
  return { BRAIN: 'openai', ...own };
}

function passedOn(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}
