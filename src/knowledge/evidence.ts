import { contentWords, share } from './content-words.ts';
import { agrees, type Fact, factsOf, kindOf } from './facts.ts';
import { missingNames } from './names.ts';
import { isOpposed } from './polarity.ts';
import { splitSentences } from './sentences.ts';

export type Verdict = 'backed' | 'contradicted' | 'unbacked';

/** Share of a sentence's content words that one place of the source must have. Drafts that copy have .9 and more, free ones .5 to .8. */
const ENOUGH = 0.5;
/** Or: this share in the whole source, when one place has at least FAINT of it. */
const ENOUGH_IN_ALL = 0.75;
const FAINT = 0.35;
/** From here on a place is about the same matter, so a different number there is a contradiction. */
const SAME_MATTER = 0.4;
/** A sentence may draw together this many neighbouring sentences of the source. */
const LONGEST_WINDOW = 3;
const PER_SENTENCE_COST = 0.05;

interface Window {
  text: string;
  facts: Fact[];
  share: number;
  size: number;
}

/** Pure: does this text back the sentence, speak against it, or neither? */
export function weighEvidence(sentence: string, source: string): Verdict {
  const said = factsOf(sentence);
  const words = contentWords(said.rest);
  const windows = windowsOf(source, words);
  const best = bestWindow(windows, said.facts);
  if (best === null) return 'unbacked';
  const all = factsOf(source).facts;
  if (best.share >= SAME_MATTER) {
    if (said.facts.some((fact) => differs(fact, best.facts))) return 'contradicted';
    if (isOpposed(sentence, best.text)) return 'contradicted';
  }
  if (said.facts.some((fact) => !all.some((other) => agrees(fact, other)))) return 'unbacked';
  if (missingNames(sentence, source).length > 0) return 'unbacked';
  const inAll = share(words, new Set(contentWords(source)));
  const enough = best.share >= ENOUGH || (inAll >= ENOUGH_IN_ALL && best.share >= FAINT);
  // A bare number or a single word is no statement that words could back.
  return enough && words.length + said.facts.length >= 2 ? 'backed' : 'unbacked';
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

/** Each run of one to three sentences of the source. */
function windowsOf(source: string, words: readonly string[]): Window[] {
  const sentences = splitSentences(source);
  const windows: Window[] = [];
  for (let at = 0; at < sentences.length; at += 1) {
    for (let size = 1; size <= LONGEST_WINDOW && at + size <= sentences.length; size += 1) {
      const text = sentences.slice(at, at + size).join(' ');
      const facts = factsOf(text);
      windows.push({ text, size, facts: facts.facts, share: share(words, new Set(contentWords(facts.rest))) });
    }
  }
  return windows;
}

/** The place with most of the words; among equals the shortest, and then one that has the sentence's numbers. */
function bestWindow(windows: readonly Window[], facts: readonly Fact[]): Window | null {
  const agreeing = (window: Window): number =>
    facts.filter((fact) => window.facts.some((other) => agrees(fact, other))).length;
  const worth = (window: Window): number =>
    window.share - PER_SENTENCE_COST * (window.size - 1) + 0.001 * agreeing(window);
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
