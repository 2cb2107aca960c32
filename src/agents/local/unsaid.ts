import type { JudgedArticle, QuotableArticle } from './judge-articles.ts';
import type { Piece } from './piece.ts';
import { headingOf, inOrder, withAntecedents } from './piece.ts';
import type { Relevance } from './relevance.ts';
import { mayBeTold } from './standing-alone.ts';
import { termsOf } from './terms.ts';
import type { Unit } from './units.ts';

/** How many sentences may be added for what the main piece leaves unsaid, and how much of the question each must add. */
const MOST_EXTRAS = 2;
const WORTH_ADDING = 0.07;
/** From another article only what clearly belongs: search thinks nearly as well of it, and it adds much. */
const NEAR_SHARE = 0.6;
const WORTH_ADDING_FROM_ELSEWHERE = 0.22;

interface Candidate {
  unit: Unit;
  article: QuotableArticle;
  match: number;
  /** The least it must add. */
  floor: number;
}

/** "... and is vinegar all right?": a telling word of the question that no chosen sentence speaks of gets a sentence of its own. */
export function addUnsaid(main: readonly Piece[], judged: readonly JudgedArticle[], relevance: Relevance): Piece[] {
  const pieces = [...main];
  const candidates = candidatesOf(judged, relevance);
  for (let round = 0; round < MOST_EXTRAS; round++) {
    const chosen = pieces.flatMap((piece) => piece.units);
    const said = new Set(chosen.flatMap((unit) => termsOf(`${unit.heading} ${unit.text}`)));
    const best = candidates
      .map((candidate) => ({ candidate, surplus: relevance.gain(candidate.unit, said) - candidate.floor }))
      .filter(({ surplus }) => surplus >= 0)
      .sort((a, b) => b.surplus - a.surplus)[0];
    if (best === undefined) break;
    addUnit(pieces, best.candidate);
  }
  return pieces;
}

function candidatesOf(judged: readonly JudgedArticle[], relevance: Relevance): Candidate[] {
  const first = judged[0];
  const near = judged.filter(({ score }) => score >= NEAR_SHARE * (first?.score ?? 0));
  return near.flatMap(({ article, match }) => {
    const home = article.source.articleId === first?.article.source.articleId;
    const floor = home ? WORTH_ADDING : WORTH_ADDING_FROM_ELSEWHERE;
    const fitting = article.units.filter((unit) => mayBeTold(unit, article.units, relevance));
    return fitting.map((unit) => ({ unit, article, match, floor }));
  });
}

function addUnit(pieces: Piece[], { unit, article, match }: Candidate): void {
  const units = withAntecedents(article, [unit]);
  const at = pieces.findIndex((piece) => piece.n === article.source.n);
  const there = pieces[at];
  if (there === undefined) pieces.push({ n: article.source.n, units, match, heading: headingOf(article) });
  else pieces[at] = { ...there, units: inOrder(article, [...there.units, ...units]) };
}
