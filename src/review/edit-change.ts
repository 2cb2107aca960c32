/** What an edit did to a reply: how many words, which share of it, and what kind of change, worst first. Pure. */
export const EDIT_CLASSES = ['none', 'spelling', 'wording', 'facts', 'rewrite'] as const;
export type EditClass = (typeof EDIT_CLASSES)[number];

export interface EditChange {
  /** Words put in, taken out or replaced. */
  words: number;
  /** Of the longer of both texts, 0..1. */
  share: number;
  class: EditClass;
}

/** From here on nothing of the draft was of use. */
const REWRITTEN = 0.6;
/** Numbers, dates, amounts, links and marks of sources: what a customer may act on. */
const FACT = /\d|https?:|@|\[\d+\]/;
const NEGATION = /^(?:not|no|never|cannot|can't|won't|don't|nicht|kein\w*|niet|geen|ne|pas|jamais)$/i;

export function editChangeOf(before: string, after: string): EditChange {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  const words = distance(a, b);
  const share = words / Math.max(a.length, b.length, 1);
  return { words, share: Math.round(share * 1_000) / 1_000, class: classOf({ a, b, share }) };
}

function classOf({ a, b, share }: { a: readonly string[]; b: readonly string[]; share: number }): EditClass {
  if (share === 0) return 'none';
  if (share >= REWRITTEN) return 'rewrite';
  if (!sameBag(a.filter(isFact), b.filter(isFact))) return 'facts';
  return sameBag(a.map(letters).filter(Boolean), b.map(letters).filter(Boolean)) ? 'spelling' : 'wording';
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

function isFact(word: string): boolean {
  return FACT.test(word) || NEGATION.test(letters(word));
}

/** A word without capitals and punctuation. */
function letters(word: string): string {
  return word.toLowerCase().replace(/[^\p{L}\p{N}']/gu, '');
}

function sameBag(a: readonly string[], b: readonly string[]): boolean {
  return a.toSorted().join(' ') === b.toSorted().join(' ');
}

/** Levenshtein over words; replies have a few hundred of them. */
function distance(a: readonly string[], b: readonly string[]): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, word] of a.entries()) {
    const next = [i + 1];
    for (const [j, other] of b.entries()) {
      const replaced = (row[j] ?? 0) + (word === other ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
