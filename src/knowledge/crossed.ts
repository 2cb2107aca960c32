import { contentWords, has } from './content-words.ts';
import { agrees, type Fact, factsOf, kindOf } from './facts.ts';

const PARTS =
  /[;,]\s+|\s+(?:and|but|while|whereas|und|aber|en|maar|et|mais|y|pero)\s+(?=\P{L}*(?:\p{L}+\P{L}+){0,6}\d)/iu;

const SHORT = 2;

interface Part {
  words: readonly string[];
  /** The words before its first number: what the number is said of. */
  heads: readonly string[];
  facts: readonly Fact[];
}

/**
 * Pure: does one sentence of the source give several values, and does the statement take the value of one and the subject of another?
 * "Luggage up to 2,500, electronics up to 600" does not back "electronics up to 2,500".
 */
export function crossesValues(sentence: string, place: string): boolean {
  return sentence.split(PARTS).some((statement) => crosses(statement, place));
}

function crosses(statement: string, place: string): boolean {
  const said = factsOf(statement);
  const words = new Set(contentWords(said.rest));
  const parts = place.split(PARTS).map(partOf);
  return said.facts.some((fact) => {
    const givers = parts.filter((part) => part.facts.some((other) => agrees(fact, other)));
    const others = parts.filter(
      (part) => !givers.includes(part) && part.facts.some((other) => kindOf(other) === kindOf(fact)),
    );
    if (givers.length === 0 || others.length === 0) return false;
    return others.some((other) => givers.every((giver) => isMeant(words, other, giver)));
  });
}

function partOf(text: string): Part {
  const { facts, rest } = factsOf(text);
  const heads = contentWords(text.split(/\p{N}/u, 1)[0] ?? '');
  return { words: contentWords(rest), heads: facts.length > 0 ? heads : [], facts };
}

/** The statement names what the other part is about, and nothing of what this one is about. */
function isMeant(words: ReadonlySet<string>, other: Part, giver: Part): boolean {
  const only = (mine: readonly string[], theirs: Part): string[] =>
    mine.filter((word) => !has(new Set(theirs.words), word) && has(words, word));
  const named = only(other.words, giver);
  // "14 EUR, 9 EUR reduced": so short that its subject stands in the part before.
  if (named.length > 0 && named.length === other.words.length && other.words.length <= SHORT) return true;
  if (named.length > 0 && only(giver.words, other).length === 0) return true;
  return only(other.heads, giver).length > 0 && only(giver.heads.slice(0, 1), other).length === 0;
}

const HALVES = /[;,]\s+|\s+(?:but|while|whereas|aber|während|maar|terwijl|mais|tandis que|pero|mientras)\s+/iu;

/**
 * Pure: two halves of a sentence say the same of two things, and the statement takes the beginning of one and the end of the other?
 * "Enterprise pays by transfer; all others pay by card" does not back "Enterprise pays by card".
 */
export function crossesHalves(statement: string, place: string): boolean {
  const words = contentWords(statement);
  const halves = place.split(HALVES).map(contentWords);
  return halves.some((mine, index) =>
    halves.some((other, otherIndex) => index !== otherIndex && isCrossed(words, mine, other)),
  );
}

function isCrossed(words: readonly string[], mine: readonly string[], other: readonly string[]): boolean {
  const said = new Set(words);
  const hinge = mine.find((word) => has(said, word) && has(new Set(other), word));
  if (hinge === undefined) return false;
  const own = (half: readonly string[], against: readonly string[]): string[] =>
    half.filter((word) => has(said, word) && !has(new Set(against), word));
  const [before, after] = around(mine, hinge);
  const [otherBefore, otherAfter] = around(other, hinge);
  return (
    own(before, other).length > 0 &&
    own(otherAfter, mine).length > 0 &&
    own(after, other).length === 0 &&
    own(otherBefore, mine).length === 0 &&
    after.length > 0
  );
}

function around(half: readonly string[], hinge: string): [string[], string[]] {
  const at = half.findIndex((word) => has(new Set([word]), hinge));
  return [half.slice(0, at), half.slice(at + 1)];
}
