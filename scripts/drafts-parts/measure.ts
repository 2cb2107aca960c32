import { join } from 'node:path';
import { createLocalBrain } from '../../src/agents/local-brain.ts';
import { silentLog } from '../../src/platform/log.ts';
import { loadTaxonomy } from '../../src/tickets/intent.ts';
import { openScratch } from '../knowledge-parts/scratch.ts';
import { type Judgements, type Question, readJudgements, readKnowledge, readQuestions } from '../search-parts/data.ts';
import { type DraftDesk, draftFor, type Written } from './draft-for.ts';
import type { DraftsOptions } from './options.ts';

export interface Judged extends Written {
  question: string;
  answerable: boolean;
  /** Grade of the best article that the draft cites; 0 for none. */
  best: number;
  /** The highest grade there was to get. */
  possible: number;
  /** Was a right article among the sources at all? */
  supplied: boolean;
}

export interface DraftsReport {
  answerable: number;
  /** Answerable questions whose draft cites a right article, and one of the best grade. */
  cited: number;
  citedBest: number;
  /** What the drafter could have reached: a right article was among its sources. */
  supplied: number;
  /** Answerable questions with a confident answer that cites no right article. */
  confidentWrong: number;
  unanswerable: number;
  confidentUnanswerable: number;
  /** Drafts offered as an answer, and their median length. */
  confident: number;
  medianWords: number;
  drafts: Judged[];
}

export async function measureDrafts(options: DraftsOptions): Promise<DraftsReport> {
  const [articles, judgements, questions, taxonomy] = await Promise.all([
    readKnowledge(options.knowledge, false),
    readJudgements(options.qrels),
    readQuestions(options.queries),
    loadTaxonomy(join(import.meta.dirname, '..', '..', 'prompts', 'intents.yaml')),
  ]);
  const scratch = await openScratch();
  try {
    const desk: DraftDesk = {
      search: await scratch.searchOver('drafts', articles),
      brain: createLocalBrain({ taxonomy }),
      taxonomy,
      defaultLocale: 'en',
      checks: { allowedHosts: options.hosts },
      log: silentLog,
    };
    const drafts: Judged[] = [];
    for (const question of spread(questions, options.limit))
      drafts.push(judge(question, await draftFor(desk, question), judgements));
    return reportOf(drafts);
  } finally {
    await scratch.close();
  }
}

function spread(questions: readonly Question[], limit: number): Question[] {
  const step = Math.max(1, questions.length / limit);
  return Array.from({ length: Math.min(limit, questions.length) }, (_, i) => questions[Math.floor(i * step)]).flatMap(
    (question) => question ?? [],
  );
}

function judge(question: Question, written: Written, judgements: Judgements): Judged {
  const grades = judgements.get(question.id) ?? new Map<string, number>();
  const gradeOf = (ids: readonly string[]): number => Math.max(0, ...ids.map((id) => grades.get(id) ?? 0));
  return {
    ...written,
    question: question.text,
    answerable: question.answerable ?? grades.size > 0,
    best: gradeOf(written.cited),
    possible: Math.max(0, ...grades.values()),
    supplied: gradeOf(written.sources) > 0,
  };
}

/** Pure. */
export function reportOf(drafts: Judged[]): DraftsReport {
  const answerable = drafts.filter((draft) => draft.answerable && draft.possible > 0);
  const unanswerable = drafts.filter((draft) => !draft.answerable);
  const count = (list: readonly Judged[], wanted: (draft: Judged) => boolean): number => list.filter(wanted).length;
  const words = drafts.filter(({ kind }) => kind === 'answer').map(({ text }) => text.split(/\s+/).length);
  return {
    answerable: answerable.length,
    cited: count(answerable, ({ best }) => best > 0),
    citedBest: count(answerable, ({ best, possible }) => best === possible),
    supplied: count(answerable, ({ supplied }) => supplied),
    confidentWrong: count(answerable, ({ confident, best }) => confident && best === 0),
    unanswerable: unanswerable.length,
    confidentUnanswerable: count(unanswerable, ({ confident }) => confident),
    confident: count(drafts, ({ confident }) => confident),
    medianWords: words.sort((a, b) => a - b)[Math.floor(words.length / 2)] ?? 0,
    drafts,
  };
}
