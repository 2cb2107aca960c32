import { termsOf } from './terms.ts';
import type { Unit } from './units.ts';

/** What the customer asks, as weighted terms. */
export type Question = ReadonlyMap<string, number>;

const HEADING_SHARE = 0.5;
const TITLE_SHARE = 0.3;
const NEIGHBOUR_SHARE = 0.2;

export interface QuestionParts {
  /** Counts in full. */
  main: string;
  /** Only supports it: the rest of the message, the subject, the name of the intent. */
  around: readonly { text: string; share: number }[];
}

export function questionOf({ main, around }: QuestionParts): Question {
  const question = new Map<string, number>();
  for (const { text, share } of around) {
    for (const term of termsOf(text)) question.set(term, Math.max(share, question.get(term) ?? 0));
  }
  for (const term of termsOf(main)) question.set(term, 1);
  return question;
}

export interface SourceText {
  /** Title and heading path. */
  headings: string;
  units: readonly Unit[];
}

export interface Relevance {
  /** Share of the question, by weight, that this unit with its headings covers, 0..1. */
  coverage(unit: Unit, source: SourceText): number;
  /** Share of the question that a whole source covers. */
  coverageOf(source: SourceText): number;
  /** Share of the question that a unit's own words cover and `said` does not. */
  gain(unit: Unit, said: ReadonlySet<string>): number;
}

/** A word that few of the given sources use tells more than one that all of them use. */
export function createRelevance(question: Question, sources: readonly SourceText[]): Relevance {
  const held = rememberTerms();
  const weights = new Map<string, number>();
  for (const [term, share] of question) {
    const holding = sources.filter((source) => held(wholeText(source)).has(term)).length;
    // A term that no source holds still counts in the total: the answer does not speak of it.
    weights.set(term, share * Math.log(1 + (sources.length + 1) / (holding + 1)));
  }
  const total = sum(weights, () => 1) || 1;
  return {
    coverage: (unit, source) => {
      const places = [
        { terms: held(unit.text), share: 1 },
        { terms: held(`${unit.heading} ${unit.lead}`), share: HEADING_SHARE },
        { terms: held(source.headings), share: TITLE_SHARE },
        { terms: held(source.units[unit.at - 1]?.text ?? ''), share: NEIGHBOUR_SHARE },
      ];
      return sum(weights, (term) => places.find(({ terms }) => terms.has(term))?.share ?? 0) / total;
    },
    coverageOf: (source) => sum(weights, (term) => (held(wholeText(source)).has(term) ? 1 : 0)) / total,
    gain: (unit, said) => sum(weights, (term) => (held(unit.text).has(term) && !said.has(term) ? 1 : 0)) / total,
  };
}

function sum(weights: ReadonlyMap<string, number>, shareOf: (term: string) => number): number {
  let total = 0;
  for (const [term, weight] of weights) total += weight * shareOf(term);
  return total;
}

/** The same texts are asked for again and again while one draft is made. */
function rememberTerms(): (text: string) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>();
  return (text) => {
    const terms = known.get(text) ?? new Set(termsOf(text));
    known.set(text, terms);
    return terms;
  };
}

function wholeText(source: SourceText): string {
  return `${source.headings}\n${source.units.map((unit) => `${unit.heading} ${unit.lead} ${unit.text}`).join('\n')}`;
}
