import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { sleep } from '../../src/platform/clock.ts';
import { createDatabase, type Database } from '../../src/platform/database.ts';
import { silentLog } from '../../src/platform/log.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { dropQueue, migrateQueue } from '../../src/queue/queue.ts';
import { ReviewerLinks } from '../../src/review/reviewer-links.ts';
import { type EmbeddedPostgres, startPostgres } from '../../src/sandbox/postgres.ts';
import { loadShop, type Shop } from '../../src/sandbox/stories.ts';
import { loadTaxonomy } from '../../src/tickets/intent.ts';
import { environmentOf } from './environment.ts';
import { type DemoMessage, readMessages, shopMessages } from './messages.ts';
import type { DemoOptions } from './options.ts';
import { type Running, startProcesses } from './processes.ts';
import { openWorld, STAFF, type World } from './world.ts';

export interface House {
  world: World;
  database: Database;
  processes: Running;
  messages: DemoMessage[];
  /** The shop's customer who placed this order. */
  ownerOf(orderNumber: string): { name: string; email: string; locale: string };
  logFile: string;
  close(): Promise<void>;
}

const ROOT = join(import.meta.dirname, '..', '..');
const READY_MS = 120_000;

/** Everything of the demo, started: a real Postgres, the stand-ins, and the product's own web and worker processes. */
export async function openHouse(options: DemoOptions, say: (line: string) => void): Promise<House> {
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    say('Starting Postgres and the stand-ins for Zendesk, Slack, OpenAI and the shop');
    const shop = await loadShop(new Date());
    const taxonomy = await loadTaxonomy(join(ROOT, 'prompts', 'intents.yaml'));
    const messages = options.tickets === null ? shopMessages(shop) : await readMessages(options.tickets);
    const [postgres, world] = await Promise.all([
      startPostgres(),
      openWorld({
        shop,
        messages,
        intentLabels: taxonomy.intents.map(({ label }) => label),
        groups: [...new Set(taxonomy.intents.map(({ group }) => group))],
        withArticles: options.knowledge === null,
      }),
    ]);
    closers.push(
      () => postgres.stop(),
      () => world.close(),
    );
    const database = await prepareDatabase(postgres, world);
    closers.push(() => database.close());
    const queueName = `demo-${process.pid}-${Date.now().toString(36)}`;
    const { REDIS_URL: redisUrl } = process.env;
    if (redisUrl) closers.push(() => dropQueue(queueName, redisUrl));
    const logFile = await logFileOf();
    const processes = startProcesses({
      files: { web: join(ROOT, 'src/processes/web.ts'), worker: join(ROOT, 'src/processes/worker.ts') },
      environment: await environmentOf(options, world, { databaseUrl: database.url, queueName }),
      logFile,
      say,
    });
    closers.push(() => processes.stop());
    say('Reading the help-center articles');
    await ready(world, database, logFile);
    return {
      world,
      database,
      processes,
      messages,
      ownerOf: (orderNumber) => ownerOf(shop, orderNumber),
      logFile,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function ownerOf(shop: Shop, orderNumber: string): { name: string; email: string; locale: string } {
  const order = shop.orders.find(({ number }) => number === orderNumber);
  const owner = shop.customers.find(({ id }) => id === order?.customerId) ?? shop.customers[0];
  if (!owner) throw new Error('The demo shop has no customers');
  return owner;
}

async function prepareDatabase(postgres: EmbeddedPostgres, world: World): Promise<Database & { url: string }> {
  const url = await postgres.createDatabase('deskhand');
  const database = createDatabase({ url, poolSize: 5, log: silentLog });
  await migrate(database.pool);
  await migrateQueue(url);
  await pinStaff(world, database);
  return { ...database, url };
}

/** What an administrator does with ./scripts/pin-reviewer: the staff in Slack are the agents in Zendesk. */
async function pinStaff({ zendesk }: World, database: Database): Promise<void> {
  const overview = Overview.parse(await (await fetch(`${zendesk.url}/page/api/overview`)).json());
  const links = new ReviewerLinks(database);
  for (const { slackId, name, email } of STAFF) {
    const agent = overview.agents.find((candidate) => candidate.name === name);
    if (agent) await links.pin({ slackId, email, helpdeskUserId: agent.id }, 'demo');
  }
}

const Overview = z.object({ agents: z.array(z.object({ id: z.number(), name: z.string() })) });

async function logFileOf(): Promise<string> {
  const folder = join(ROOT, '.deskhand');
  await mkdir(folder, { recursive: true });
  return join(folder, `demo-${process.pid}.log`);
}

/** The web process answers and the worker has read all articles. */
async function ready(world: World, database: Database, logFile: string): Promise<void> {
  const until = performance.now() + READY_MS;
  for (;;) {
    const web = await fetch(`http://127.0.0.1:${world.webPort}/health/ready`).then(
      (response) => response.ok,
      () => false,
    );
    const { rows } = await database.pool.query<{ done: boolean }>(
      `select exists (select 1 from kb_sync where finished_at is not null) as done`,
    );
    if (web && rows[0]?.done) return;
    if (performance.now() > until)
      throw new Error(`Web and worker were not ready after ${READY_MS / 1_000} s; see ${logFile}`);
    await sleep(100);
  }
}
