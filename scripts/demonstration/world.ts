import { readFile, stat } from 'node:fs/promises';
import { marked } from 'marked';
import { freePort } from '../../src/platform/http.ts';
import { type BackofficeSandbox, startBackoffice } from '../../src/sandbox/backoffice-server.ts';
import { type OpenAiSandbox, startOpenAi } from '../../src/sandbox/openai-server.ts';
import { type SlackSandbox, startSlack } from '../../src/sandbox/slack-server.ts';
import type { Shop } from '../../src/sandbox/stories.ts';
import { startZendesk, type ZendeskSandbox } from '../../src/sandbox/zendesk-server.ts';
import { SHORTCUT } from '../../src/slack/surface-names.ts';
import { IDEAS } from './ideas.ts';
import type { DemoMessage } from './messages.ts';

/** The outside world of the demo: stand-ins over real HTTP, each with a page. */
export interface World {
  zendesk: ZendeskSandbox;
  slack: SlackSandbox;
  backoffice: BackofficeSandbox;
  openAi: OpenAiSandbox;
  webPort: number;
  close(): Promise<void>;
}

/** Values of the pretend accounts. They open nothing but the stand-ins on this machine. */
export const DEMO = {
  zendeskClient: { clientId: 'deskhand-demo', clientSecret: 'demo-client-secret', scopes: ['read', 'write'] },
  webhookSecret: 'demo-webhook-secret',
  accountId: 22_129_848,
  slack: { signingSecret: 'demo-signing-secret', botToken: 'xoxb-demo', appToken: 'xapp-demo', channel: 'C0REVIEW01' },
  backofficeKey: 'demo-backoffice-key',
  openAiKey: 'demo-openai-key',
} as const;

export const STAFF = [
  {
    slackId: 'U0MIRA0001',
    name: 'Mira Jansen',
    handle: 'mira',
    email: 'mira@kettleandpine.example',
    title: 'team lead',
    groups: ['Support', 'Billing'],
  },
  {
    slackId: 'U0TOM00001',
    name: 'Tom de Wit',
    handle: 'tom',
    email: 'tom@kettleandpine.example',
    title: 'billing lead',
    groups: ['Billing'],
  },
  {
    slackId: 'U0PRIYA001',
    name: 'Priya Nair',
    handle: 'priya',
    email: 'priya@kettleandpine.example',
    title: 'support agent',
    groups: ['Support', 'Wholesale', 'Trust & Safety'],
  },
] as const;

interface WorldInput {
  shop: Shop;
  messages: readonly DemoMessage[];
  intentLabels: string[];
  groups: string[];
  /** The shop's own articles; none where somebody's own knowledge takes their place. */
  withArticles: boolean;
}

export async function openWorld(input: WorldInput): Promise<World> {
  const webPort = await freePort();
  const zendesk = await openZendesk(input, webPort);
  const [slack, backoffice, openAi] = await Promise.all([
    openSlack(zendesk.url, webPort),
    startBackoffice({ ...input.shop, apiKey: DEMO.backofficeKey, shopName: 'Kettle & Pine' }),
    startOpenAi({ apiKey: DEMO.openAiKey, latencyMs: 300 }),
  ]);
  return {
    zendesk,
    slack,
    backoffice,
    openAi,
    webPort,
    close: async () => {
      await Promise.all([zendesk.close(), slack.close(), backoffice.close(), openAi.close()]);
    },
  };
}

function openZendesk(
  { shop, messages, intentLabels, groups, withArticles }: WorldInput,
  webPort: number,
): Promise<ZendeskSandbox> {
  const known = shop.customers.map(({ name, email, verified, locale, tier }) => ({
    name,
    email,
    verified,
    locale,
    ...(tier === 'vip' ? { tags: ['vip'] } : {}),
  }));
  const emails = new Set(known.map(({ email }) => email));
  const others = new Map(
    messages
      .filter(({ email }) => !emails.has(email))
      .map(({ name, email, locale }) => [email, { name, email, locale, verified: true }]),
  );
  const articles = withArticles
    ? shop.articles.map(({ markdown, ...article }) => ({ ...article, html: marked.parse(markdown, { async: false }) }))
    : [];
  return startZendesk({
    account: { subdomain: 'kettleandpine', accountId: DEMO.accountId },
    agents: [
      { name: 'Deskhand', email: 'deskhand@kettleandpine.example', isBot: true, role: 'admin' },
      ...STAFF.map(({ name, email, groups: own }) => ({ name, email, role: 'agent' as const, groups: [...own] })),
    ],
    endUsers: [...known, ...others.values()],
    groups,
    articles,
    oauthClients: [
      { ...DEMO.zendeskClient, scopes: [...DEMO.zendeskClient.scopes], actsAs: 'deskhand@kettleandpine.example' },
    ],
    intentLabels,
    ideas: IDEAS,
    webhook: { endpoint: `http://127.0.0.1:${webPort}/webhooks/zendesk`, secret: DEMO.webhookSecret },
    // The High Volume add-on: a demo plays in seconds what a team gets in an hour.
    limits: { requestsPerMinute: 2_500, ticketUpdatesPerMinute: 300 },
  });
}

function openSlack(zendeskUrl: string, webPort: number): Promise<SlackSandbox> {
  return startSlack({
    team: { id: 'T0KETTLE01', name: 'Kettle & Pine' },
    signingSecret: DEMO.slack.signingSecret,
    botToken: DEMO.slack.botToken,
    appToken: DEMO.slack.appToken,
    app: { id: 'A0DESKHAND', botId: 'B0DESKHAND', botUserId: 'U0DESKHAND', name: 'Deskhand' },
    users: STAFF.map(({ slackId, handle, name, email, title }) => ({
      id: slackId,
      name: handle,
      realName: name,
      email,
      title,
    })),
    channels: [
      {
        id: DEMO.slack.channel,
        name: 'support-review',
        isPrivate: true,
        members: [...STAFF.map(({ slackId }) => slackId), 'U0DESKHAND'],
        topic: 'Deskhand asks here before anything that matters',
      },
    ],
    commands: [{ command: '/deskhand', description: 'mine, ticket 1234, status, pause, resume' }],
    shortcuts: [{ callbackId: SHORTCUT, name: 'Send to case review' }],
    requestUrl: `http://127.0.0.1:${webPort}/slack/events`,
    zendeskUrl,
  });
}

/** Host names of somebody's own articles: drafts may link where the articles are. */
export async function hostsOf(path: string): Promise<string[]> {
  if ((await stat(path)).isDirectory()) return [];
  const found = (await readFile(path, 'utf8')).matchAll(/"url"\s*:\s*"https?:\/\/([^/":]+)/g);
  return [...new Set([...found].map(([, host = '']) => host.split('.').slice(-2).join('.')))].filter(
    (host) => host !== '',
  );
}
