import { createServer, type Server } from 'node:http';
import express from 'express';
import { deliver } from '../effects/deliver.ts';
import type { EffectHandlers } from '../effects/effect.ts';
import { EffectStore } from '../effects/effect-store.ts';
import type { FoundPassage } from '../knowledge/article.ts';
import { createMetrics } from '../metrics/prometheus.ts';
import { systemClock } from '../platform/clock.ts';
import { closeServer, listen } from '../platform/http.ts';
import { silentLog } from '../platform/log.ts';
import type { Doorbell, JobName, JobPayload } from '../queue/jobs.ts';
import { ReviewStore } from '../review/review-store.ts';
import { SettingStore } from '../rollout/settings.ts';
import { openTestDatabase } from '../sandbox/test-database.ts';
import { openTestZendesk, type TestZendesk } from '../sandbox/test-zendesk.ts';
import type { ZendeskOptions } from '../sandbox/zendesk/options.ts';
import { createUnconnectedCards } from '../slack/unconnected.ts';
import { createCaseStore } from '../tickets/case-store.ts';
import { createInboxStore } from '../tickets/inbox-store.ts';
import { parseTaxonomy } from '../tickets/intent.ts';
import { FakeBackoffice } from '../tools/backoffice.fake.ts';
import { createOwnUserLookUp, rememberOwnUser } from '../zendesk/own-user.ts';
import { createTicketEffects } from '../zendesk/ticket-effects.ts';
import { zendeskWebhook } from '../zendesk/webhook.ts';
import { afterEffect } from './after-effect.ts';
import { type PipelineDeps, workOnTicket } from './pipeline.ts';
import { ScriptedBrain } from './scripted-brain.fake.ts';
import { createToolRun } from './tool-run.ts';

const INTENT = {
  name: 'Return an item',
  description: 'd',
  examples: ['a', 'b', 'c'],
  specialist: 'orders',
  group: 'Support',
};
const TAXONOMY = parseTaxonomy(
  JSON.stringify({
    version: 1,
    intents: [
      { ...INTENT, label: 'return_item', risk: 'low', rollout: 'supervised' },
      { ...INTENT, label: 'account_security', risk: 'always_human', rollout: 'assist' },
    ],
  }),
  'test',
);
const TEXT = 'You can return an item within 30 days of delivery.';
const PASSAGE: FoundPassage = {
  id: 1,
  articleId: 'a1',
  version: 'v1',
  title: 'Returns',
  headingPath: ['Returns'],
  anchor: null,
  locale: 'en',
  visibility: 'public',
  url: 'https://shop.example/hc/1',
  text: TEXT,
  charFrom: 0,
  charTo: TEXT.length,
  updatedAt: new Date('2026-01-01'),
  score: 9,
};
const SECRET = 'webhook-secret';

/** Remembers rings and hands them out once each, as the queue does; nothing runs by itself. */
export class HeldDoorbell implements Doorbell {
  readonly rung = new Map<string, () => [JobName, unknown]>();
  urgent = new Set<string>();
  async ring<N extends JobName>(
    name: N,
    payload: JobPayload<N>,
    options: { urgent?: boolean; again?: boolean } = {},
  ): Promise<void> {
    const key = `${name} ${JSON.stringify(payload)}`;
    this.rung.set(key, () => [name, payload]);
    if (options.urgent) this.urgent.add(key);
  }
}

export type TestEngine = Awaited<ReturnType<typeof openEngine>>;

/** The engine on a real Postgres, with the Zendesk stand-in around it, its webhooks going over HTTP; turned by hand. */
export async function openEngine(postgresUrl: string, settings: Partial<ZendeskOptions> = {}) {
  const [database, zendesk] = await Promise.all([
    openTestDatabase(postgresUrl),
    openTestZendesk({
      limits: { requestsPerMinute: 100_000, ticketUpdatesPerMinute: 10_000 },
      delivery: { retryDelayMs: 20 },
      ...settings,
    }),
  ]);
  const doorbell = new HeldDoorbell();
  const inbox = createInboxStore(database);
  await rememberOwnUser(database, await zendesk.helpdesk.ownUserId());
  const ownUserId = createOwnUserLookUp({ database, clock: systemClock, log: silentLog });
  const server = await openWeb({ inbox, doorbell, ownUserId });
  zendesk.sandbox.setWebhook({ endpoint: `${server.url}/webhooks/zendesk`, secret: SECRET });
  const inside = openInside({ database, zendesk, doorbell });
  return {
    database,
    zendesk,
    sandbox: zendesk.sandbox,
    doorbell,
    inbox,
    ...inside,
    ...controls({ ...inside, doorbell, database, zendesk }),
    close: async () => {
      await zendesk.close();
      await closeServer(server.server);
      await database.close();
    },
  };
}

interface Outside {
  database: Awaited<ReturnType<typeof openTestDatabase>>;
  zendesk: TestZendesk;
  doorbell: HeldDoorbell;
}

/** What a worker is made of. */
function openInside({ database, zendesk, doorbell }: Outside) {
  const brain = new ScriptedBrain();
  const backoffice = new FakeBackoffice();
  const effects = new EffectStore(database);
  const deps: PipelineDeps = {
    helpdesk: zendesk.helpdesk,
    brain,
    owner: 'worker-a',
    leaseMs: 8_000,
    taxonomy: TAXONOMY,
    backoffice: null,
    defaultLocale: 'en',
    clock: systemClock,
    log: silentLog,
    metrics: createMetrics(),
    disclosure: null,
    search: { search: async () => ({ passages: [PASSAGE], answerability: 0.9, features: {} }) },
    inbox: createInboxStore(database),
    cases: createCaseStore(database),
    reviews: new ReviewStore(database),
    settings: new SettingStore(database),
    doorbell,
    checks: { allowedHosts: ['shop.example'] },
    reviewExpiryMs: 3_600_000,
    onStage: () => {},
  };
  const handlers: EffectHandlers = {
    ...createTicketEffects(zendesk.helpdesk),
    ...createUnconnectedCards(),
    tool_run: createToolRun(backoffice),
  };
  const follow = afterEffect.bind(null, deps.metrics);
  const timing = { leaseMs: 8_000, unknownWaitMs: 11_000 };
  const delivery = (owner = 'worker-a') => ({ effects, handlers, doorbell, log: silentLog, owner, ...timing, follow });
  return { brain, backoffice, effects, deps, handlers, delivery };
}

type Parts = Outside & Pick<ReturnType<typeof openInside>, 'deps' | 'delivery'>;

function controls({ doorbell, deps, delivery, database, zendesk }: Parts) {
  const rows = async (sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
    (await database.pool.query(sql, values)).rows;
  return {
    rows,
    /** Does what the bells ask for until they are silent. */
    async run(): Promise<void> {
      for (let first = doorbell.rung.entries().next(); !first.done; first = doorbell.rung.entries().next()) {
        const [key, job] = first.value;
        doorbell.rung.delete(key);
        const [name, payload] = job();
        const id = payload as { ticketId: number; effectId: number };
        if (name === 'ticket.changed') await workOnTicket(deps, id.ticketId);
        if (name === 'effect.deliver') await deliver(delivery(), id.effectId);
      }
    },
    deliver: (effectId: number, owner?: string) => deliver(delivery(owner), effectId),
    work: (ticketId: number, changed: Partial<PipelineDeps> = {}) => workOnTicket({ ...deps, ...changed }, ticketId),
    /** What was put off is due now. */
    makeDue: () =>
      rows(`with a as (update effect set next_at = now() where state in ('planned', 'unknown')),
      b as (update turn set next_at = now() where state = 'open') update inbox set next_at = now() where state = 'received'`),
    /** Until the web has stored so many events of the ticket. */
    async arrived(count: number, where = 'true'): Promise<void> {
      for (let tries = 0; tries < 500; tries += 1) {
        const [row] = await rows(`select count(*)::int as n from inbox where ${where}`);
        if (Number(row?.['n']) >= count) return;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      throw new Error(`Fewer than ${count} events arrived`);
    },
    write: (text = 'Hello, how many days do I have to return my grinder to you? Thanks, Ana') =>
      zendesk.sandbox.createTicketAsCustomer({ name: 'Ana Costa', email: 'ana@example.net', subject: 'Return', text })
        .id,
    notes: (ticketId: number) =>
      zendesk.sandbox.comments(ticketId).filter((comment) => !comment.public && comment.authorId !== 0),
    replies: (ticketId: number) => {
      const customers = new Set([zendesk.sandbox.ticket(ticketId)?.requesterId]);
      return zendesk.sandbox.comments(ticketId).filter((comment) => comment.public && !customers.has(comment.authorId));
    },
  };
}

type WebDeps = Pick<Parameters<typeof zendeskWebhook>[0], 'inbox' | 'doorbell'> & { ownUserId: () => number | null };

async function openWeb(deps: WebDeps): Promise<{ server: Server; url: string }> {
  const app = express();
  app.use(
    '/webhooks/zendesk',
    zendeskWebhook({ ...deps, secrets: [SECRET], accountId: '22129848', clock: systemClock, log: silentLog }),
  );
  const server = createServer(app);
  return { server, url: `http://127.0.0.1:${await listen(server, 0)}` };
}
