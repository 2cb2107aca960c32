import { z } from 'zod';
import type { Database } from '../../src/platform/database.ts';
import { createVeil, type Veil } from '../../src/redaction/veil.ts';
import { saysOf } from './says.ts';

export interface TracedSpan {
  name: string;
  kind: string;
  startedAt: Date;
  ms: number;
  error: string | null;
  attributes: Record<string, unknown>;
  /** Redacted once more: whoever reads a trace need not know who wrote. */
  input: string | null;
  output: string | null;
}

export interface TracedStage {
  stage: string;
  ms: number;
  brain: string | null;
  model: string | null;
  promptHash: string | null;
  usage: Usage | null;
  says: string[];
  spans: TracedSpan[];
}

export interface TracedTurn {
  id: number;
  commentId: number;
  state: string;
  reason: string | null;
  startedAt: Date;
  stages: TracedStage[];
}

export interface TicketTrace {
  ticketId: number;
  turns: TracedTurn[];
  total: Usage;
}

const Usage = z.object({
  calls: z.number(),
  inputTokens: z.number(),
  cachedTokens: z.number(),
  outputTokens: z.number(),
  usd: z.number(),
});
export type Usage = z.infer<typeof Usage>;

interface TurnRow {
  id: number;
  comment_id: number;
  state: string;
  reason: string | null;
  started_at: Date;
}

interface StepRow {
  turn_id: number;
  stage: string;
  result: unknown;
  brain: string | null;
  model: string | null;
  prompt_hash: string | null;
  usage: unknown;
  ms: number;
}

interface SpanRow {
  turn_id: number;
  stage: string;
  kind: string;
  name: string;
  started_at: Date;
  ended_at: Date;
  attributes: Record<string, unknown>;
  content: { input: string; output: string } | null;
  error: string | null;
}

/** Everything that is known of a ticket's turns, redacted; null when we never took it up. */
export async function readTrace({ pool }: Pick<Database, 'pool'>, ticketId: number): Promise<TicketTrace | null> {
  const turns = await pool.query<TurnRow>(
    'select t.id, t.comment_id, t.state, t.reason, t.started_at from turn t join ticket_case c on c.id = t.case_id where c.ticket_id = $1 order by t.id',
    [ticketId],
  );
  if (turns.rows.length === 0) return null;
  const ids = turns.rows.map(({ id }) => id);
  const steps = await pool.query<StepRow>('select * from step where turn_id = any($1) order by turn_id, finished_at', [
    ids,
  ]);
  const spans = await pool.query<SpanRow>('select * from span where ticket_id = $1 order by started_at', [ticketId]);
  const veil = createVeil({ people: namesIn(steps.rows) });
  const traced = turns.rows.map((turn) => turnOf(turn, { steps: steps.rows, spans: spans.rows, veil }));
  return { ticketId, turns: traced, total: sum(traced.flatMap(({ stages }) => stages.map(({ usage }) => usage))) };
}

interface Rows {
  steps: readonly StepRow[];
  spans: readonly SpanRow[];
  veil: Veil;
}

function turnOf(turn: TurnRow, { steps, spans, veil }: Rows): TracedTurn {
  const stages = steps.filter(({ turn_id }) => turn_id === turn.id);
  return {
    id: turn.id,
    commentId: turn.comment_id,
    state: turn.state,
    reason: turn.reason === null ? null : veil.hide(turn.reason),
    startedAt: turn.started_at,
    stages: stages.map((step) => ({
      stage: step.stage,
      ms: Math.round(step.ms),
      brain: step.brain,
      model: step.model,
      promptHash: step.prompt_hash,
      usage: Usage.safeParse(step.usage).data ?? null,
      says: saysOf(step.stage, step.result).map((line) => veil.hide(line)),
      spans: spans
        .filter(({ turn_id, stage }) => turn_id === turn.id && stage === step.stage)
        .map((span) => spanOf(span, veil)),
    })),
  };
}

function spanOf(span: SpanRow, veil: Veil): TracedSpan {
  return {
    name: span.name,
    kind: span.kind,
    startedAt: span.started_at,
    ms: span.ended_at.getTime() - span.started_at.getTime(),
    error: span.error,
    attributes: span.attributes,
    input: span.content === null ? null : veil.hide(span.content.input),
    output: span.content === null ? null : veil.hide(span.content.output),
  };
}

/** The requester's own name is hidden wherever it stands. */
function namesIn(steps: readonly StepRow[]): string[] {
  const Intake = z.object({ requester: z.object({ name: z.string() }) });
  return [...new Set(steps.flatMap(({ result }) => Intake.safeParse(result).data?.requester.name ?? []))];
}

function sum(usages: readonly (Usage | null)[]): Usage {
  const total: Usage = { calls: 0, inputTokens: 0, cachedTokens: 0, outputTokens: 0, usd: 0 };
  for (const usage of usages) {
    if (!usage) continue;
    total.calls += usage.calls;
    total.inputTokens += usage.inputTokens;
    total.cachedTokens += usage.cachedTokens;
    total.outputTokens += usage.outputTokens;
    total.usd += usage.usd;
  }
  return total;
}
