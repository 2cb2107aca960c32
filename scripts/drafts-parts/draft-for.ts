import { type AssessDeps, assess } from '../../src/pipeline/assess.ts';
import { type CheckDeps, check } from '../../src/pipeline/check.ts';
import { type DraftDeps, draft } from '../../src/pipeline/draft.ts';
import type { TurnResults } from '../../src/pipeline/results.ts';
import { type RetrieveDeps, retrieve } from '../../src/pipeline/retrieve.ts';
import type { Outcome, TurnSoFar } from '../../src/pipeline/stage.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { MIN_ANSWER_CONFIDENCE } from '../../src/review/policy.ts';
import { detectLanguage } from '../../src/tickets/language.ts';
import type { Question } from '../search-parts/data.ts';

export type DraftDesk = Pick<RetrieveDeps, 'search' | 'defaultLocale'> & AssessDeps & DraftDeps & CheckDeps;

export interface Written {
  id: string;
  kind: string;
  text: string;
  confident: boolean;
  confidence: number;
  answerability: number;
  /** Articles, best first. */
  cited: string[];
  sources: string[];
  findings: string[];
}

/** The pipeline's own stages from the message to the checked draft. No helpdesk, no back office, no store. */
export async function draftFor(desk: DraftDesk, question: Question): Promise<Written> {
  const soFar: TurnSoFar = {
    lease: { caseId: 1, ticketId: 1, owner: 'drafts', fence: -1 },
    turn: { id: 1, caseId: 1, commentId: 1, state: 'open', attempts: 0 },
    results: { intake: intakeOf(question) },
    signal: new AbortController().signal,
  };
  soFar.results.assess = resultOf(await assess.run(desk, soFar));
  soFar.results.retrieve = resultOf(await retrieve.run({ ...desk, backoffice: null, clock: systemClock }, soFar));
  const drafted = resultOf(await draft.run(desk, soFar));
  soFar.results.draft = drafted;
  const checked = resultOf(await check.run(desk, soFar));
  const { kind, text, confidence } = checked.draft;
  const used = new Set([...text.matchAll(/\[(\d{1,2})\]/g)].map((match) => Number(match[1])));
  const articles = drafted.sources.flatMap((source) => (source.kind === 'article' ? [source] : []));
  const blocked = checked.findings.filter(({ severity }) => severity === 'block');
  return {
    id: question.id,
    kind,
    text,
    confidence,
    confident: kind === 'answer' && confidence >= MIN_ANSWER_CONFIDENCE && blocked.length === 0,
    answerability: soFar.results.retrieve.answerability,
    cited: [...new Set(articles.filter(({ n }) => used.has(n)).map(({ articleId }) => articleId))],
    sources: [...new Set(articles.map(({ articleId }) => articleId))],
    findings: blocked.map(({ words }) => words),
  };
}

function intakeOf({ text, earlier }: Question): TurnResults['intake'] {
  const [subject = '', ...rest] = text.split('\n');
  const newest = rest.length === 0 ? subject : rest.join('\n');
  return {
    ticketId: 1,
    subject: rest.length === 0 ? '' : subject,
    url: '',
    commentId: 1,
    newest,
    earlier: [...earlier],
    requester: { id: 1, name: 'Customer', email: null, verified: true, locale: null, tags: [] },
    fromRequester: true,
    language: detectLanguage(newest, null),
    priority: null,
    attachments: [],
    secretsFound: [],
    base: { lastPublicCommentId: 1, stamp: '', settled: true, tags: [] },
  };
}

function resultOf<T>(outcome: Outcome<T>): T {
  if (outcome.kind === 'stop') throw new Error(`The draft stopped: ${outcome.reason}`);
  return outcome.result;
}
