import { weighAbsolutes } from './absolutes.ts';
import { weighConditions } from './conditions.ts';
import { contentWords, share } from './content-words.ts';
import { crossesHalves, crossesValues } from './crossed.ts';
import { affirmsDenied } from './denied-words.ts';
import { agrees, type Fact, factsOf, kindOf } from './facts.ts';
import { missingNames } from './names.ts';
import { isOpposed, withoutNegation } from './polarity.ts';
import { isSaidOfAnother } from './rivals.ts';
import { splitSentences, withoutMarker } from './sentences.ts';

export type Verdict = 'backed' | 'contradicted' | 'unbacked';

/** Share of a sentence's content words that one place of the source must have. Drafts that copy have .9 and more, free ones .5 to .8. */
const ENOUGH = 0.5;
/** Or: this share in the whole source, when one place has at least FAINT of it. */
const ENOUGH_IN_ALL = 0.75;
const FAINT = 0.35;
/** From here on a place is about the same matter, so a different number there is a contradiction. */
const SAME_MATTER = 0.4;
/** Places that share as much are about the same matter too: a title has all the words of a sentence and none of its numbers. */
const AS_CLOSE = 0.05;
/** A single sentence that has this share of the words is what was meant, and may be taken apart. */
const ONE_SENTENCE = 0.7;
/** A repeated "No." or a heading of one word states nothing. */
const FEWEST_VERBATIM = 4;
/** A sentence may draw together this many neighbouring sentences of the source. */
const LONGEST_WINDOW = 3;
const PER_SENTENCE_COST = 0.05;

/** "We have blocked your card", "Wir haben … erstattet". */
const DONE =
  /(?<!\p{L})(?:we|i)(?:['’]ve| have)(?: already| just| now)? \p{L}+(?:ed|en|nt|id|de)(?!\p{L})|(?<!\p{L})(?:wir haben|ich habe|we hebben|ik heb|nous avons|hemos)(?!\p{L})/iu;
const DONE_THERE = /(?<!\p{L})(?:have|has|haben|hat|hebben|heeft|avons|hemos)(?!\p{L})/iu;

interface Window {
  text: string;
  facts: Fact[];
  share: number;
  size: number;
  /** How much of the place the shared words are: of two that have all of them, the one that says little else is meant. */
  density: number;
}

/** "4.90 instead of 9.90": the second amount is the one that does not hold. */
const REJECTED =
  /(?<!\p{L})(?:instead of|rather than|anstelle von|anstatt|statt|in plaats van|au lieu de|plutôt que|en lugar de|en vez de)\s+[^,.;:]*?\d(?:[\d.,]*\d)?(?:\s?(?:€|\$|£|%|EUR|USD|GBP|CHF)(?!\p{L}))?/giu;

/** Pure: does this text back the sentence, speak against it, or neither? `heading` is what stands above the text: it names things and claims nothing. */
export function weighEvidence(sentence: string, text: string, heading = ''): Verdict {
  const held = sentence.search(REJECTED) < 0 ? text.replace(REJECTED, ' ') : text;
  const source = `${heading}\n${held}`.trim();
  if (isVerbatim(sentence, source)) return 'backed';
  // What somebody did is no matter of an article that says how it is done.
  if (DONE.test(sentence) && !DONE_THERE.test(source)) return 'unbacked';
  const said = factsOf(sentence);
  const words = contentWords(withoutNegation(said.rest));
  const windows = windowsOf(source, words);
  const best = bestWindow(windows, said.facts);
  if (best === null) return 'unbacked';
  const objection = objectionOf({ sentence, source, text: held, facts: said.facts, windows, best });
  if (objection !== null) return objection;
  const all = factsOf(source).facts;
  if (said.facts.some((fact) => !all.some((other) => agrees(fact, other)))) return 'unbacked';
  if (missingNames(sentence, source).length > 0) return 'unbacked';
  const inAll = share(words, new Set(contentWords(source)));
  const enough = best.share >= ENOUGH || (inAll >= ENOUGH_IN_ALL && best.share >= FAINT);
  // A bare number or a single word is no statement that words could back.
  return enough && words.length + said.facts.length >= 2 ? 'backed' : 'unbacked';
}

interface Matter {
  sentence: string;
  source: string;
  /** The source without its headings. */
  text: string;
  facts: readonly Fact[];
  windows: readonly Window[];
  best: Window;
}

/** What the source says against the sentence; null when nothing does. */
function objectionOf({ sentence, source, text, facts, windows, best }: Matter): Verdict | null {
  if (affirmsDenied(sentence, text)) return 'contradicted';
  if (best.share < SAME_MATTER) return null;
  const rivals = windows.filter((window) => window.size === 1 && window.share >= best.share - AS_CLOSE);
  const there = [best, ...rivals].flatMap((window) => window.facts);
  if (facts.some((fact) => differs(fact, there))) return 'contradicted';
  if (isOpposed(sentence, best.text) || isSaidOfAnother(sentence, source)) return 'contradicted';
  if (rivals.some(({ text }) => crossesValues(sentence, text))) return 'contradicted';
  const sentences = windows.filter((window) => window.size === 1 && window.share >= ONE_SENTENCE);
  if (sentences.some(({ text }) => crossesHalves(sentence, text))) return 'contradicted';
  const absolutes = weighAbsolutes(sentence, best.text);
  if (absolutes !== 'held') return absolutes === 'limited' ? 'contradicted' : 'unbacked';
  const conditions = weighConditions(sentence, best.text, source);
  if (conditions === 'same') return null;
  return conditions === 'opposite' ? 'contradicted' : 'unbacked';
}

/** Pure: an action backs only what it will do: the same amounts, the same object, and no number besides. */
export function weighAction(sentence: string, action: string): Verdict {
  const said = factsOf(sentence);
  const planned = factsOf(action).facts;
  const amounts = planned.filter((fact) => fact.kind === 'money');
  const saidAmounts = said.facts.filter((fact) => fact.kind === 'money');
  if (saidAmounts.some((fact) => differs(fact, amounts))) return 'contradicted';
  if (amounts.length > 0 && !amounts.some((fact) => saidAmounts.some((other) => agrees(other, fact))))
    return 'unbacked';
  if (said.facts.some((fact) => !planned.some((other) => agrees(fact, other)))) return 'unbacked';
  if (missingNames(sentence, action).length > 0) return 'unbacked';
  if (isOpposed(sentence, action)) return 'contradicted';
  const words = contentWords(said.rest);
  return words.length > 0 && share(words, new Set(contentWords(action))) >= ENOUGH ? 'backed' : 'unbacked';
}

/** A whole sentence of the source, word for word: whatever the comparison of words would make of it. */
function isVerbatim(sentence: string, source: string): boolean {
  const plain = plainOf(sentence);
  if (plain.split(' ').length < FEWEST_VERBATIM) return false;
  return splitSentences(source).some((other) => !other.endsWith('?') && plainOf(other) === plain);
}

function plainOf(sentence: string): string {
  return withoutMarker(sentence)
    .toLowerCase()
    .replace(/[‘’]/g, "'")
    .replace(/\s+/g, ' ')
    .replace(/[\s.!?…]+$/, '')
    .trim();
}

/** Each run of one to three sentences of the source. */
function windowsOf(source: string, words: readonly string[]): Window[] {
  const sentences = splitSentences(source);
  const windows: Window[] = [];
  for (let at = 0; at < sentences.length; at += 1) {
    for (let size = 1; size <= LONGEST_WINDOW && at + size <= sentences.length; size += 1) {
      const text = sentences.slice(at, at + size).join(' ');
      const facts = factsOf(text);
      const there = contentWords(withoutNegation(facts.rest));
      const shared = share(words, new Set(there));
      windows.push({
        text,
        size,
        facts: facts.facts,
        share: shared,
        density: (shared * words.length) / (there.length + 1),
      });
    }
  }
  return windows;
}

/** The place with most of the words; among equals the shortest, and then one that has the sentence's numbers. */
function bestWindow(windows: readonly Window[], facts: readonly Fact[]): Window | null {
  const agreeing = (window: Window): number =>
    facts.filter((fact) => window.facts.some((other) => agrees(fact, other))).length;
  const worth = (window: Window): number =>
    window.share - PER_SENTENCE_COST * (window.size - 1) + 0.01 * window.density + 0.001 * agreeing(window);
  let best: Window | null = null;
  for (const window of windows) if (best === null || worth(window) > worth(best)) best = window;
  return best;
}

/** The place speaks of the same kind of thing and has another value. Numbers are the same kind when they count the same thing. */
function differs(fact: Fact, there: readonly Fact[]): boolean {
  if (there.some((other) => agrees(fact, other))) return false;
  const comparable =
    kindOf(fact) === 'number'
      ? there.filter((other) => other.kind === fact.kind)
      : there.filter((other) => kindOf(other) === kindOf(fact));
  return comparable.length > 0;
}
