import { contentWords } from '../content-words.ts';

/** From this share of common words on, two titles look like one template. */
const SAME_TEMPLATE = 0.6;
const LONGEST_SUBJECT = 4;

/** Pure: do the titles say that two things are meant, whatever the sentences below them leave out? */
export function titlesDiffer(first: string, second: string): boolean {
  return areOneTemplate(first, second) || haveOwnSubjects(first, second);
}

/** "Blue Account: fees" and "Light Blue Account: fees", but not "Gift cards" and "About vouchers and gift cards". */
function areOneTemplate(first: string, second: string): boolean {
  const [mine, theirs] = [new Set(contentWords(first)), new Set(contentWords(second))];
  const shared = mine.intersection(theirs).size;
  if (shared < 2 || (2 * shared) / (mine.size + theirs.size) < SAME_TEMPLATE) return false;
  const own = [...namesAmong(first, theirs), ...namesAmong(second, mine)];
  return own.length > 0;
}

/** Words of the title that begin with a capital and that the other title does not have. */
function namesAmong(title: string, others: ReadonlySet<string>): string[] {
  const capitals = title.match(/(?<!\p{L})\p{Lu}[\p{L}\p{N}]*/gu) ?? [];
  return capitals.filter((word) => contentWords(word).some((stem) => !others.has(stem)));
}

/** "Beige Account: benefits" and "Hunter Green Account: fees": what stands before the colon is what it is about. */
function haveOwnSubjects(first: string, second: string): boolean {
  const [mine, theirs] = [subjectOf(first), subjectOf(second)];
  if (mine === null || theirs === null) return false;
  return mine.difference(theirs).size > 0 && theirs.difference(mine).size > 0;
}

function subjectOf(title: string): Set<string> | null {
  const [, before] = /^([^:]+):\s/.exec(title) ?? [];
  if (before === undefined) return null;
  const words = new Set(contentWords(before));
  return words.size === 0 || words.size > LONGEST_SUBJECT ? null : words;
}

const RUN = /(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{N}+-]*(?:\s+\p{Lu}[\p{L}\p{N}+-]*)+/gu;

/**
 * Pure: does the title name a relative of what the other is about, "Hunter Green Account" beside "Green Account"? `names` are the words that
 * the article itself writes with a capital inside its sentences, so that titles in capitals make no names of common words.
 */
export function namesRelative(title: string, names: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return [...title.matchAll(RUN)].some(([run]) => {
    const words = run
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => names.has(word));
    return words.some((word) => others.has(word)) && words.some((word) => !others.has(word));
  });
}
