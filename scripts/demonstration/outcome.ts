import type pg from 'pg';
import { z } from 'zod';
import { RESULT_SCHEMAS, type TurnResults } from '../../src/pipeline/results.ts';
import { MIN_ANSWER_CONFIDENCE } from '../../src/review/policy.ts';
import { bandOf } from '../../src/tickets/assessment.ts';

/** What became of one message, as the result of the demo tells it. */
export interface CaseOutcome {
  id: string;
  ticketId: number;
  subject: string;
  state: string;
  settled: boolean;
  brain: string | null;
  assessment: TurnResults['assess']['assessment'] | null;
  intentName: string | null;
  /** Articles that the draft cites, best first, each once. */
  cited: { articleId: string; title: string; url: string; version: string; passages: number[] }[];
  /** Everything the drafter had before it, by number. */
  sources: { n: number; kind: string; title: string; articleId: string | null; visibility: string | null }[];
  draft: {
    kind: string;
    text: string;
    language: string;
    confidence: number;
    band: string;
    reason: string | null;
  } | null;
  /** True when the draft is offered as an answer and not merely as a lead. */
  confident: boolean;
  answerability: number | null;
  sentences: TurnResults['check']['sentences'];
  findings: TurnResults['check']['findings'];
  proposals: TurnResults['draft']['proposals'];
  route: string;
  reasons: TurnResults['route']['reasons'];
  nextStep: string | null;
  review: { id: number; state: string; revision: number } | null;
  effects: { kind: string; state: string; reason: string | null; proof: unknown }[];
  usage: { calls: number; inputTokens: number; outputTokens: number; usd: number };
  /** From the webhook's row to the last effect of the turn. */
  ms: number | null;
  stagesMs: Record<string, number>;
}

const Usage = z
  .object({ calls: z.number(), inputTokens: z.number(), outputTokens: z.number(), usd: z.number() })
  .nullable();

interface TurnRow {
  id: number;
  state: string;
  reason: string | null;
  outcome: { code?: string } | null;
  ms: number | null;
  waiting: number;
}

/** Read from the product's own rows. Null until there is a turn. */
export async function outcomeOf(
  pool: pg.Pool,
  message: { id: string; subject: string; ticketId: number },
): Promise<CaseOutcome | null> {
  const turn = await findTurn(pool, message.ticketId);
  if (!turn) return null;
  const [steps, effects, review] = await Promise.all([
    stepsOf(pool, turn.id),
    effectsOf(pool, turn.id),
    reviewOf(pool, turn.id),
  ]);
  const { assess, retrieve, draft, check, route } = steps.results;
  const used = new Set([...(check?.draft.text ?? '').matchAll(/\[(\d{1,2})\]/g)].map((match) => Number(match[1])));
  const ended = ['done', 'waiting', 'stopped', 'failed', 'superseded'].includes(turn.state);
  return {
    ...message,
    state: turn.state,
    settled:
      ended && turn.waiting === 0 && effects.every((effect) => ['done', 'failed', 'superseded'].includes(effect.state)),
    brain: steps.brain,
    assessment: assess?.assessment ?? null,
    intentName: assess?.intentName ?? null,
    cited: citedOf(draft?.sources ?? [], used),
    sources: (draft?.sources ?? retrieve?.sources ?? []).map((source) => ({
      n: source.n,
      kind: source.kind,
      title: source.title,
      articleId: source.kind === 'article' ? source.articleId : null,
      visibility: source.kind === 'article' ? source.visibility : null,
    })),
    draft: check ? { ...check.draft, band: bandOf(check.draft.confidence) } : null,
    confident:
      check?.draft.kind === 'answer' &&
      check.draft.confidence >= MIN_ANSWER_CONFIDENCE &&
      !check.findings.some((finding) => finding.severity === 'block'),
    answerability: retrieve?.answerability ?? null,
    sentences: check?.sentences ?? [],
    findings: check?.findings ?? [],
    proposals: draft?.proposals ?? [],
    route: route?.route ?? `none (${turn.outcome?.code ?? turn.state})`,
    reasons: route?.reasons ?? [{ code: turn.outcome?.code ?? turn.state, words: turn.reason ?? '' }],
    nextStep: route?.nextStep ?? null,
    review,
    effects,
    usage: steps.usage,
    ms: turn.ms,
    stagesMs: steps.ms,
  };
}

async function findTurn(pool: pg.Pool, ticketId: number): Promise<TurnRow | null> {
  const { rows } = await pool.query<TurnRow>(
    `select t.id, t.state, t.reason, t.outcome,
       (extract(epoch from coalesce((select max(e.finished_at) from effect e where e.turn_id = t.id), t.finished_at)
         - (select min(i.received_at) from inbox i where i.ticket_id = c.ticket_id)) * 1000)::int as ms,
       (select count(*) from inbox i where i.ticket_id = c.ticket_id and i.state = 'received')::int as waiting
     from ticket_case c join turn t on t.case_id = c.id where c.ticket_id = $1 order by t.id desc limit 1`,
    [ticketId],
  );
  return rows[0] ?? null;
}

interface Steps {
  results: Partial<TurnResults>;
  brain: string | null;
  usage: CaseOutcome['usage'];
  ms: Record<string, number>;
}

async function stepsOf(pool: pg.Pool, turnId: number): Promise<Steps> {
  const { rows } = await pool.query<{
    stage: keyof TurnResults;
    result: unknown;
    brain: string | null;
    usage: unknown;
    ms: number;
  }>('select stage, result, brain, usage, ms from step where turn_id = $1 order by finished_at', [turnId]);
  const steps: Steps = {
    results: {},
    brain: null,
    usage: { calls: 0, inputTokens: 0, outputTokens: 0, usd: 0 },
    ms: {},
  };
  for (const row of rows) {
    Object.assign(steps.results, { [row.stage]: RESULT_SCHEMAS[row.stage].parse(row.result) });
    steps.brain = row.brain ?? steps.brain;
    steps.ms[row.stage] = Math.round(row.ms);
    const usage = Usage.parse(row.usage);
    if (!usage) continue;
    steps.usage.calls += usage.calls;
    steps.usage.inputTokens += usage.inputTokens;
    steps.usage.outputTokens += usage.outputTokens;
    steps.usage.usd += usage.usd;
  }
  return steps;
}

async function effectsOf(pool: pg.Pool, turnId: number): Promise<CaseOutcome['effects']> {
  const { rows } = await pool.query<CaseOutcome['effects'][number]>(
    'select kind, state, reason, proof from effect where turn_id = $1 order by id',
    [turnId],
  );
  return rows;
}

async function reviewOf(pool: pg.Pool, turnId: number): Promise<CaseOutcome['review']> {
  const { rows } = await pool.query<{ id: number; state: string; revision: number }>(
    'select id, state, revision from review where turn_id = $1',
    [turnId],
  );
  return rows[0] ?? null;
}

function citedOf(sources: TurnResults['draft']['sources'], used: ReadonlySet<number>): CaseOutcome['cited'] {
  const cited = new Map<string, CaseOutcome['cited'][number]>();
  for (const source of sources) {
    if (source.kind !== 'article' || !used.has(source.n)) continue;
    const entry = cited.get(source.articleId) ?? {
      articleId: source.articleId,
      title: source.title,
      url: source.url,
      version: source.version,
      passages: [],
    };
    entry.passages.push(source.passageId);
    cited.set(source.articleId, entry);
  }
  return [...cited.values()];
}
