import { type Candidate, K1 } from './candidates.ts';
import type { QueryTerm } from './query-terms.ts';

/**
 * Second stage, pure. Weights are in units of BM25 and were picked on public sets, then checked on help-center questions:
 * neighbours of the question standing together, a heading or title that resembles the question, other passages of the same article,
 * and codes and quoted words of the question that stand in the passage letter by letter. What counts against it: one thing said in two
 * words ("refund" and "reimburse"), which the sum over words takes for two things. Checked on halves: +.5 to +1.5 points of nDCG on each.
 */
export const RERANK_WEIGHTS = { proximity: 0.3, heading: 2, title: 0.7, siblings: 0.05, exact: 1.5, repeated: 0.6 };
/** Two words stand together when at most this many positions lie between them. */
const NEAR = 8;

export interface RankedPassage {
  candidate: Candidate;
  score: number;
  /** How much the title and the nearest heading resemble the question, 0..1. */
  resemblance: number;
}

export interface RerankQuery {
  text: string;
  terms: readonly QueryTerm[];
  order: readonly string[];
}

export function rerank(candidates: readonly Candidate[], query: RerankQuery): RankedPassage[] {
  const pairs = neighbours(query);
  const question = trigrams(query.text);
  const siblings = siblingEvidence(candidates);
  const meanings = [...Map.groupBy(query.terms, (term) => term.of).values()].filter((terms) => terms.length > 1);
  const ranked = candidates.map((candidate) => {
    const heading = similarity(question, trigrams(candidate.headingPath.at(-1) ?? ''));
    const title = similarity(question, trigrams(candidate.title));
    const resemblance = Math.max(heading, title);
    const likeness = RERANK_WEIGHTS.heading * Math.max(heading, RERANK_WEIGHTS.title * title);
    const near = RERANK_WEIGHTS.proximity * proximity(candidate, pairs);
    const exact = RERANK_WEIGHTS.exact * candidate.exact;
    const repeated = RERANK_WEIGHTS.repeated * repetition(candidate, meanings);
    const others = RERANK_WEIGHTS.siblings * (siblings.get(candidate) ?? 0);
    const score = candidate.bm25 + near + likeness + exact + others - repeated;
    return { candidate, score, resemblance };
  });
  return ranked.sort((a, b) => b.score - a.score || a.candidate.id - b.candidate.id);
}

/** What a passage got for saying the same in several words: about all that BM25 gave for them, but for the best. */
function repetition(candidate: Candidate, meanings: readonly (readonly QueryTerm[])[]): number {
  let sum = 0;
  for (const terms of meanings) {
    const worth = terms.map(({ lexeme, weight, idf }) => {
      const times = candidate.positions.get(lexeme)?.length ?? 0;
      return (weight * idf * times * (K1 + 1)) / (times + K1);
    });
    sum += worth.reduce((all, each) => all + each, 0) - Math.max(...worth);
  }
  return sum;
}

interface Pair {
  first: string;
  second: string;
  worth: number;
}

function neighbours(query: RerankQuery): Pair[] {
  const idf = new Map(query.terms.map((term) => [term.lexeme, term.idf]));
  const known = query.order.filter((lexeme) => idf.has(lexeme));
  const pairs = new Map<string, Pair>();
  for (let at = 1; at < known.length; at += 1) {
    const [first, second] = [known[at - 1] ?? '', known[at] ?? ''];
    if (first !== second)
      pairs.set(`${first} ${second}`, { first, second, worth: Math.min(idf.get(first) ?? 0, idf.get(second) ?? 0) });
  }
  return [...pairs.values()];
}

function proximity(candidate: Candidate, pairs: readonly Pair[]): number {
  let sum = 0;
  for (const pair of pairs) {
    const distance = nearest(candidate.positions.get(pair.first), candidate.positions.get(pair.second));
    if (distance <= NEAR) sum += pair.worth / distance;
  }
  return sum;
}

/** Smallest distance between two sorted lists of positions. */
function nearest(first: readonly number[] | undefined, second: readonly number[] | undefined): number {
  let best = Number.POSITIVE_INFINITY;
  if (!first || !second) return best;
  for (let a = 0, b = 0; a < first.length && b < second.length; ) {
    const distance = (second[b] ?? 0) - (first[a] ?? 0);
    best = Math.min(best, Math.max(1, Math.abs(distance)));
    if (distance > 0) a += 1;
    else b += 1;
  }
  return best;
}

/** What the other candidates of the same article score, halved for each further one. */
function siblingEvidence(candidates: readonly Candidate[]): Map<Candidate, number> {
  const byArticle = Map.groupBy(candidates, (candidate) => candidate.articleKey);
  const evidence = new Map<Candidate, number>();
  for (const family of byArticle.values()) {
    const sorted = [...family].sort((a, b) => b.bm25 - a.bm25);
    for (const candidate of sorted) {
      const others = sorted.filter((other) => other !== candidate);
      evidence.set(
        candidate,
        others.reduce((sum, other, index) => sum + other.bm25 / 2 ** (index + 1), 0),
      );
    }
  }
  return evidence;
}

function trigrams(text: string): Set<string> {
  const words =
    text
      .toLowerCase()
      .normalize('NFKD')
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const grams = new Set<string>();
  for (const word of words) {
    const padded = ` ${word} `;
    for (let at = 0; at + 3 <= padded.length; at += 1) grams.add(padded.slice(at, at + 3));
  }
  return grams;
}

/** Dice coefficient. */
function similarity(first: ReadonlySet<string>, second: ReadonlySet<string>): number {
  if (first.size === 0 || second.size === 0) return 0;
  let shared = 0;
  for (const gram of first) if (second.has(gram)) shared += 1;
  return (2 * shared) / (first.size + second.size);
}
