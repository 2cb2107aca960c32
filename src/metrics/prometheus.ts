import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** The numbers of a process, by low-cardinality labels only. */
export interface Metrics {
  registry: Registry;
  webhooks: Counter<'result'>;
  turns: Counter<'route' | 'intent' | 'brain'>;
  stageSeconds: Histogram<'stage'>;
  effects: Counter<'kind' | 'state'>;
  decisions: Counter<'kind'>;
  modelTokens: Counter<'direction' | 'brain'>;
  modelUsd: Counter<'brain'>;
  /** What became of search by meaning: used, slow, failed, paused. */
  meaning: Counter<'result'>;
  oldestDueSeconds: Gauge;
  doorPaused: Gauge<'door'>;
}

/** A registry of its own: two apps in one test do not count into each other. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    webhooks: new Counter({
      name: 'deskhand_webhooks_total',
      help: 'Webhook deliveries by result',
      labelNames: ['result'],
      registers,
    }),
    turns: new Counter({
      name: 'deskhand_turns_total',
      help: 'Finished turns',
      labelNames: ['route', 'intent', 'brain'],
      registers,
    }),
    stageSeconds: new Histogram({
      name: 'deskhand_stage_seconds',
      help: 'Time of a pipeline stage',
      labelNames: ['stage'],
      buckets: [0.005, 0.02, 0.1, 0.5, 1, 2, 5, 10, 30],
      registers,
    }),
    effects: new Counter({
      name: 'deskhand_effects_total',
      help: 'Effects that ended',
      labelNames: ['kind', 'state'],
      registers,
    }),
    decisions: new Counter({
      name: 'deskhand_decisions_total',
      help: 'Decisions of people',
      labelNames: ['kind'],
      registers,
    }),
    modelTokens: new Counter({
      name: 'deskhand_model_tokens_total',
      help: 'Tokens paid for',
      labelNames: ['direction', 'brain'],
      registers,
    }),
    modelUsd: new Counter({
      name: 'deskhand_model_usd_total',
      help: 'Money spent on models, US dollars',
      labelNames: ['brain'],
      registers,
    }),
    ...createMeaning(registers),
    ...createGauges(registers),
  };
}

function createGauges(registers: Registry[]): Pick<Metrics, 'oldestDueSeconds' | 'doorPaused'> {
  return {
    oldestDueSeconds: new Gauge({
      name: 'deskhand_oldest_due_seconds',
      help: 'Age of the oldest row that waits for work',
      registers,
    }),
    doorPaused: new Gauge({
      name: 'deskhand_door_paused',
      help: '1 while a system refuses our credentials or rights and all work with it waits',
      labelNames: ['door'],
      registers,
    }),
  };
}

function createMeaning(registers: Registry[]): Pick<Metrics, 'meaning'> {
  return {
    meaning: new Counter({
      name: 'deskhand_search_by_meaning_total',
      help: 'Searches by meaning by result; all but "used" were answered by words alone',
      labelNames: ['result'],
      registers,
    }),
  };
}
