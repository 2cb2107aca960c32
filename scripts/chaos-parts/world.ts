import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { marked } from 'marked';
import { freePort } from '../../src/platform/http.ts';
import { type BackofficeSandbox, startBackoffice } from '../../src/sandbox/backoffice-server.ts';
import { type SlackSandbox, startSlack } from '../../src/sandbox/slack-server.ts';
import type { Shop } from '../../src/sandbox/stories.ts';
import { startZendesk, type ZendeskSandbox } from '../../src/sandbox/zendesk-server.ts';
import type { Taxonomy } from '../../src/tickets/intent.ts';
import { DEMO } from '../demonstration/world.ts';

/** The stand-ins of a run, with nobody's limits in the way: what is proven here is order, not patience. */
export interface ChaosWorld {
  zendesk: ZendeskSandbox;
  slack: SlackSandbox;
  backoffice: BackofficeSandbox;
  /** Two web processes: one takes webhooks, one takes presses, so that each can die alone. */
  ports: { zendesk: number; slack: number };
  botId: number;
  close(): Promise<void>;
}

/** Enough people that presses and replies happen at once, and that nobody has to be waited for. */
export const PEOPLE = Array.from({ length: 30 }, (_, index) => ({
  slackId: `U0LEAD0${String(index).padStart(3, '0')}`,
  agentId: 9_000_001 + index,
  name: `Lead ${String.fromCodePoint(65 + (index % 26))}${index >= 26 ? 'b' : ''}`,
  email: `lead${index}@kettleandpine.example`,
}));
const BOT = { id: 9_000_000, name: 'Deskhand', email: 'deskhand@kettleandpine.example' };
const UNLIMITED = 1_000_000;

export async function openChaosWorld(shop: Shop, taxonomy: Taxonomy): Promise<ChaosWorld> {
  const ports = { zendesk: await freePort(), slack: await freePort() };
  const zendesk = await openZendesk(shop, taxonomy, ports.zendesk);
  const [slack, backoffice] = await Promise.all([
    openSlack(ports.slack),
    startBackoffice({ ...shop, apiKey: DEMO.backofficeKey }),
  ]);
  return {
    zendesk,
    slack,
    backoffice,
    ports,
    botId: BOT.id,
    close: async () => {
      await Promise.all([zendesk.close(), slack.close(), backoffice.close()]);
    },
  };
}

function openZendesk(shop: Shop, taxonomy: Taxonomy, port: number): Promise<ZendeskSandbox> {
  const groups = [...new Set(taxonomy.intents.map(({ group }) => group))];
  const staff = PEOPLE.map(({ agentId, name, email }) => ({
    id: agentId,
    name,
    email,
    role: 'agent' as const,
    groups,
  }));
  return startZendesk({
    account: { subdomain: 'kettleandpine', accountId: DEMO.accountId },
    agents: [{ ...BOT, isBot: true, role: 'admin' }, ...staff],
    endUsers: shop.customers.map(({ name, email, verified, locale }) => ({ name, email, verified, locale })),
    groups,
    articles: shop.articles.map(({ markdown, ...article }) => ({
      ...article,
      html: marked.parse(markdown, { async: false }),
    })),
    oauthClients: [{ ...DEMO.zendeskClient, scopes: [...DEMO.zendeskClient.scopes], actsAs: BOT.email }],
    intentLabels: taxonomy.intents.map(({ label }) => label),
    webhook: { endpoint: `http://127.0.0.1:${port}/webhooks/zendesk`, secret: DEMO.webhookSecret },
    limits: {
      requestsPerMinute: UNLIMITED,
      ticketUpdatesPerMinute: UNLIMITED,
      updatesPerTicketPerTenMinutes: UNLIMITED,
    },
  });
}

function openSlack(port: number): Promise<SlackSandbox> {
  return startSlack({
    team: { id: 'T0KETTLE01', name: 'Kettle & Pine' },
    signingSecret: DEMO.slack.signingSecret,
    botToken: DEMO.slack.botToken,
    appToken: DEMO.slack.appToken,
    app: { id: 'A0DESKHAND', botId: 'B0DESKHAND', botUserId: 'U0DESKHAND', name: 'Deskhand' },
    users: PEOPLE.map(({ slackId, name, email }) => ({
      id: slackId,
      name: name.toLowerCase().replace(' ', '.'),
      realName: name,
      email,
    })),
    channels: [
      {
        id: DEMO.slack.channel,
        name: 'support-review',
        isPrivate: true,
        members: [...PEOPLE.map(({ slackId }) => slackId), 'U0DESKHAND'],
      },
    ],
    requestUrl: `http://127.0.0.1:${port}/slack/events`,
    rateLimit: false,
  });
}

/** The variables of the product's processes, except the port that each web process gets for itself. */
export function chaosEnvironment(
  world: ChaosWorld,
  stores: { databaseUrl: string; redisUrl: string | null },
  unsafe: boolean,
): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    NODE_ENV: 'development',
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'info',
    HOST: '127.0.0.1',
    DATABASE_URL: stores.databaseUrl,
    ...(stores.redisUrl === null ? {} : { REDIS_URL: stores.redisUrl }),
    ZENDESK_URL: world.zendesk.url,
    ZENDESK_CLIENT_ID: DEMO.zendeskClient.clientId,
    ZENDESK_CLIENT_SECRET: DEMO.zendeskClient.clientSecret,
    ZENDESK_WEBHOOK_SECRET: DEMO.webhookSecret,
    ZENDESK_ACCOUNT_ID: String(DEMO.accountId),
    SLACK_BOT_TOKEN: DEMO.slack.botToken,
    SLACK_SIGNING_SECRET: DEMO.slack.signingSecret,
    SLACK_CHANNEL: DEMO.slack.channel,
    // Thirty leads without agents of their own; who may press is not what chaos is about.
    SLACK_LINKED_AGENTS: 'optional',
    SECOND_PERSON: 'off',
    SLACK_API_URL: `${world.slack.url}/api/`,
    BACKOFFICE_URL: world.backoffice.url,
    BACKOFFICE_KEY: DEMO.backofficeKey,
    ALLOWED_LINK_HOSTS: 'kettleandpine.example',
    BRAIN: 'local',
    NODE_COMPILE_CACHE: join(tmpdir(), 'deskhand-chaos-code'),
    WORKER_CONCURRENCY: '6',
    // A proof by killing waits for many leases; the rules are the same, only faster.
    LEASE_SECONDS: '2.5',
    POLL_SECONDS: '1',
    WRITE_TIMEOUT_SECONDS: '2',
    ZENDESK_SWEEP_SECONDS: '30',
    ...(unsafe ? { CHAOS_UNSAFE: 'true' } : {}),
  };
}
