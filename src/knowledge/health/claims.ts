import { contentWords } from '../content-words.ts';
import { type Fact, factsOf, kindOf } from '../facts.ts';
import { primaryLanguage } from '../words.ts';
import type { Line, ReadArticle } from './read-article.ts';

/** One statement with something in it that can be right or wrong to the letter. */
export interface Claim {
  read: ReadArticle;
  line: Line;
  /** The part of the line that the fact stands in. */
  text: string;
  language: string;
  /** Null for a statement without one, which can only be denied. */
  fact: Fact | null;
  /** What it is about, without the fact. */
  words: string[];
  /** Words of title and heading, which say what a short sentence leaves out. */
  context: string[];
  /** Names, codes and versions in the statement and above it. */
  names: ReadonlySet<string>;
}

const KINDS = new Set(['money', 'percent', 'duration', 'time', 'number']);
/** "IDE 2", "pin 13", "v1.8": the number is part of a name. */
const NAME_NUMBER =
  /(?:(?<![.!?]\s|^)(?!(?:EUR|USD|GBP|CHF|SEK|NOK|DKK|PLN|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(?:day)?\b)\p{Lu}[\p{L}\p{N}]*|\b(?:pin|step|version|v|port|page|level|type|code|chapter|no|nr)\.?)[\s-]*\d[\d.]*/gu;
/** A new condition begins a new statement. */
const PARTS =
  /;\s+|,\s+(?=(?:as long as|unless|except|but|and|or|if|when|which|although|while|after|before)\b)|\s+(?=(?:unless|as long as|although|whereas)\b)|\s+[–—]\s+/i;
const NAME = /(?<![\p{L}\p{N}])(?:\p{Lu}[\p{L}\p{N}+]*|[\p{L}]*\d[\p{L}\p{N}.]*)(?:['’]s)?(?![\p{L}\p{N}])/gu;
const INSIDE_CAPITAL = /(?<=[\p{Ll}\p{N},] )\p{Lu}[\p{L}\p{N}]*/gu;
/** "No. It cannot be combined" denies nothing that "It cannot be combined" says. */
const ANSWER = /^(?:yes|no|a|q)[.,:]\s+/i;
const FEWEST_WORDS = 3;

/** Pure: the statements of an article that another article could contradict. */
export function claimsOf(read: ReadArticle): Claim[] {
  const { title, locale } = read.article;
  const titleNames = knownNames(title, read);
  return read.lines.flatMap((line) => {
    if (line.kind === 'code' || /[?？]\s*$/.test(line.text)) return [];
    const context = contentWords(`${title} ${line.heading ?? ''}`);
    const above = [...namesOf([line.heading ?? '']), ...titleNames];
    return partsOf(line).flatMap((text) => {
      const { facts, rest } = factsOf(text.replace(NAME_NUMBER, ' ').replace(/[.!]+$/, ''));
      const kept = facts.filter(isTelling);
      const words = [...new Set(contentWords([rest, ...kept.map(countedThing)].join(' ')))];
      // Two amounts in one statement are a scale or a comparison: which is said of what is beyond word counting.
      if (kept.length > 1 || words.length < FEWEST_WORDS || (line.kind === 'table' && kept.length === 0)) return [];
      const names = new Set([...above, ...namesOf([rest]), ...numberedNames(text)]);
      return [{ read, line, text, language: primaryLanguage(locale), fact: kept[0] ?? null, words, context, names }];
    });
  });
}

/** A bare number without a thing that it counts says too little. */
function isTelling(fact: Fact): boolean {
  return KINDS.has(kindOf(fact)) && fact.kind !== 'number:';
}

/** "3 boxes" -> "box": reading the number took its noun away. */
function countedThing({ kind }: Fact): string {
  return kind.startsWith('number:') ? kind.slice('number:'.length) : '';
}

/** A row of a table is several statements: what is in the first cell, said of each of the others. */
function partsOf(line: Line): string[] {
  if (line.kind !== 'table') return line.text.replace(ANSWER, '').split(PARTS);
  const [first = '', ...cells] = line.text.split('; ');
  return cells.map((cell) => `${first} ${cell}`);
}

/**
 * Names in the title. Where every word has a capital it says nothing, so there, and for the first word, the text decides: does it write
 * the word with a capital inside a sentence ("the Bluest Account")?
 */
function knownNames(title: string, read: ReadArticle): string[] {
  const inside = new Set(read.lines.flatMap(({ text }) => text.match(INSIDE_CAPITAL) ?? []));
  const capitals = (title.match(/\p{Lu}[\p{L}\p{N}]*/gu) ?? []).filter((word) => inside.has(word));
  const plain = title.match(/(?<!\p{L})\p{Ll}{4,}/gu)?.length ?? 0;
  const sure = capitals.map((word) => word.toLowerCase());
  if (plain === 0) return [...sure, ...numberedNames(title)];
  const [, pair = ''] = /^(\p{Lu}\p{L}*)\s\p{Lu}/u.exec(title) ?? [];
  return [...sure, ...namesOf([title]), ...(pair === '' ? [] : [pair.toLowerCase()])];
}

function numberedNames(text: string): string[] {
  return (text.match(NAME_NUMBER) ?? []).map((name) => name.toLowerCase());
}

/** Capitals at the beginning of a sentence are grammar, not a name. */
function namesOf(texts: readonly string[]): Set<string> {
  const names = texts.flatMap((text) => {
    const found = [...text.matchAll(NAME)].filter(
      (match) => match.index > 0 || /\d/.test(match[0]) || /^\p{Lu}{2,}/u.test(match[0]),
    );
    return found.map((match) => match[0].replace(/['’]s$/, '').toLowerCase());
  });
  return new Set(names);
}
