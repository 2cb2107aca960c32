import { conceptsOf } from './concepts.ts';
import { isFiller, stemOf } from './stem.ts';

/**
 * Text -> numbers. Words, their stems and neighbours carry the meaning, pairs of telling words hold together what stands far apart,
 * letter groups inside words survive typos and inflection, and concepts stand for the many words that mean the same to a support desk.
 */

/**
 * How long each part of a vector is: words and neighbours, pairs, concepts, letter groups. Measured on banking77 messages that are
 * not close to a training row: with 10 examples each .73 -> .76, with all .90 -> .915, beside words, concepts and letters alone.
 */
const BLOCKS: readonly { kinds: string; length: number }[] = [
  { kinds: 'wpsqt', length: 0.6 },
  { kinds: 'k', length: 0.5 },
  { kinds: 'cv', length: 0.6 },
  { kinds: 'l', length: 0.6 },
];
const SHORTEST_GROUP = 3;
const LONGEST_GROUP = 5;
/** A customer's sentence is far shorter; this only bounds the work on pasted rubbish. */
const MAX_WORDS = 400;
const MAX_WORD_LENGTH = 40;
/** Pairs grow with the square of the length, so only the first telling words are paired. */
const MAX_PAIRED = 40;

export type Counts = ReadonlyMap<string, number>;

export interface Vector {
  ids: Int32Array;
  values: Float32Array;
}

export interface Vocabulary {
  size: number;
  /** Feature names by id: "w:refund", "p:my refund", "s:refund", "q:my refund", "t:..." (telling neighbours), "k:card+lost", "c:refund", "v:lost+pay" or "l:efun". */
  names: readonly string[];
  vectorOf(counts: Counts): Vector;
}

/** Lower-cased words without accents; digits become their length, since an order number says nothing about intent. */
export function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/['’]/g, '').toLowerCase();
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words
    .slice(0, MAX_WORDS)
    .map((word) => (/^\d+$/.test(word) ? `#${Math.min(word.length, 6)}` : word.slice(0, MAX_WORD_LENGTH)));
}

export function countsOf(text: string): Counts {
  const counts = new Map<string, number>();
  const add = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
  const words = wordsOf(text);
  for (const word of words) {
    add(`w:${word}`);
    add(`s:${stemOf(word)}`);
    for (const concept of conceptsOf(word)) add(`c:${concept}`);
    for (const group of letterGroupsOf(word)) add(`l:${group}`);
  }
  for (const [one, next] of neighbours(words)) {
    add(`p:${one} ${next}`);
    add(`q:${stemOf(one)} ${stemOf(next)}`);
  }
  addConceptPairs(words, add);
  addTellingPairs(words.filter((word) => !isFiller(word)).map(stemOf), add);
  return counts;
}

function neighbours(words: readonly string[]): [string, string][] {
  return words.slice(1).map((word, i) => [words[i] ?? '', word]);
}

/** "card" with "lost" in any words: with 10 examples each another half point on banking77. */
function addConceptPairs(words: readonly string[], add: (name: string) => void): void {
  const concepts = [...new Set(words.slice(0, MAX_PAIRED).flatMap(conceptsOf))].sort();
  concepts.forEach((one, i) => {
    for (const other of concepts.slice(i + 1)) add(`v:${one}+${other}`);
  });
}

/** "card" and "lost" belong together wherever they stand: pairs in alphabetical order, and neighbours in their own. */
function addTellingPairs(stems: readonly string[], add: (name: string) => void): void {
  const telling = stems.slice(0, MAX_PAIRED);
  for (const [one, next] of neighbours(telling)) add(`t:${one} ${next}`);
  telling.forEach((one, i) => {
    for (const other of telling.slice(i + 1)) add(one < other ? `k:${one}+${other}` : `k:${other}+${one}`);
  });
}

function letterGroupsOf(word: string): string[] {
  const bordered = ` ${word} `;
  const groups: string[] = [];
  for (let length = SHORTEST_GROUP; length <= LONGEST_GROUP; length++) {
    for (let from = 0; from + length <= bordered.length; from++) groups.push(bordered.slice(from, from + length));
  }
  return groups;
}

/** With many rows, a feature that a single one has is chance, and leaving it out makes learning much quicker. */
const MANY_ROWS = 2_000;

/** Remembers the features of the training rows and how rare each is. Features never seen are ignored later. */
export function learnVocabulary(rows: readonly Counts[]): Vocabulary {
  const rowsWith = new Map<string, number>();
  for (const counts of rows) {
    for (const name of counts.keys()) rowsWith.set(name, (rowsWith.get(name) ?? 0) + 1);
  }
  const least = rows.length > MANY_ROWS ? 2 : 1;
  const names = [...rowsWith].filter(([, count]) => count >= least).map(([name]) => name);
  const idOf = new Map(names.map((name, id) => [name, id]));
  const rarity = Float32Array.from(names, (name) => Math.log((1 + rows.length) / (1 + (rowsWith.get(name) ?? 0))) + 1);
  return { size: names.length, names, vectorOf: (counts) => weigh(counts, idOf, rarity) };
}

function weigh(counts: Counts, idOf: ReadonlyMap<string, number>, rarity: Float32Array): Vector {
  const ids: number[] = [];
  const values: number[] = [];
  for (const { kinds, length } of BLOCKS) {
    const from = ids.length;
    for (const [name, count] of counts) {
      const id = idOf.get(name);
      if (id === undefined || !kinds.includes(name.charAt(0))) continue;
      ids.push(id);
      values.push((1 + Math.log(count)) * (rarity[id] ?? 0));
    }
    scale(values, from, length);
  }
  return { ids: Int32Array.from(ids), values: Float32Array.from(values) };
}

/** Each part gets its length apart, otherwise the many letter groups would drown the words. */
function scale(values: number[], from: number, length: number): void {
  let squares = 0;
  for (let i = from; i < values.length; i++) squares += (values[i] ?? 0) ** 2;
  if (squares === 0) return;
  const factor = length / Math.sqrt(squares);
  for (let i = from; i < values.length; i++) values[i] = (values[i] ?? 0) * factor;
}
