import express, { type Express } from 'express';
import helmet from 'helmet';
import { createBrain } from './agents/create-brain.ts';
import type { Config, SlackConfig } from './config.ts';
import { deliver } from './effects/deliver.ts';
import type { EffectHandlers } from './effects/effect.ts';
import { EffectStore } from './effects/effect-store.ts';
import type { KnowledgeSource } from './knowledge/article.ts';
import { createIndexStore } from './knowledge/index-store.ts';
import { createSearch } from './knowledge/search.ts';
import { createFilesSource } from './knowledge/sources/files.ts';
import { syncSource } from './knowledge/sync.ts';
import { createMetrics, type Metrics } from './metrics/prometheus.ts';
import { afterEffect } from './pipeline/after-effect.ts';
import { ringForArrivals, startPoller } from './pipeline/due.ts';
import { loadHouseRules } from './pipeline/house-rules.ts';
import { type PipelineDeps, workOnTicket } from './pipeline/pipeline.ts';
import { createToolRun } from './pipeline/tool-run.ts';
import { everySoOften, systemClock } from './platform/clock.ts';
import { createDatabase, type Database } from './platform/database.ts';
import { readiness } from './platform/health.ts';
import { createLog, type Log } from './platform/log.ts';
import { Shutdown } from './platform/shutdown.ts';
import type { JobHandlers } from './queue/jobs.ts';
import { createQueue, type JobQueue, startWorker } from './queue/queue.ts';
import { type DecisionDeps, type DecisionRequest, decide } from './review/decisions.ts';
import { ReviewStore } from './review/review-store.ts';
import { SettingStore } from './rollout/settings.ts';
import type { SlackReceiver } from './slack/bolt-app.ts';
import { createSlackHandlers, createSlackPresses } from './slack/slack-door.ts';
import { createUnconnectedCards } from './slack/unconnected.ts';
import { createCaseStore } from './tickets/case-store.ts';
import type { Helpdesk } from './tickets/helpdesk.ts';
import { createInboxStore } from './tickets/inbox-store.ts';
import { loadTaxonomy, type Taxonomy } from './tickets/intent.ts';
import { createBackofficeHttp } from './tools/backoffice-http.ts';
import { legacyTokenAccess, OauthAccess } from './zendesk/access.ts';
import { createZendeskHelpdesk } from './zendesk/client.ts';
import { createHelpCenterSource } from './zendesk/help-center.ts';
import { createTicketEffects } from './zendesk/ticket-effects.ts';
import { createTransport, type ZendeskTransport } from './zendesk/transport.ts';
import { zendeskWebhook } from './zendesk/webhook.ts';

/** What every process stands on. Nothing here waits for the outside: processes start although a neighbour is down. */
export interface Floor {
  config: Config;
  log: Log;
  database: Database;
  metrics: Metrics;
  queue: JobQueue;
  reviews: ReviewStore;
  shutdown: Shutdown;
}

/** 20 connections let Postgres commit many small inserts together; more gained nothing where it was measured. */
const POOL_SIZE = 20;
const POLL_MS = 2_000;

export function openFloor(config: Config, name: string): Floor {
  const log = createLog({ level: config.logLevel, name });
  const database = createDatabase({ url: config.databaseUrl, poolSize: POOL_SIZE, log, connectTimeoutMs: 1_000 });
  const queue = createQueue({
    name: config.queueName,
    redisUrl: config.redisUrl,
    databaseUrl: config.databaseUrl,
    log,
  });
  return {
    config,
    log,
    database,
    metrics: createMetrics(),
    queue,
    reviews: new ReviewStore(database),
    shutdown: new Shutdown(log),
  };
}

/** Last in the order of stopping. */
export function closeFloorLast({ shutdown, queue, database }: Floor): void {
  shutdown.add('queue', () => queue.close());
  shutdown.add('database', () => database.close());
}

function openTransport({ config, log }: Floor): ZendeskTransport {
  const { url, access } = config.zendesk;
  const shared = { baseUrl: url, fetch, clock: systemClock };
  return createTransport({
    ...shared,
    access: access.kind === 'oauth' ? new OauthAccess({ ...shared, ...access, log }) : legacyTokenAccess(access),
  });
}

function openHelpdesk(floor: Floor, transport: ZendeskTransport): Helpdesk {
  return createZendeskHelpdesk({ baseUrl: floor.config.zendesk.url, transport, clock: systemClock, log: floor.log });
}

function decisionDeps({ config, reviews, queue }: Floor): DecisionDeps {
  return { reviews, doorbell: queue, disclosure: config.disclosure, checks: config.checks };
}

/** The web process: takes webhooks and presses, answers health and numbers. Thinks about nothing. */
export async function buildWeb(floor: Floor): Promise<{ express: Express; slack: SlackReceiver | null }> {
  const { config, log, database, queue, metrics } = floor;
  const slack = config.slack?.signingSecret
    ? createSlackPresses(pressDeps(floor, { ...config.slack, appToken: null }))
    : null;
  const web = express();
  web.disable('x-powered-by');
  // Both check signatures over raw bytes, so they stand before anything that would read the body.
  if (slack?.router) web.use(slack.router);
  const inbox = createInboxStore(database);
  const secrets = config.zendesk.webhookSecrets;
  const delivered = { delivery: (result: string) => metrics.webhooks.inc({ result }) };
  web.use(
    '/webhooks/zendesk',
    zendeskWebhook({
      inbox,
      doorbell: queue,
      secrets,
      accountId: config.zendesk.accountId,
      clock: systemClock,
      log,
      metrics: delivered,
    }),
  );
  web.use(helmet());
  web.get('/health/live', (_request, response) => void response.json({ status: 'live' }));
  web.get(
    '/health/ready',
    readiness({ database: () => database.pool.query('select 1').then(() => true), queue: () => queue.isReady() }),
  );
  web.get(
    '/metrics',
    async (_request, response) =>
      void response.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
  return { express: web, slack };
}

/** Socket Mode, for sites that Slack cannot reach over HTTP. */
export function buildSlack(floor: Floor): SlackReceiver {
  const { slack } = floor.config;
  if (!slack?.appToken)
    throw new Error(
      'SLACK_APP_TOKEN is missing: the slack process is for Socket Mode; over HTTP the web process is enough',
    );
  return createSlackPresses(pressDeps(floor, slack));
}

function pressDeps(floor: Floor, config: SlackConfig) {
  const deps = decisionDeps(floor);
  const { log, reviews, metrics } = floor;
  return {
    config,
    log,
    clock: systemClock,
    reviews,
    decide: async (request: DecisionRequest) => {
      const result = await decide(deps, request);
      metrics.decisions.inc({ kind: result.kind === 'decided' ? request.kind : 'refused' });
      return result;
    },
  };
}

/** The worker process: everything that thinks and everything that goes out. */
export async function startWork(floor: Floor): Promise<void> {
  const { config, log, database, queue, shutdown } = floor;
  const taxonomy = await loadTaxonomy(`${config.promptsDir}/intents.yaml`);
  const transport = openTransport(floor);
  const helpdesk = openHelpdesk(floor, transport);
  const backoffice = config.backoffice
    ? createBackofficeHttp({ url: config.backoffice.url, apiKey: config.backoffice.key })
    : null;
  const pipeline = await buildPipeline(floor, { taxonomy, helpdesk, backoffice });
  const effects = new EffectStore(database);
  const cards = config.slack
    ? createSlackHandlers({ config: config.slack, reviews: floor.reviews, log, clock: systemClock })
    : createUnconnectedCards();
  const handlers: EffectHandlers = { ...createTicketEffects(helpdesk), ...cards, tool_run: createToolRun(backoffice) };
  const delivery = {
    effects,
    handlers,
    doorbell: queue,
    log,
    owner: pipeline.owner,
    onFinished: afterEffect.bind(null, floor.metrics),
  };
  const store = createIndexStore(database);
  const sources = knowledgeSources(config, transport);
  const jobs: JobHandlers = {
    'inbox.arrived': () => ringForArrivals(pipeline),
    'ticket.changed': ({ ticketId }) => workOnTicket(pipeline, ticketId),
    'effect.deliver': ({ effectId }) => deliver(delivery, effectId),
    'knowledge.sync': async ({ source }) => {
      for (const each of sources.filter(({ name }) => name === source))
        log.info(await syncSource(each, store, database), 'knowledge synced');
    },
  };
  const worker = startWorker({
    name: config.queueName,
    redisUrl: config.redisUrl,
    databaseUrl: config.databaseUrl,
    log,
    concurrency: config.worker.concurrency,
    handlers: jobs,
  });
  const poller = startPoller({ ...pipeline, effects }, POLL_MS);
  const sync = everySoOften(config.zendesk.syncMinutes * 60_000, () => {
    for (const { name } of sources) void queue.ring('knowledge.sync', { source: name });
  });
  shutdown.add('poller', () => poller.stop());
  shutdown.add('sync', () => sync.stop());
  shutdown.add('worker', () => worker.stop());
}

type Outside = { taxonomy: Taxonomy; helpdesk: Helpdesk; backoffice: PipelineDeps['backoffice'] };

async function buildPipeline(floor: Floor, outside: Outside): Promise<PipelineDeps> {
  const { config, log, database, queue, metrics, reviews } = floor;
  return {
    ...outside,
    ...(await loadHouseRules(database, config.promptsDir)),
    brain: await createBrain({ ...config, taxonomy: outside.taxonomy, clock: systemClock, log }),
    search: createSearch({ database }),
    inbox: createInboxStore(database),
    cases: createCaseStore(database),
    settings: new SettingStore(database),
    reviews,
    doorbell: queue,
    metrics,
    log,
    clock: systemClock,
    checks: config.checks,
    disclosure: config.disclosure,
    defaultLocale: config.knowledge.defaultLocale,
    reviewExpiryMs: config.reviewExpiryMs,
    owner: `worker-${process.pid}-${Date.now().toString(36)}`,
    onStage: (stage, ms) => metrics.stageSeconds.observe({ stage }, ms / 1_000),
  };
}

function knowledgeSources({ knowledge }: Config, transport: ZendeskTransport): KnowledgeSource[] {
  const sources: KnowledgeSource[] = [];
  if (knowledge.helpCenter) sources.push(createHelpCenterSource({ transport }));
  if (knowledge.files) sources.push(createFilesSource({ path: knowledge.files, locale: knowledge.defaultLocale }));
  return sources;
}
