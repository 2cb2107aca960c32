import { marked } from 'marked';
import type { Database } from '../../src/platform/database.ts';
import { type OpenAiSandbox, startOpenAi } from '../../src/sandbox/openai-server.ts';
import { loadShop } from '../../src/sandbox/stories.ts';
import { startZendesk, type ZendeskSandbox } from '../../src/sandbox/zendesk-server.ts';
import { createInboxStore, type InboxStore } from '../../src/tickets/inbox-store.ts';
import { openDatabase } from './servers.ts';

/** Stand-ins and a durable Postgres for measurements of the whole worker. They run in the bench's own process, for both sides alike. */
export interface BenchDesk {
  database: DeskDatabase;
  zendesk: ZendeskSandbox;
  openAi: OpenAiSandbox;
  inbox: InboxStore;
  /** The variables of our processes. */
  environment: Record<string, string>;
  /** Makes tickets at the stand-in; nobody is told of them. Returns their ids. */
  write(count: number): number[];
  /** Stores one event for each ticket, old enough to be due at once, and returns when they are durable. */
  announce(ticketIds: readonly number[]): Promise<void>;
  close(): Promise<void>;
}

export type DeskDatabase = Database & { url: string };

export interface DeskOptions {
  /** How long the model stand-in thinks over each call, in ms. */
  latencyMs: number;
  /** Migrated, and closed with the desk; one of its own when left out. */
  database?: DeskDatabase;
}

/** Written so long ago that no settle wait is left: waiting is not what is measured. */
const AGE_MS = 60_000;
const UNLIMITED = 10_000_000;
const CLIENT = { clientId: 'bench', clientSecret: 'bench-secret', scopes: ['read', 'write'] };
const BOT = { id: 9_000_000, name: 'Deskhand', email: 'deskhand@kettleandpine.example' };
const QUESTIONS = [
  'Hello, there are white flakes floating in my Tarn kettle. What can I use to get rid of them, and is vinegar ok?',
  'Hi, how should I store the beans at home, and do they belong in the fridge? I bought three bags.',
  'I asked for a link to set a new password twenty minutes ago and nothing has come. What can I do now?',
  'Hi, I have too much coffee left. Can I skip just one Bean Club box, and until when do I have to decide?',
  'Good morning, from which order value on is shipping free to the Netherlands?',
];

export async function openDesk({ latencyMs, database: given }: DeskOptions): Promise<BenchDesk> {
  const shop = await loadShop(new Date());
  const [database, openAi, zendesk] = await Promise.all([
    given ?? openDatabase(),
    startOpenAi({ apiKey: 'bench-key', latencyMs }),
    startZendesk({
      account: { subdomain: 'kettleandpine', accountId: 1 },
      agents: [{ ...BOT, isBot: true, role: 'admin' }],
      endUsers: [],
      groups: ['Support'],
      articles: shop.articles.map(({ markdown, ...article }) => ({
        ...article,
        html: marked.parse(markdown, { async: false }),
      })),
      oauthClients: [{ ...CLIENT, actsAs: BOT.email }],
      clock: () => Date.now() - AGE_MS,
      limits: {
        requestsPerMinute: UNLIMITED,
        ticketUpdatesPerMinute: UNLIMITED,
        updatesPerTicketPerTenMinutes: UNLIMITED,
      },
    }),
  ]);
  const inbox = createInboxStore(database);
  let written = 0;
  return {
    database,
    zendesk,
    openAi,
    inbox,
    environment: environmentOf({ database, zendesk, openAi }),
    write: (count) => Array.from({ length: count }, () => writeTicket(zendesk, written++)),
    announce: (ticketIds) => announce({ database, inbox }, ticketIds),
    close: async () => {
      await Promise.all([zendesk.close(), openAi.close()]);
      await database.close();
    },
  };
}

/** What a worker needs before it can answer. */
export async function hasKnowledge({ database }: Pick<BenchDesk, 'database'>): Promise<boolean> {
  const { rowCount } = await database.pool.query('select 1 from kb_sync where finished_at is not null');
  return rowCount === 1;
}

function writeTicket(zendesk: ZendeskSandbox, index: number): number {
  const text = `${QUESTIONS[index % QUESTIONS.length] ?? ''}\n\nThanks, Casey`;
  const message = { name: `Casey ${index}`, email: `casey.${index}@mail.example`, subject: 'A question', text };
  return zendesk.createTicketAsCustomer(message).id;
}

async function announce(
  { database, inbox }: Pick<BenchDesk, 'database' | 'inbox'>,
  ticketIds: readonly number[],
): Promise<void> {
  for (const ticketId of ticketIds) {
    const name = `bench-${ticketId}`;
    await inbox.accept({
      source: 'zendesk',
      account: '1',
      eventId: name,
      kind: 'zen:event-type:ticket.created',
      ticketId,
      signed: Buffer.from(name),
      body: Buffer.from('{}'),
      ignored: null,
    });
  }
  // A burst is over two seconds after its last event; that wait is the same for every ticket and nobody's overhead.
  await database.pool.query(
    `update inbox set received_at = now() - interval '3 seconds', next_at = now() - interval '3 seconds'
      where state = 'received' and ticket_id = any($1)`,
    [ticketIds],
  );
}

function environmentOf({
  database,
  zendesk,
  openAi,
}: Pick<BenchDesk, 'database' | 'zendesk' | 'openAi'>): Record<string, string> {
  return {
    DATABASE_URL: database.url,
    ...(process.env['REDIS_URL'] ? { REDIS_URL: process.env['REDIS_URL'], QUEUE_NAME: `bench-${process.pid}` } : {}),
    LOG_LEVEL: 'warn',
    HOST: '127.0.0.1',
    ZENDESK_URL: zendesk.url,
    ZENDESK_CLIENT_ID: CLIENT.clientId,
    ZENDESK_CLIENT_SECRET: CLIENT.clientSecret,
    ZENDESK_WEBHOOK_SECRET: 'bench-secret',
    BRAIN: 'openai',
    OPENAI_API_KEY: 'bench-key',
    OPENAI_BASE_URL: openAi.url,
  };
}
