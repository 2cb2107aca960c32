import { z } from 'zod';
import type { Database } from '../../platform/database.ts';

/** What the health checks need of a turn: the question, what was found, what was cited, what people made of it. */
export interface CaseRecord {
  turnId: number;
  ticketId: number;
  at: Date;
  subject: string;
  /** The customer's newest words, redacted. */
  words: string;
  language: string;
  intent: string;
  risks: readonly string[];
  draftKind: 'answer' | 'clarify' | 'handoff';
  answerability: number;
  shown: readonly ShownPassage[];
  /** Records and actions are citations too. */
  citesAnything: boolean;
  decision: 'approve' | 'edit' | 'reject' | null;
  /** What a person sent instead. */
  finalText: string | null;
}

export interface ShownPassage {
  articleId: string;
  title: string;
  heading: string | null;
  url: string;
  updatedAt: string;
  quote: string;
  visibility: 'public' | 'internal';
  cited: boolean;
}

/** Only the parts of the stages' rows that are read here; rows of an earlier release may have less. */
const ArticleRow = z.object({
  n: z.number(),
  kind: z.literal('article'),
  articleId: z.string(),
  title: z.string(),
  headingPath: z.array(z.string()),
  url: z.string(),
  visibility: z.enum(['public', 'internal']),
  text: z.string(),
  updatedAt: z.string(),
});
const OtherRow = z.object({ n: z.number(), kind: z.string() });
const Steps = z.object({
  intake: z.object({ subject: z.string(), newest: z.string(), language: z.string() }),
  assess: z.object({ assessment: z.object({ intent: z.string(), risks: z.array(z.string()) }) }),
  retrieve: z.object({ answerability: z.number(), sources: z.array(ArticleRow.or(OtherRow)) }),
  check: z.object({
    draft: z.object({ kind: z.enum(['answer', 'clarify', 'handoff']) }),
    sentences: z.array(z.object({ citations: z.array(z.number()) })),
  }),
});
type Steps = z.infer<typeof Steps>;

interface Row {
  turn_id: number;
  ticket_id: number;
  at: Date;
  steps: unknown;
  decision: CaseRecord['decision'];
  final_text: string | null;
}

const READ = `
  select t.id as turn_id, c.ticket_id, t.started_at as at, s.steps, d.kind as decision, d.final_text
  from turn t
  join ticket_case c on c.id = t.case_id
  cross join lateral (
    select jsonb_object_agg(stage, result) as steps from step
    where turn_id = t.id and stage in ('intake', 'assess', 'retrieve', 'check')) s
  left join lateral (
    select d.kind, d.final_text from review r join decision d on d.review_id = r.id and d.kind <> 'undo'
    where r.turn_id = t.id order by d.id desc limit 1) d on true
  where exists (select from step where turn_id = t.id and stage = 'check')
  order by t.id desc limit $1`;

/** The newest turns that got as far as a checked draft, newest first. */
export async function loadCaseRecords({ pool }: Pick<Database, 'pool'>, most: number): Promise<CaseRecord[]> {
  const { rows } = await pool.query<Row>(READ, [most]);
  return rows.flatMap((row) => {
    const parsed = Steps.safeParse(row.steps);
    // A turn of an earlier release that left other rows: nothing can be learnt from it here.
    return parsed.success ? [toRecord(row, parsed.data)] : [];
  });
}

function toRecord(row: Row, steps: Steps): CaseRecord {
  const cited = new Set(steps.check.sentences.flatMap(({ citations }) => citations));
  return {
    turnId: row.turn_id,
    ticketId: row.ticket_id,
    at: row.at,
    subject: steps.intake.subject,
    words: steps.intake.newest,
    language: steps.intake.language,
    intent: steps.assess.assessment.intent,
    risks: steps.assess.assessment.risks,
    draftKind: steps.check.draft.kind,
    answerability: steps.retrieve.answerability,
    shown: steps.retrieve.sources.flatMap((source) => {
      const article = ArticleRow.safeParse(source);
      return article.success ? [toShown(article.data, cited.has(source.n))] : [];
    }),
    citesAnything: cited.size > 0,
    decision: row.decision,
    finalText: row.final_text,
  };
}

function toShown(source: z.infer<typeof ArticleRow>, cited: boolean): ShownPassage {
  const { articleId, title, headingPath, url, text, visibility, updatedAt } = source;
  const quote = text.split('\n').find((line) => line.trim() !== '' && !headingPath.includes(line)) ?? title;
  return { articleId, title, heading: headingPath.at(-1) ?? null, url, updatedAt, quote, visibility, cited };
}
