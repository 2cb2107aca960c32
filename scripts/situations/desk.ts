import { createServer } from 'node:http';
import { marked } from 'marked';
import { buildWeb } from '../../src/app.ts';
import { closeFloorLast, openFloor } from '../../src/app-floor.ts';
import { startWork } from '../../src/app-work.ts';
import { loadConfig } from '../../src/config.ts';
import { sleep } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { closeServer, freePort, listen } from '../../src/platform/http.ts';
import { migrateQueue } from '../../src/queue/queue.ts';
import { type BackofficeSandbox, startBackoffice } from '../../src/sandbox/backoffice-server.ts';
import { loadShop } from '../../src/sandbox/stories.ts';
import { openTestDatabase } from '../../src/sandbox/test-database.ts';
import { startZendesk, type ZendeskSandbox } from '../../src/sandbox/zendesk-server.ts';
import { loadTaxonomy } from '../../src/tickets/intent.ts';
import { RUNTIME_SCOPES, SETUP_SCOPES } from '../../src/zendesk/scopes.ts';
import type { WebhookKind } from '../../src/zendesk/setup/wanted.ts';
import { runSetup } from '../setup-zendesk-parts/run-setup.ts';

export interface Desk {
  zendesk: ZendeskSandbox;
  backoffice: BackofficeSandbox;
  /** Where the account's webhook calls. */
  endpoint: string;
  database: Database;
  agents: { bot: number; mira: number };
  /** When setup was over and the product itself began to ask, by the account's clock. */
  openedAt: number;
  /** Until nothing is waiting for the ticket any more. */
  quiet(ticketId: number): Promise<void>;
  close(): Promise<void>;
}

const QUIET_MS = 30_000;
const TICKET_AGE_MS = 60_000;
export const MIRA = 'mira@kettleandpine.example';
export const DISCLOSURE = 'Drafted with AI and checked by a person.';

/** The product's own web and worker, put together by app.ts in this process, with the stand-ins around them. */
export async function openDesk(
  servers: { postgresUrl: string; redisUrl: string },
  kind: WebhookKind = 'events',
): Promise<Desk> {
  const database = await openTestDatabase(servers.postgresUrl);
  await migrateQueue(database.url);
  const webPort = await freePort();
  const shop = await loadShop(new Date());
  const [zendesk, backoffice] = await Promise.all([openAccount(shop), startBackoffice({ ...shop, apiKey: 'key' })]);
  const secret = await setUp(zendesk.url, webPort, kind);
  const openedAt = Date.now() - TICKET_AGE_MS;
  const floor = openFloor(
    loadConfig({
      LOG_LEVEL: process.env['DESK_LOG'] ?? 'silent',
      DATABASE_URL: database.url,
      REDIS_URL: servers.redisUrl,
      // The test files run side by side on one Redis.
      QUEUE_NAME: `desk-${webPort}`,
      ZENDESK_URL: zendesk.url,
      ZENDESK_CLIENT_ID: 'run',
      ZENDESK_CLIENT_SECRET: 'right',
      ZENDESK_WEBHOOK_SECRET: secret,
      BACKOFFICE_URL: backoffice.url,
      BACKOFFICE_KEY: 'key',
      BRAIN: 'local',
      ALLOWED_LINK_HOSTS: 'kettleandpine.example,127.0.0.1',
      DISCLOSURE_LINE: DISCLOSURE,
    }),
    'desk',
  );
  const web = await buildWeb(floor);
  const server = createServer(web.express);
  await listen(server, webPort);
  await startWork(floor);
  floor.shutdown.add('intake', () => closeServer(server));
  closeFloorLast(floor);
  const idOf = (email: string) => zendesk.users().find((user) => user.email === email)?.id ?? 0;
  await knowledgeIsRead(database);
  return {
    zendesk,
    backoffice,
    endpoint: `http://127.0.0.1:${webPort}/webhooks/zendesk`,
    database,
    openedAt,
    agents: { bot: idOf('deskhand@kettleandpine.example'), mira: idOf(MIRA) },
    quiet: (ticketId) => quiet(database, zendesk, ticketId),
    async close() {
      await floor.shutdown.run();
      await Promise.all([zendesk.close(), backoffice.close(), database.close()]);
    },
  };
}

/** The account is set up as a customer does it, with our own command. Answers the signing secret that it prints. */
async function setUp(zendeskUrl: string, webPort: number, kind: WebhookKind): Promise<string> {
  const lines: string[] = [];
  const environment = {
    ZENDESK_URL: zendeskUrl,
    ZENDESK_SETUP_CLIENT_ID: 'setup',
    ZENDESK_SETUP_CLIENT_SECRET: 'right',
    PUBLIC_URL: `http://127.0.0.1:${webPort}`,
  };
  const code = await runSetup(['--webhook', kind], environment, (line) => lines.push(line));
  if (code !== 0) throw new Error(lines.join('\n'));
  return lines.join('\n').split('ZENDESK_WEBHOOK_SECRET=')[1] ?? '';
}

async function openAccount(shop: Awaited<ReturnType<typeof loadShop>>): Promise<ZendeskSandbox> {
  const taxonomy = await loadTaxonomy('prompts/intents.yaml');
  return startZendesk({
    account: { subdomain: 'kettleandpine', accountId: 1 },
    agents: [
      { name: 'Deskhand', email: 'deskhand@kettleandpine.example', isBot: true },
      { name: 'Mira Jansen', email: MIRA, role: 'admin' },
    ],
    endUsers: shop.customers.map(({ name, email, verified, locale }) => ({ name, email, verified, locale })),
    groups: [...new Set(taxonomy.intents.map(({ group }) => group))],
    articles: shop.articles.map(({ markdown, ...article }) => ({
      ...article,
      html: marked.parse(markdown, { async: false }),
    })),
    oauthClients: [
      { clientId: 'run', clientSecret: 'right', scopes: [...RUNTIME_SCOPES] },
      { clientId: 'setup', clientSecret: 'right', scopes: [...SETUP_SCOPES], actsAs: MIRA },
    ],
    // Everything on the tickets is a minute old, so that no test sits out the settle wait.
    clock: () => Date.now() - TICKET_AGE_MS,
    limits: { requestsPerMinute: 2_500, ticketUpdatesPerMinute: 300 },
  });
}

async function knowledgeIsRead(database: Database): Promise<void> {
  await until(async () => {
    const { rows } = await database.pool.query('select 1 from kb_sync where finished_at is not null');
    return rows.length > 0;
  }, 'the knowledge was not read');
}

/** Nothing is delivered, waiting, open or due for the ticket, three looks in a row. */
async function quiet(database: Database, zendesk: ZendeskSandbox, ticketId: number): Promise<void> {
  let calm = 0;
  await until(async () => {
    const { rows } = await database.pool.query<{ busy: number }>(
      `select (select count(*) from inbox where ticket_id = $1 and state = 'received')
         + (select count(*) from turn t join ticket_case c on c.id = t.case_id where c.ticket_id = $1 and t.state = 'open')
         + (select count(*) from effect e join ticket_case c on c.id = e.case_id
            where c.ticket_id = $1 and e.state in ('planned', 'sending', 'unknown') and e.kind <> 'slack_card') as busy`,
      [ticketId],
    );
    const isKnown = await database.pool.query('select 1 from inbox where ticket_id = $1', [ticketId]);
    calm = Number(rows[0]?.busy) === 0 && isKnown.rows.length > 0 && zendesk.ticket(ticketId) ? calm + 1 : 0;
    return calm >= 3;
  }, `ticket ${ticketId} did not come to rest`);
}

async function until(holds: () => Promise<boolean>, otherwise: string): Promise<void> {
  const end = performance.now() + QUIET_MS;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(otherwise);
    await sleep(120);
  }
}
