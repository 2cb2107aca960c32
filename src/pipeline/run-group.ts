import type { Metrics } from '../metrics/prometheus.ts';
import { crashPoint } from '../platform/crash-point.ts';
import { storable } from '../platform/storable.ts';
import { NO_SPANS, type SpanSink, traceStage } from '../platform/trace.ts';
import type { CaseStore } from '../tickets/case-store.ts';
import type { Outcome, StageName, ThoughtRecord, TurnSoFar } from './stage.ts';

/** A stage, seen by the loop that does not care which one it is. */
export interface StageRunner {
  name: StageName;
  run(deps: unknown, soFar: TurnSoFar): Promise<Outcome<unknown>>;
}

export interface Stopped {
  code: string;
  reason: string;
}

const THINKS: ReadonlySet<StageName> = new Set(['assess', 'draft']);

interface GroupDeps {
  cases: CaseStore;
  onStage: (stage: string, ms: number) => void;
  spans?: SpanSink;
  metrics: Pick<Metrics, 'modelTokens' | 'modelUsd'>;
}

/**
 * Runs the stages of one group side by side and leaves a row for each. Stages that have a row already are not run again.
 * When one fails, the others are waited for: what they paid for gets its row before the lease goes to somebody else.
 */
export async function runGroup(
  deps: GroupDeps,
  soFar: TurnSoFar,
  group: readonly StageRunner[],
): Promise<Stopped | null> {
  const missing = group.filter((stage) => soFar.results[stage.name] === undefined);
  const ends = await Promise.allSettled(missing.map((stage) => runOne(deps, soFar, stage)));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  for (const end of ends) if (end.status === 'fulfilled' && end.value !== null) return end.value;
  return null;
}

async function runOne(deps: GroupDeps, soFar: TurnSoFar, stage: StageRunner): Promise<Stopped | null> {
  soFar.signal.throwIfAborted();
  const started = performance.now();
  const at = { ticketId: soFar.lease.ticketId, turnId: soFar.turn.id, stage: stage.name };
  const running = traceStage(deps.spans ?? NO_SPANS, at, () => stage.run(deps, soFar));
  if (THINKS.has(stage.name)) crashPoint('C5');
  const outcome = await running;
  if (THINKS.has(stage.name)) crashPoint('C6');
  const ms = performance.now() - started;
  deps.onStage(stage.name, ms);
  if (outcome.kind === 'stop') return { code: outcome.code, reason: outcome.reason };
  const result = storable(outcome.result);
  if (outcome.thought) countThought(deps.metrics, outcome.thought);
  const { brain = null, model = null, promptHash = null, usage = null } = outcome.thought ?? {};
  await deps.cases.saveStep(soFar.lease, soFar.turn.id, {
    stage: stage.name,
    result,
    brain,
    model,
    promptHash,
    usage,
    ms,
  });
  Object.assign(soFar.results, { [stage.name]: result });
  return null;
}

function countThought({ modelTokens, modelUsd }: GroupDeps['metrics'], { brain, usage }: ThoughtRecord): void {
  modelTokens.inc({ direction: 'input', brain }, usage.inputTokens);
  modelTokens.inc({ direction: 'cached', brain }, usage.cachedTokens);
  modelTokens.inc({ direction: 'output', brain }, usage.outputTokens);
  modelUsd.inc({ brain }, usage.usd);
}
