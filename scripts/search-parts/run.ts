import { HANDOFF_BELOW } from '../../src/agents/local/drafter.ts';
import type { Search } from '../../src/knowledge/search.ts';
import { percentile } from '../bench-parts/statistics.ts';
import type { Judgements, Question } from './data.ts';
import { auroc, bestCost, type Cost, costOf, type Quality, qualityOf, type Ranking } from './measure.ts';

/** Deep enough for ten articles, two passages each, and a few more. */
const DEPTH = 30;

export interface Task {
  search: Search;
  locales: readonly string[];
  audience: 'customer' | 'staff';
  conversation: boolean;
}

export interface Answerability {
  withAnswer: number;
  without: number;
  auroc: number;
  product: Cost;
  best: Cost;
}

export interface Outcome {
  quality: Quality;
  p50Ms: number;
  p99Ms: number;
  /** Null when every question has an answer. */
  answerability: Answerability | null;
  misses: { id: string; text: string; first: string[] }[];
}

interface Asked {
  question: Question;
  articles: string[];
  score: number;
  ms: number;
}

export async function run(task: Task, questions: readonly Question[], judgements: Judgements): Promise<Outcome> {
  const asked: Asked[] = [];
  // Once unmeasured: the first questions pay for connections and lexicons.
  for (const question of questions.slice(0, 5)) await ask(task, question);
  for (const question of questions) asked.push(await ask(task, question));
  const judged = asked.flatMap((each) => {
    const grades = judgements.get(each.question.id);
    return grades ? [{ id: each.question.id, text: each.question.text, articles: each.articles, grades }] : [];
  });
  const times = asked.map(({ ms }) => ms);
  return {
    quality: qualityOf(judged),
    p50Ms: percentile(times, 0.5),
    p99Ms: percentile(times, 0.99),
    answerability: judgeScores(asked, judgements),
    misses: judged.filter(missed).map(({ id, text, articles }) => ({ id, text, first: articles.slice(0, 5) })),
  };
}

function missed({ articles, grades }: Ranking): boolean {
  return !articles.slice(0, 5).some((id) => grades.has(id));
}

async function ask(task: Task, question: Question): Promise<Asked> {
  const { search, locales, audience } = task;
  const earlier = task.conversation ? question.earlier : [];
  const started = performance.now();
  const result = await search.search({ text: question.text, earlier, locales, audience, limit: DEPTH });
  const ms = performance.now() - started;
  const articles = [...new Set(result.passages.map((passage) => passage.articleId))];
  return { question, articles, score: result.answerability, ms };
}

function judgeScores(asked: readonly Asked[], judgements: Judgements): Answerability | null {
  const scores = (wanted: boolean): number[] =>
    asked
      .filter(({ question }) => (question.answerable ?? judgements.has(question.id)) === wanted)
      .map(({ score }) => score);
  const [withAnswer, without] = [scores(true), scores(false)];
  if (withAnswer.length === 0 || without.length === 0) return null;
  return {
    withAnswer: withAnswer.length,
    without: without.length,
    auroc: auroc(withAnswer, without),
    product: costOf(HANDOFF_BELOW, withAnswer, without),
    best: bestCost(withAnswer, without),
  };
}
