import type { QuotableArticle } from './judge-articles.ts';
import { antecedentOf } from './standing-alone.ts';
import type { Unit } from './units.ts';

/** Units of one source that go into the reply together, in the order of the article. */
export interface Piece {
  n: number;
  units: Unit[];
  /** How well the best of them fits the question, 0..1. */
  match: number;
  /** What the article calls this part: a list without words that lead it is told under this. */
  heading: string;
}

export function headingOf({ source }: QuotableArticle): string {
  return source.headingPath.at(-1) ?? source.title;
}

/** Adds the sentences that others hang on. */
export function withAntecedents(article: QuotableArticle, units: readonly Unit[]): Unit[] {
  return units.flatMap((unit) => {
    const before = antecedentOf(unit, article.units);
    return before === null ? [unit] : [before, unit];
  });
}

export function inOrder(article: QuotableArticle, units: readonly Unit[]): Unit[] {
  const chosen = new Set(units);
  return article.units.filter((unit) => chosen.has(unit) && unit.text !== '');
}
