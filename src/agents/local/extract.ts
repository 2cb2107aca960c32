import { fitOf, type JudgedArticle, judgeArticles, opensSection, type QuotableArticle } from './judge-articles.ts';
import { headingOf, inOrder, type Piece, withAntecedents } from './piece.ts';
import { createRelevance, type Question, type Relevance } from './relevance.ts';
import { mayBeTold, standsAlone } from './standing-alone.ts';
import { termsOf } from './terms.ts';
import type { Unit } from './units.ts';
import { addUnsaid } from './unsaid.ts';

export interface ExtractOptions {
  topic?: string;
  searchShare?: number;
}

const MOST_SENTENCES = 3;
const MOST_FOLLOWING = 2;
/** A how-to that ends in the middle is worse than a long one. */
const MOST_STEPS = 12;
const MOST_POINTS = 5;
/** A sentence that fits less than this share of the best one is left out. */
const GOOD_SHARE = 0.6;
/** One row of a table or one of several cases is the answer far more often than its neighbours; points of a list go together. */
const SHARE_OF_BEST = { row: 0.85, step: 0.6, point: 0.35, sentence: 1 } satisfies Record<Unit['kind'], number>;
/** Steps under another heading come along when they or their heading speak of the question at all. */
const ABOUT_THE_QUESTION = 0.03;
/** A step that opens with what it is for. */
const CASE = /^[^.:;!?]{3,60}: \p{Lu}/u;
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
  return addUnsaid([{ n: article.source.n, units, match, heading: headingOf(article) }], judged, relevance);
}

/** The best sentence, others of the source that fit, what follows it, and the steps that belong to them. */
function sentencesAround({ article, best }: JudgedArticle, relevance: Relevance): Unit[] {
  const scoreOf = (unit: Unit) => fitOf(unit, article, relevance);
  const sentences = article.units.filter(
    (unit) => unit.kind === 'sentence' && mayBeTold(unit, article.units, relevance),
  );
  const floor = GOOD_SHARE * scoreOf(best);
  const fitting = sentences
    .filter((unit) => unit !== best && scoreOf(unit) >= floor)
    .sort((a, b) => scoreOf(b) - scoreOf(a));
  const following = whatFollows(best, sentences, relevance);
  const chosen = [...new Set([best, ...fitting, ...following])].slice(0, MOST_SENTENCES);
  return inOrder(article, [...withAntecedents(article, chosen), ...stepsBeside(article, best, relevance)]);
}

/** The next sentences; behind a list or a table only those that say more about the question. */
function whatFollows(best: Unit, sentences: readonly Unit[], relevance: Relevance): Unit[] {
  const said = new Set(termsOf(best.text));
  const later = sentences.filter((unit) => unit.heading === best.heading && unit.at > best.at);
  const near = later.filter((unit, i) => unit.at === best.at + 1 + i);
  const adding = later.filter((unit) => relevance.gain(unit, said) >= ABOUT_THE_QUESTION);
  return [...new Set([...near, ...adding])].slice(0, MOST_FOLLOWING);
}

/** An article with one list of steps is a how-to: when the steps are about the question at all, they are the answer. */
function stepsBeside(article: QuotableArticle, best: Unit, relevance: Relevance): Unit[] {
  const steps = article.units.filter((unit) => unit.kind === 'step');
  const beside = bestList(
    steps.filter((unit) => unit.heading === best.heading),
    relevance,
  );
  if (beside.length > 0) return beside.slice(0, MOST_STEPS);
  const lists = new Set(steps.map((unit) => unit.block));
  const about = steps.some((step) => relevance.gain(withHeading(step), NOTHING_SAID) >= ABOUT_THE_QUESTION);
  return lists.size === 1 && about ? steps.slice(0, MOST_STEPS) : [];
}

/** Two lists under one heading are two ways or two cases: only the one that speaks most of the question. */
function bestList(steps: readonly Unit[], relevance: Relevance): Unit[] {
  const lists = [...Map.groupBy(steps, (unit) => unit.block).values()];
  const gainOf = (list: readonly Unit[]): number => {
    const text = list.map((unit) => `${unit.lead} ${unit.text}`).join(' ');
    return list[0] === undefined ? 0 : relevance.gain({ ...list[0], text }, NOTHING_SAID);
  };
  return lists.sort((a, b) => gainOf(b) - gainOf(a))[0] ?? [];
}

function withHeading(unit: Unit): Unit {
  return { ...unit, text: `${unit.heading} ${unit.lead} ${unit.text}` };
}

/** Steps come whole and in order, of a list of points or a table only what fits; the section's first sentence opens them. */
function listAround(article: QuotableArticle, best: Unit, scoreOf: (unit: Unit) => number): Unit[] {
  const list = article.units.filter((unit) => unit.block === best.block && unit.kind === best.kind);
  const opener = article.units.find((unit) => unit.heading === best.heading && opensSection(unit, article));
  const opening = opener !== undefined && opener.at < best.at && standsAlone(opener, article.units) ? [opener] : [];
  if (best.kind === 'step' && !areAlternatives(list)) return [...opening, ...list.slice(0, MOST_STEPS)];
  const floor = SHARE_OF_BEST[best.kind] * scoreOf(best);
  const points = list.filter((unit) => scoreOf(unit) >= floor).sort((a, b) => scoreOf(b) - scoreOf(a));
  return inOrder(article, [...opening, ...points.slice(0, MOST_POINTS)]);
}

/** "Safari on a Mac: ...", "Brave: ...": numbered cases rather than steps of one way, so only those that fit are told. */
function areAlternatives(list: readonly Unit[]): boolean {
  return list.length > 2 && list.filter(({ text }) => CASE.test(text)).length > list.length / 2;
}
