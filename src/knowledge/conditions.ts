import { contentWords, share } from './content-words.ts';
import { opposesWords } from './polarity.ts';

const CONDITION = /(?<!\p{L})(?:if|when|unless|wenn|falls|indien|wanneer|lorsque|cuando)\s+([^,;.!?]+)/giu;
/** This share of a condition's words must be somewhere in the source. */
const KNOWN = 0.5;

export type ConditionVerdict = 'same' | 'opposite' | 'unknown';

/** Pure: what is said to hold "if …" or "when …" must hold under that condition in the source, not under one that it never mentions. */
export function weighConditions(sentence: string, place: string, source: string): ConditionVerdict {
  const words = new Set(contentWords(source));
  const theirs = conditionsOf(place);
  let verdict: ConditionVerdict = 'same';
  for (const condition of conditionsOf(sentence)) {
    if (theirs.some((other) => opposesWords(condition, other))) return 'opposite';
    const said = contentWords(condition);
    if (said.length > 1 && share(said, words) < KNOWN) verdict = 'unknown';
  }
  return verdict;
}

function conditionsOf(text: string): string[] {
  return [...text.matchAll(CONDITION)].map(([, condition = '']) => condition);
}
