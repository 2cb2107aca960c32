import { contentWords, share, stem } from './content-words.ts';
import { agrees, factsOf } from './facts.ts';
import { splitSentences } from './sentences.ts';

/** "Aria grinder", "Flex tickets": a name and the thing that it is one of. */
const NAMED = /(?<![\p{L}\p{N}])(\p{L}[\p{L}\p{N}]+)\s+(\p{Ll}{3,})/gu;
/** "BX200", "ESP32": one family where the letters are the same. */
const MODEL = /(?<![\p{L}\p{N}])(\p{Lu}{1,6}-?)(\d{1,5})(?![\p{L}\p{N}])/gu;
/** The sentence about the other one must share this much of what is said, ... */
const SAME_STATEMENT = 0.75;
/** ... and no sentence about the one meant may come as near as this. */
const NEARLY = 0.25;
/** A statement has this many words besides the name. */
const FEWEST_WORDS = 2;

/**
 * Pure: does the source say this of another product, and not of the one that the sentence names? Only where the source names several of a
 * kind; a name that it never mentions is for `names.ts`.
 */
export function isSaidOfAnother(sentence: string, source: string): boolean {
  const kinds = kindsOf(source);
  return [...kinds.values()].some((names) => {
    const mine = [...names].filter((name) => mentions(sentence, name));
    const [name] = mine;
    if (name === undefined || mine.length !== 1) return false;
    return belongsToAnother({ sentence, name, others: [...names].filter((other) => other !== name) }, source);
  });
}

interface Claim {
  sentence: string;
  name: string;
  others: readonly string[];
}

function belongsToAnother({ sentence, name, others }: Claim, source: string): boolean {
  const said = factsOf(sentence);
  const words = contentWords(said.rest).filter((word) => word !== stem(name.toLowerCase()));
  if (words.length < FEWEST_WORDS) return false;
  const places = splitSentences(source)
    .flatMap((text) => text.split(/;\s+/))
    .map((text) => {
      const there = factsOf(text);
      const known = said.facts.every((fact) => there.facts.some((other) => agrees(fact, other)));
      return { text, near: known ? share(words, new Set(contentWords(there.rest))) : 0 };
    });
  const nearest = (wanted: (text: string) => boolean): number =>
    Math.max(0, ...places.filter(({ text }) => wanted(text)).map(({ near }) => near));
  const ofOther = nearest((text) => !mentions(text, name) && others.some((other) => mentions(text, other)));
  // What stands without any name, or under this one, may well be meant for it.
  const ofMine = nearest((text) => mentions(text, name) || !others.some((other) => mentions(text, other)));
  return ofOther >= SAME_STATEMENT && ofMine < ofOther - NEARLY;
}

/** Names by what they are names of, where there are several. */
function kindsOf(source: string): Map<string, Set<string>> {
  const kinds = new Map<string, Set<string>>();
  const add = (kind: string, name: string): void => {
    kinds.set(kind, (kinds.get(kind) ?? new Set()).add(name));
  };
  for (const [, name = '', thing = ''] of source.matchAll(NAMED)) {
    if (contentWords(name).length > 0 && contentWords(thing).length > 0) add(stem(thing), name);
  }
  for (const [model, family = ''] of source.matchAll(MODEL)) add(`model ${family}`, model);
  return new Map([...kinds].filter(([, names]) => names.size > 1));
}

function mentions(text: string, name: string): boolean {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}-]+/u)
    .includes(name.toLowerCase());
}
