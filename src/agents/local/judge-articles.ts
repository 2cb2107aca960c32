import type { ArticleSource } from '../../tickets/draft.ts';
import type { Relevance } from './relevance.ts';
import { mayBeTold } from './standing-alone.ts';
import { termsOf } from './terms.ts';
import type { Unit } from './units.ts';
import type { Readable } from './usable-sources.ts';

export type QuotableArticle = Readable<ArticleSource>;

/** An article, its best sentence for the question, and how much both promise. */
export interface JudgedArticle {
  article: QuotableArticle;
  best: Unit;
  /** How well the best sentence fits, 0..1. */
  match: number;
  score: number;
}

export interface JudgeOptions {
  /** What the matter is called: the subject line and the name of the intent. */
  topic: string;
  /** How far to trust the order of the search, 0..1. */
  searchShare: number;
}

/** An article whose title says what the customer's subject line and intent say is meant for this question. */
const TOPIC_SHARE = 0.15;
/** One shared word is chance: half of a shop's titles hold "order". */
const FEWEST_SHARED = 2;
/** An opening sentence usually says what the section is about; it wins a draw. */
const OPENING_BONUS = 0.06;

/** Best first. Search knows synonyms and the whole index; our own overlap knows which sentence it is. */
export function judgeArticles(
  articles: readonly QuotableArticle[],
  relevance: Relevance,
  options: JudgeOptions,
): JudgedArticle[] {
  const highest = Math.max(...articles.map((article) => article.source.score));
  const topic = new Set(termsOf(options.topic));
  const judged = articles.flatMap((article) => {
    const best = bestUnit(article, relevance);
    if (best === null) return [];
    const search = highest > 0 ? article.source.score / highest : 0;
    const own = 0.5 * best.fit + 0.5 * relevance.coverageOf(article);
    const mixed = options.searchShare * search + (1 - options.searchShare) * own;
    return [{ article, best: best.unit, match: best.fit, score: mixed + TOPIC_SHARE * topicShare(article, topic) }];
  });
  return judged.sort((a, b) => b.score - a.score);
}

function bestUnit(article: QuotableArticle, relevance: Relevance): { unit: Unit; fit: number } | null {
  const fitting = article.units.filter((unit) => mayBeTold(unit, article.units, relevance));
  const ranked = fitting.map((unit) => ({ unit, fit: fitOf(unit, article, relevance) })).sort((a, b) => b.fit - a.fit);
  return ranked[0] ?? null;
}

function topicShare(article: QuotableArticle, topic: ReadonlySet<string>): number {
  const title = new Set(termsOf(article.source.title));
  const shared = [...title].filter((term) => topic.has(term)).length;
  return shared < FEWEST_SHARED ? 0 : shared / title.size;
}

export function fitOf(unit: Unit, article: QuotableArticle, relevance: Relevance): number {
  return relevance.coverage(unit, article) + (opensSection(unit, article) ? OPENING_BONUS : 0);
}

export function opensSection(unit: Unit, article: QuotableArticle): boolean {
  const before = article.units[unit.at - 1];
  return unit.kind === 'sentence' && (before === undefined || before.heading !== unit.heading);
}
