import { fitOf, type JudgedArticle, judgeArticles, opensSection, type QuotableArticle } from './judge-articles.ts';
import { inOrder, type Piece, withAntecedents } from './piece.ts';
import { createRelevance, type Question, type Relevance } from './relevance.ts';
import { standsAlone } from './standing-alone.ts';
import type { Unit } from './units.ts';
import { addUnsaid } from './unsaid.ts';

export interface ExtractOptions {
  topic?: string;
  searchShare?: number;
}

const MOST_SENTENCES = 3;
const MOST_STEPS = 7;
const MOST_POINTS = 5;
/** A sentence that fits less than this share of the best one is left out. */
const GOOD_SHARE = 0.6;
/** One row of a table is the answer far more often than its neighbours; points of a list go together. */
const ROW_SHARE = 0.85;
const POINT_SHARE = 0.35;
/** Steps under another heading come along when they or their heading speak of the question at all. */
const ABOUT_THE_QUESTION = 0.03;
const NOTHING_SAID: ReadonlySet<string> = new Set();
const SEARCH_SHARE = 0.7;

/** The part of the articles that best answers a question, and single sentences for what it leaves unsaid. */
export function extract(
  question: Question,
  articles: readonly QuotableArticle[],
  options: ExtractOptions = {},
): Piece[] {
  const relevance = createRelevance(question, articles);
  const settings = { topic: options.topic ?? '', searchShare: options.searchShare ?? SEARCH_SHARE };
  const judged = judgeArticles(articles, relevance, settings);
  const first = judged[0];
  if (first === undefined) return [];
  const { article, best, match } = first;
  const scoreOf = (unit: Unit) => fitOf(unit, article, relevance);
  const units = best.kind === 'sentence' ? sentencesAround(first, relevance) : listAround(article, best, scoreOf);
  return addUnsaid([{ n: article.source.n, units, match }], judged, relevance);
}

/** The best sentence, others of the source that fit, what follows it, and the steps that belong to them. */
function sentencesAround({ article, best }: JudgedArticle, relevance: Relevance): Unit[] {
  const scoreOf = (unit: Unit) => fitOf(unit, article, relevance);
  const sentences = article.units.filter((unit) => unit.kind === 'sentence' && standsAlone(unit, article.units));
  const floor = GOOD_SHARE * scoreOf(best);
  const fitting = sentences
    .filter((unit) => unit !== best && scoreOf(unit) >= floor)
    .sort((a, b) => scoreOf(b) - scoreOf(a));
  const following = sentences.filter((unit) => unit.heading === best.heading && unit.at > best.at).slice(0, 2);
  const chosen = [...new Set([best, ...fitting, ...following])].slice(0, MOST_SENTENCES);
  return inOrder(article, [...withAntecedents(article, chosen), ...stepsBeside(article, best, relevance)]);
}

/** An article with one list of steps is a how-to: when the steps are about the question at all, they are the answer. */
function stepsBeside(article: QuotableArticle, best: Unit, relevance: Relevance): Unit[] {
  const steps = article.units.filter((unit) => unit.kind === 'step');
  const beside = steps.filter((unit) => unit.heading === best.heading);
  if (beside.length > 0) return beside.slice(0, MOST_STEPS);
  const lists = new Set(steps.map((unit) => unit.block));
  const about = steps.some((step) => relevance.gain(withHeading(step), NOTHING_SAID) >= ABOUT_THE_QUESTION);
  return lists.size === 1 && about ? steps.slice(0, MOST_STEPS) : [];
}

function withHeading(unit: Unit): Unit {
  return { ...unit, text: `${unit.heading} ${unit.lead} ${unit.text}` };
}

/** Steps come whole and in order, of a list of points or a table only what fits; the section's first sentence opens them. */
function listAround(article: QuotableArticle, best: Unit, scoreOf: (unit: Unit) => number): Unit[] {
  const list = article.units.filter((unit) => unit.block === best.block && unit.kind === best.kind);
  const opener = article.units.find((unit) => unit.heading === best.heading && opensSection(unit, article));
  const opening = opener !== undefined && opener.at < best.at && standsAlone(opener, article.units) ? [opener] : [];
  if (best.kind === 'step') return [...opening, ...list.slice(0, MOST_STEPS)];
  const floor = (best.kind === 'row' ? ROW_SHARE : POINT_SHARE) * scoreOf(best);
  const points = list.filter((unit) => scoreOf(unit) >= floor).sort((a, b) => scoreOf(b) - scoreOf(a));
  return inOrder(article, [...opening, ...points.slice(0, MOST_POINTS)]);
}
