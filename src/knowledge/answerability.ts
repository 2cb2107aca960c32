import type { AnalysedQuery, Concept } from './query-terms.ts';
import type { RankedPassage } from './rerank.ts';

/** What the ranking tells about whether an answer is in it. All but `strength` are between 0 and 1. */
export type AnswerabilityFeatures = {
  /** log(1 + score of the best passage, in units of the rarest possible word): how many telling words it shares with the question. */
  strength: number;
  /** Share of the question's telling words (by idf) that the best passage has, itself or in other words. */
  coverage: number;
  /** The same for its title, its heading and its first words: is the passage about this, or does it only mention it? */
  opening: number;
  /** How far the tenth passage falls behind the first: a question that fits everywhere is answered nowhere. */
  drop: number;
};

/**
 * Logistic weights, fitted with both classes and all groups weighing the same, on 2,100 rankings: StackFAQ and MTRAG questions with their answer in
 * the index (answerable) and taken out of it (not), MTRAG questions labelled unanswerable or underspecified, and bank, shop and small-talk
 * questions (banking77, bitext, CLINC150) put to all indexes. The help-center questions they were checked on had no part in it: there AUROC
 * against 300 questions of other trades rose from .866 to .902. Elsewhere: answer article removed .69-.84, labelled unanswerable .76, other
 * topics .88-.97. Tried and left out, because none helped on sets that had no part in the fit: share of unknown words, likeness of the
 * heading, length, words of the best three passages.
 */
const WEIGHTS: AnswerabilityFeatures = { strength: 3.2, coverage: 1, opening: 1.05, drop: 1.65 };
const BIAS = -5.3;
/** Positions in the passage's own index: title, headings and the first words of the text. */
const OPENING_WORDS = 20;

/** Pure: a query and its ranking -> what they say about answerability. Nothing found = all zero. */
export function answerabilityFeatures(query: AnalysedQuery, ranked: readonly RankedPassage[]): AnswerabilityFeatures {
  const best = ranked[0];
  const mass = massOf(query.concepts);
  if (!best || mass === 0) return { strength: 0, coverage: 0, opening: 0, drop: 0 };
  const rarest = Math.log(1 + (query.passages + 0.5) / 0.5);
  const forms = Map.groupBy(query.terms, (term) => term.of);
  const within = (limit: number): number =>
    massOf(
      query.concepts.filter((concept) =>
        forms.get(concept.lexeme)?.some(({ lexeme }) => firstPosition(best, lexeme) <= limit),
      ),
    );
  return {
    // Words of earlier turns find the passage, but must not make a question look answered. Square root: on MTRAG the product's
    // threshold then lets 57 % of the unanswerable through, against 70 % on the last turn alone and 85 % without it.
    strength: Math.log1p((best.score * Math.sqrt(query.ownShare ?? 1)) / rarest),
    coverage: within(Number.MAX_SAFE_INTEGER) / mass,
    opening: within(OPENING_WORDS) / mass,
    drop: 1 - (ranked[9]?.score ?? 0) / best.score,
  };
}

/** Pure: 0..1, the probability that the best passages hold the answer when half of the questions have one. */
export function answerability(features: AnswerabilityFeatures): number {
  if (features.strength === 0) return 0;
  const { strength, coverage, opening, drop } = WEIGHTS;
  const sum =
    strength * features.strength + coverage * features.coverage + opening * features.opening + drop * features.drop;
  return 1 / (1 + Math.exp(-(BIAS + sum)));
}

function firstPosition(passage: RankedPassage, lexeme: string): number {
  return passage.candidate.positions.get(lexeme)?.[0] ?? Number.POSITIVE_INFINITY;
}

function massOf(concepts: readonly Concept[]): number {
  return concepts.reduce((sum, concept) => sum + concept.idf, 0);
}
