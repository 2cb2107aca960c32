import { createBrain } from './agents/create-brain.ts';
import { openSecondReader } from './agents/open-second-reader.ts';
import type { Floor } from './app-floor.ts';
import { knowledgeSources } from './app-knowledge.ts';
import { openMeaning } from './app-meaning.ts';
import { deliveryTiming, type Outside, openEffectHandlers, openOutside } from './app-outside.ts';
import { startReminders } from './app-slack.ts';
import { openSpans } from './app-trace.ts';
import { startUpkeep } from './app-upkeep.ts';
import { deliver } from './effects/deliver.ts';
import { EffectStore } from './effects/effect-store.ts';
import { createIndexStore } from './knowledge/index-store.ts';
import { createSearch } from './knowledge/search.ts';
import { syncSource } from './knowledge/sync.ts';
import type { SemanticLeg } from './knowledge/vectors/semantic-leg.ts';
import { afterEffect } from './pipeline/after-effect.ts';
import { ringForArrivals, startPoller } from './pipeline/due.ts';
import { loadHouseRules } from './pipeline/house-rules.ts';
import { type PipelineDeps, workOnTicket } from './pipeline/pipeline.ts';
import { systemClock } from './platform/clock.ts';
import { regularly } from './platform/regularly.ts';
import type { SpanSink } from './platform/trace.ts';
import type { JobHandlers } from './queue/jobs.ts';
import { startWorker } from './queue/queue.ts';
import { notePolicyInForce } from './review/policy-in-force.ts';
import { SettingStore } from './rollout/settings.ts';
import { createCaseStore } from './tickets/case-store.ts';
import { createInboxStore } from './tickets/inbox-store.ts';
import { loadTaxonomy, type Taxonomy } from './tickets/intent.ts';
import { createLabelStore } from './tickets/label-store.ts';

/** The worker process: everything that thinks and everything that goes out. */
export async function startWork(floor: Floor): Promise<void> {
  const { config, log, database, queue, shutdown } = floor;
  const taxonomy = await loadTaxonomy(`${config.promptsDir}/intents.yaml`);
  const outside = await openOutside(floor);
  const spans = openSpans(floor);
  const pipeline = await buildPipeline(floor, outside, { taxonomy, spans });
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
    'knowledge.sync': async ({ source, everything }) => {
      for (const each of sources.filter(({ name }) => name === source))
        log.info(await syncSource(each, store, database, { everything }), 'knowledge synced');
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
  shutdown.add('connectors', async () => outside.connected?.close());
  shutdown.add('spans', () => spans.close?.());
}

/** Null where search is by words alone. */
async function startMeaning(floor: Floor): Promise<SemanticLeg | null> {
  const meaning = await openMeaning(floor);
  if (!meaning) return null;
  const running = regularly(meaning.task, floor.log);
  floor.shutdown.add(meaning.task.name, () => running.stop());
  return meaning.leg;
}

async function buildPipeline(
  floor: Floor,
  outside: Outside,
  { taxonomy, spans }: { taxonomy: Taxonomy; spans: SpanSink },
): Promise<PipelineDeps> {
  const { config, log, database, queue, metrics, reviews } = floor;
  await notePolicyInForce(reviews.db, config.promptsDir);
  return {
    taxonomy,
    helpdesk: outside.helpdesk,
    backoffice: outside.backoffice,
    connected: outside.connected,
    ...(await loadHouseRules(database, config.promptsDir)),
    secondReader: await openSecondReader({ ...config, log }),
    spans,
    brain: await createBrain({ ...config, taxonomy, clock: systemClock, log, spans }),
    search: createSearch({ database, semantic: await startMeaning(floor) }),
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
