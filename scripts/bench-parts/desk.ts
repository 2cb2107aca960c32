import { join } from 'node:path';
import { marked } from 'marked';
import { createRandom } from '../../src/agents/local/random.ts';
import { sleep } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { SettingStore } from '../../src/rollout/settings.ts';
import { type OpenAiSandbox, startOpenAi } from '../../src/sandbox/openai-server.ts';
import { loadShop, type Shop } from '../../src/sandbox/stories.ts';
import { startZendesk, type ZendeskSandbox } from '../../src/sandbox/zendesk-server.ts';
import { createInboxStore } from '../../src/tickets/inbox-store.ts';
import { loadTaxonomy, type Taxonomy } from '../../src/tickets/intent.ts';
import { castOf } from '../chaos-parts/cast.ts';
import { ROOT } from './servers.ts';

/** A help desk with customers who write, and a model that takes the same time for every answer. */
export interface Desk {
  zendesk: ZendeskSandbox;
  openAi: OpenAiSandbox;
  /** Of a product that works here; add where its database is. */
  environment: Record<string, string>;
  /** Customers write; answers their tickets. Nobody is told yet. */
  write(count: number): number[];
  /** Puts the webhooks of these tickets into the inbox, as the web process would. */
  tell(database: Database, ticketIds: readonly number[]): Promise<void>;
  /** Resolves when the bot has written on each of these tickets; answers when it did, by performance.now(). */
  written(ticketIds: readonly number[], patienceMs: number): Promise<Map<number, number>>;
  close(): Promise<void>;
}

export const CLIENT = { clientId: 'bench', clientSecret: 'bench-secret', scopes: ['read', 'write'] };
export const MODEL_KEY = 'bench-key';
const UNLIMITED = 10_000_000;
const BOT = { id: 9_000_000, name: 'Deskhand', email: 'deskhand@kettleandpine.example' };

export async function openDesk(input: { tickets: number; latencyMs: number }): Promise<Desk> {
  const taxonomy = await loadTaxonomy(join(ROOT, 'prompts/intents.yaml'));
  const cast = castOf(input.tickets, await loadShop(new Date()), createRandom(11));
  const [zendesk, openAi] = await Promise.all([
    openZendesk(cast.shop, taxonomy),
    startOpenAi({ apiKey: MODEL_KEY, latencyMs: input.latencyMs }),
  ]);
  const waiting = cast.tickets.values();
  const done = new Map<number, number>();
  const stop = zendesk.subscribe((notice) => {
    if (notice.kind === 'ticket' && notice.write.actorId === BOT.id && !done.has(notice.ticketId))
      done.set(notice.ticketId, performance.now());
  });
  return {
    zendesk,
    openAi,
    environment: environmentOf(zendesk, openAi),
    write: (count) =>
      Array.from({ length: count }, () => {
        const next = waiting.next().value;
        if (!next) throw new Error('All tickets of this bench are written');
        return zendesk.createTicketAsCustomer(next).id;
      }),
    tell,
    written: (ticketIds, patienceMs) => written(done, ticketIds, patienceMs),
    async close() {
      stop();
      await Promise.all([zendesk.close(), openAi.close()]);
    },
  };
}

/** Notes on the ticket and nobody asked: the way of a ticket without a human in the loop. */
export async function withoutQuestions(database: Database): Promise<void> {
  const taxonomy = await loadTaxonomy(join(ROOT, 'prompts/intents.yaml'));
  const modes = Object.fromEntries(taxonomy.intents.map(({ label }) => [label, 'assist' as const]));
  await new SettingStore(database).set('modes', modes, 'bench');
}

export async function knowledgeIsRead(database: Database): Promise<boolean> {
  const { rows } = await database.pool.query('select 1 from kb_sync where finished_at is not null limit 1');
  return rows.length > 0;
}

function environmentOf(zendesk: ZendeskSandbox, openAi: OpenAiSandbox): Record<string, string> {
  return {
    NODE_ENV: 'development',
    LOG_LEVEL: 'info',
    ZENDESK_URL: zendesk.url,
    ZENDESK_CLIENT_ID: CLIENT.clientId,
    ZENDESK_CLIENT_SECRET: CLIENT.clientSecret,
    ZENDESK_WEBHOOK_SECRET: 'bench-secret',
    BRAIN: 'openai',
    OPENAI_API_KEY: MODEL_KEY,
    OPENAI_BASE_URL: openAi.url,
    ALLOWED_LINK_HOSTS: 'kettleandpine.example',
  };
}

function openZendesk(shop: Shop, taxonomy: Taxonomy): Promise<ZendeskSandbox> {
  return startZendesk({
    account: { subdomain: 'kettleandpine', accountId: 1 },
    agents: [{ ...BOT, isBot: true, role: 'admin' }],
    endUsers: shop.customers.map(({ name, email, verified, locale }) => ({ name, email, verified, locale })),
    groups: [...new Set(taxonomy.intents.map(({ group }) => group))],
    articles: shop.articles.map(({ markdown, ...article }) => ({
      ...article,
      html: marked.parse(markdown, { async: false }),
    })),
    oauthClients: [{ ...CLIENT, actsAs: BOT.email }],
    intentLabels: taxonomy.intents.map(({ label }) => label),
    limits: {
      requestsPerMinute: UNLIMITED,
      ticketUpdatesPerMinute: UNLIMITED,
      updatesPerTicketPerTenMinutes: UNLIMITED,
    },
  });
}

async function tell(database: Database, ticketIds: readonly number[]): Promise<void> {
  const inbox = createInboxStore(database);
  for (const ticketId of ticketIds) {
    const body = Buffer.from(JSON.stringify({ ticket_id: ticketId }));
    await inbox.accept({
      source: 'zendesk',
      account: '1',
      eventId: `bench-${ticketId}`,
      kind: 'ticket.created',
      ticketId,
      signed: body,
      body,
      ignored: null,
    });
  }
}

async function written(
  done: ReadonlyMap<number, number>,
  ticketIds: readonly number[],
  patienceMs: number,
): Promise<Map<number, number>> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const missing = ticketIds.filter((id) => !done.has(id));
    if (missing.length === 0) return new Map(ticketIds.map((id) => [id, done.get(id) ?? 0]));
    if (performance.now() > until)
      throw new Error(`${missing.length} of ${ticketIds.length} tickets had no note after ${patienceMs / 1_000} s`);
    await sleep(5);
  }
}
