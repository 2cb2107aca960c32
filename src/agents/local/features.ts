import { conceptsOf } from './concepts.ts';

/**
 * Text -> numbers. Words and word pairs carry the meaning, letter groups inside words survive typos and inflection (measured in
 * reference/retrieval-and-classification.md, 2.1), and concepts stand for the many words that mean the same to a support desk.
 */

/**
 * How long each part of a vector is: words and pairs, concepts, letter groups. Chosen by cross-validation on the demo taxonomy
 * (concepts as a part of their own: .32 -> .49 right) and checked on banking77 (10 examples each: .77 -> .78).
 */
const BLOCKS: readonly { kinds: string; length: number }[] = [
  { kinds: 'wp', length: 0.5 },
  { kinds: 'c', length: 0.6 },
  { kinds: 'l', length: 0.6 },
];
const SHORTEST_GROUP = 3;
const LONGEST_GROUP = 5;
/** A customer's sentence is far shorter; this only bounds the work on pasted rubbish. */
const MAX_WORDS = 400;
const MAX_WORD_LENGTH = 40;

export type Counts = ReadonlyMap<string, number>;

export interface Vector {
  ids: Int32Array;
  values: Float32Array;
}

export interface Vocabulary {
  size: number;
  /** Feature names by id: "w:refund", "p:my refund", "c:refund" or "l:efun". */
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
  let previous: string | null = null;
  for (const word of wordsOf(text)) {
    add(`w:${word}`);
    if (previous !== null) add(`p:${previous} ${word}`);
    for (const concept of conceptsOf(word)) add(`c:${concept}`);
    for (const group of letterGroupsOf(word)) add(`l:${group}`);
    previous = word;
  }
  return counts;
}

function letterGroupsOf(word: string): string[] {
  const bordered = ` ${word} `;
  const groups: string[] = [];
  for (let length = SHORTEST_GROUP; length <= LONGEST_GROUP; length++) {
    for (let from = 0; from + length <= bordered.length; from++) groups.push(bordered.slice(from, from + length));
  }
  return groups;
}

/** Remembers the features of the training rows and how rare each is. Features never seen are ignored later. */
export function learnVocabulary(rows: readonly Counts[]): Vocabulary {
  const rowsWith = new Map<string, number>();
  for (const counts of rows) {
    for (const name of counts.keys()) rowsWith.set(name, (rowsWith.get(name) ?? 0) + 1);
  }
  const names = [...rowsWith.keys()];
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
