import express, { type Express } from 'express';
import helmet from 'helmet';
import { createBrain } from './agents/create-brain.ts';
import { knowledgeSources } from './app-knowledge.ts';
import { deliveryTiming, type Outside, openEffectHandlers, openOutside } from './app-outside.ts';
import { pressDeps, startReminders } from './app-slack.ts';
import { startUpkeep, startWatch } from './app-upkeep.ts';
import type { Config } from './config.ts';
import { deliver } from './effects/deliver.ts';
import { EffectStore } from './effects/effect-store.ts';
import { createIndexStore } from './knowledge/index-store.ts';
import { createSearch } from './knowledge/search.ts';
import { syncSource } from './knowledge/sync.ts';
import { createMetrics, type Metrics } from './metrics/prometheus.ts';
import { afterEffect } from './pipeline/after-effect.ts';
import { ringForArrivals, startPoller } from './pipeline/due.ts';
import { loadHouseRules } from './pipeline/house-rules.ts';
import { type PipelineDeps, workOnTicket } from './pipeline/pipeline.ts';
import { systemClock } from './platform/clock.ts';
import { armCrashPoint } from './platform/crash-point.ts';
import { createDatabase, type Database } from './platform/database.ts';
import { messageOf } from './platform/errors.ts';
import { readiness } from './platform/health.ts';
import { createLog, type Log } from './platform/log.ts';
import { Shutdown } from './platform/shutdown.ts';
import type { JobHandlers } from './queue/jobs.ts';
import { createQueue, type JobQueue, startWorker } from './queue/queue.ts';
import { notePolicyInForce } from './review/policy-in-force.ts';
import { ReviewStore } from './review/review-store.ts';
import { SettingStore } from './rollout/settings.ts';
import type { SlackReceiver } from './slack/bolt-app.ts';
import { createSlackPresses } from './slack/slack-door.ts';
import { createCaseStore } from './tickets/case-store.ts';
import { createInboxStore } from './tickets/inbox-store.ts';
import { loadTaxonomy, type Taxonomy } from './tickets/intent.ts';
import { createLabelStore } from './tickets/label-store.ts';
import { alarmsOf } from './upkeep/alarms.ts';
import { createSignGauges } from './upkeep/sign-gauges.ts';
import { readSigns } from './upkeep/signs.ts';
import { createOwnUserLookUp } from './zendesk/own-user.ts';
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

export function openFloor(config: Config, name: string): Floor {
  const log = createLog({ level: config.logLevel, name });
  armCrashPoint(config.chaos.crashAt);
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
  const ownUserId = createOwnUserLookUp({ database, clock: systemClock, log });
  // Looks now, so that the first event finds an answer.
  ownUserId();
  const delivered = { delivery: (result: string) => metrics.webhooks.inc({ result }) };
  web.use(
    '/webhooks/zendesk',
    zendeskWebhook({
      inbox,
      labels: createLabelStore(database),
      doorbell: queue,
      secrets,
      ownUserId,
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
    readiness(
      { database: () => database.pool.query('select 1').then(() => true), queue: () => queue.isReady() },
      async () => alarmsOf(await readSigns(database)).map(({ code, words }) => `${code}: ${words}`),
    ),
  );
  const setGauges = createSignGauges(metrics);
  web.get('/metrics', async (_request, response) => {
    // Without the database the numbers of this process are still worth having.
    await readSigns(database).then(setGauges, (error: unknown) => log.warn({ err: messageOf(error) }, 'no signs'));
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  startWatch(floor);
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

/** The worker process: everything that thinks and everything that goes out. */
export async function startWork(floor: Floor): Promise<void> {
  const { config, log, database, queue, shutdown } = floor;
  const taxonomy = await loadTaxonomy(`${config.promptsDir}/intents.yaml`);
  const outside = openOutside(floor);
  const pipeline = await buildPipeline(floor, taxonomy, outside);
  const effects = new EffectStore(database);
  const delivery = {
    effects,
    handlers: openEffectHandlers(floor, outside, floor.reviews),
    doorbell: queue,
    log,
    owner: pipeline.owner,
    ...deliveryTiming(config),
    follow: afterEffect.bind(null, floor.metrics),
  };
  const store = createIndexStore(database);
  const sources = knowledgeSources(config, outside.transport);
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
  const poller = startPoller({ ...pipeline, effects }, config.timing.pollMs);
  shutdown.add('poller', () => poller.stop());
  startUpkeep({ ...floor, ...outside, owner: pipeline.owner, sources });
  startReminders(floor);
  shutdown.add('worker', () => worker.stop());
}

async function buildPipeline(floor: Floor, taxonomy: Taxonomy, outside: Outside): Promise<PipelineDeps> {
  const { config, log, database, queue, metrics, reviews } = floor;
  await notePolicyInForce(reviews.db, config.promptsDir);
  return {
    taxonomy,
    helpdesk: outside.helpdesk,
    backoffice: outside.backoffice,
    ...(await loadHouseRules(database, config.promptsDir)),
    brain: await createBrain({ ...config, taxonomy, clock: systemClock, log }),
    search: createSearch({ database }),
    inbox: createInboxStore(database),
    cases: createCaseStore(database),
    labels: createLabelStore(database),
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
    leaseMs: config.timing.leaseMs,
    owner: `worker-${process.pid}-${Date.now().toString(36)}`,
    onStage: (stage, ms) => metrics.stageSeconds.observe({ stage }, ms / 1_000),
  };
}
